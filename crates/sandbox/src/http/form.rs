//! The fields of queries and forms.

/// The values of a field in a query or form. Values that would need decoding do not occur in the fields looked for.
pub(super) fn values<'a>(fields: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(move |(key, _)| *key == name).map(|(_, value)| value)
}

/// The value of a field, if there is exactly one.
pub(super) fn value<'a>(fields: &'a str, name: &'a str) -> Option<&'a str> {
    let mut values = values(fields, name);
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

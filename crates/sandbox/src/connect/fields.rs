//! Finds the fields of a page object: at the top level or, as in a draft of `vpp_summary`, under `data`.

use serde_json::Value;

/// A field of a page object. Where `programme` is missing from the top level, `data` is searched first.
pub fn field<'a>(page: &'a Value, name: &str) -> Option<&'a Value> {
    if is_nested(page, name) { page.get("data")?.get(name) } else { page.get(name) }
}

/// The same field, to be changed.
pub fn field_mut<'a>(page: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    if is_nested(page, name) { page.get_mut("data")?.get_mut(name) } else { page.get_mut(name) }
}

/// Whether a page object offers an action.
pub fn offers(page: &Value, action: &str) -> bool {
    let actions = field(page, "actions").and_then(Value::as_array);
    actions.is_some_and(|actions| actions.iter().any(|name| name == action))
}

fn is_nested(page: &Value, name: &str) -> bool {
    page.get("programme").is_none() && page.get("data").is_some_and(|data| data.get(name).is_some())
}

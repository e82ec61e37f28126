//! The parts of an address, as far as links need them. Nothing is decoded or normalised before it is asked for.

use crate::text::is_unreserved;
use std::fmt;

/// How an ampersand looks after it was escaped for HTML. A mail tool that does so twice leaves this in the address.
const ESCAPED_AMPERSANDS: [&str; 4] = ["&amp;", "&AMP;", "&#38;", "&#x26;"];

/// A parameter of an address, as it stands there: still encoded, and with everything but printable ASCII escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value; empty if there is none.
    pub value: String,
}

impl fmt::Display for Parameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}={}", self.name, self.value)
    }
}

impl Parameter {
    /// Its name without percent-encoding, if that is a text.
    pub(crate) fn decoded_name(&self) -> Option<String> {
        percent_decoded(&self.name)
    }

    /// Its value without percent-encoding, if that is a text.
    pub(crate) fn decoded_value(&self) -> Option<String> {
        percent_decoded(&self.value)
    }
}

/// An address with a scheme and a host.
pub(crate) struct Address<'a> {
    /// In lower case.
    pub(crate) scheme: String,
    /// In lower case, without the port.
    pub(crate) host: String,
    /// With its colon; empty if there is none.
    pub(crate) port: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
}

impl<'a> Address<'a> {
    /// Splits an address; `None` without a scheme and a host. The fragment is left out.
    pub(crate) fn split(address: &'a str) -> Option<Self> {
        let (before, query) = split_query(address);
        let (scheme, rest) = before.split_once("://")?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        // Browsers read a backslash as a slash, so the host would be another one.
        let (authority, path) = rest.split_at(rest.find(['/', '\\']).unwrap_or(rest.len()));
        let (host, port) = match authority.rfind(':') {
            Some(colon) if !authority.ends_with(']') => authority.split_at(colon),
            _ => (authority, ""),
        };
        let is_port = port.is_empty() || (port.len() > 1 && port[1..].bytes().all(|byte| byte.is_ascii_digit()));
        let is_host = !host.is_empty() && is_port;
        let (scheme, host) = (scheme.to_ascii_lowercase(), host.to_ascii_lowercase());
        (is_scheme && is_host).then_some(Self { scheme, host, port, path, query })
    }

    /// Whether the host is this machine, where a sandbox can stand in for Leap.
    pub(crate) fn is_loopback(&self) -> bool {
        let is_ipv4 = |host: &str| {
            let parts: Vec<&str> = host.split('.').collect();
            let is_byte = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u8>().is_ok();
            parts.len() == 4 && parts[0] == "127" && parts.iter().all(is_byte)
        };
        self.host == "localhost" || self.host == "[::1]" || is_ipv4(&self.host)
    }

    /// The segments of the path. A slash at its end counts for nothing.
    pub(crate) fn segments(&self) -> Vec<&'a str> {
        let inner = self.path.strip_prefix('/').unwrap_or(self.path);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() { Vec::new() } else { inner.split('/').collect() }
    }
}

/// Splits an address into what is before the query, and the query. The fragment is left out.
pub(crate) fn split_query(address: &str) -> (&str, &str) {
    let (before, _) = address.split_once('#').unwrap_or((address, ""));
    before.split_once('?').unwrap_or((before, ""))
}

/// The parameters of a query, in order.
pub(crate) fn parameters(query: &str) -> Vec<Parameter> {
    let parameter = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Parameter { name: printable(name), value: printable(value) }
    };
    query.split('&').filter(|part| !part.is_empty()).map(parameter).collect()
}

/// The address with plain ampersands, if its query has escaped ones.
pub(crate) fn unescaped(address: &str) -> Option<String> {
    let (_, query) = split_query(address);
    // `&#38;` would begin the fragment, so the whole rest is looked at.
    let rest = &address[address.find('?')?..];
    let is_escaped = ESCAPED_AMPERSANDS.iter().any(|escaped| rest.contains(escaped));
    (is_escaped && !query.is_empty()).then(|| {
        let plain = ESCAPED_AMPERSANDS.iter().fold(rest.to_owned(), |text, escaped| text.replace(escaped, "&"));
        format!("{}{plain}", &address[..address.len() - rest.len()])
    })
}

/// Decodes `%41` and the like; `None` if the result is not UTF-8. A plus sign stays: it means a space
/// in form data only.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let code = digit()? * 16 + digit()?;
            bytes.push(u8::try_from(code).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Percent-encodes a value for a query: everything but unreserved characters. The value is never decoded first.
///
/// The token of the next page needs it: a plus sign in it would arrive as a space.
///
/// ```
/// assert_eq!(leap::address::percent_encoded("+RID:~j3==#RT:1|x"), "%2BRID%3A~j3%3D%3D%23RT%3A1%7Cx");
/// ```
pub fn percent_encoded(value: &str) -> String {
    escaped(value, is_unreserved)
}

/// Escapes everything but printable ASCII.
pub(crate) fn printable(text: &str) -> String {
    escaped(text, |character| character.is_ascii_graphic())
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for character in text.chars() {
        if is_kept(character) {
            escaped.push(character);
        } else {
            for byte in character.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    escaped
}

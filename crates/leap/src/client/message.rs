//! What an answer says about its failure, in any of the shapes that Leap's services use.

use crate::decode::DecodeError;
use crate::text::visible;
use serde_json::Value;
use std::fmt;

/// The longest text that is shown, in characters.
const LONGEST: usize = 200;

/// The longest list of details that is shown, in characters. The title says the same in words.
const LONGEST_DETAILS: usize = 100;

/// What Leap said about a failure, fit for a terminal and without the key. It may be empty.
///
/// Three shapes are read (**unverified** for the Connect API, whose reference needs an account): `title`, `status` and
/// `details`; `code`, `message` and `error_code`; `error` and `message`. Others are a bare text, or no JSON at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiMessage(String);

impl ApiMessage {
    /// Reads the body of a failure.
    ///
    /// ```
    /// use leap::client::ApiMessage;
    ///
    /// let said = |body: &str| ApiMessage::read("application/json", body.as_bytes()).to_string();
    /// assert_eq!(said(r#"{"title":"Bad token","status":400,"details":{"page-token":"x"}}"#), r#"Bad token {"page-token":"x"}"#);
    /// assert_eq!(said(r#"{"code":403,"message":"No access","error_code":"AUTH_0001"}"#), "No access (AUTH_0001)");
    /// assert_eq!(said(r#"{"error":"Not found","message":"No such account"}"#), "Not found: No such account");
    /// assert_eq!(said("\"An error happened\""), "An error happened");
    /// ```
    pub fn read(content_type: &str, body: &[u8]) -> Self {
        Self::read_without(content_type, body, str::to_owned)
    }

    /// Reads the body of a failure, without what must not be shown. That is taken out before anything is cut off.
    pub(super) fn read_without(content_type: &str, body: &[u8], redact: impl Fn(&str) -> String) -> Self {
        let text = match serde_json::from_slice(body) {
            Ok(Value::String(text)) => text,
            Ok(Value::Object(members)) => {
                let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
                if !text("title").is_empty() {
                    let details = members.get("details").map(described).unwrap_or_default();
                    [text("title"), &cut(&redact(&details), LONGEST_DETAILS)].join(" ")
                } else if !text("error").is_empty() {
                    [text("error"), text("message")].join(": ").trim_end_matches(": ").to_owned()
                } else if text("error_code").is_empty() {
                    text("message").to_owned()
                } else {
                    format!("{} ({})", text("message"), text("error_code"))
                }
            }
            Ok(_) => String::new(),
            Err(_) => return Self(NotJson::read_without(content_type, body, redact).first_line),
        };
        Self(shown(&redact(&text)))
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for ApiMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// An answer that should have been JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// What the answer calls itself, such as `text/html`.
    pub content_type: String,
    /// Its first line that is not empty, fit for a terminal.
    pub first_line: String,
}

impl NotJson {
    pub(super) fn read_without(content_type: &str, body: &[u8], redact: impl Fn(&str) -> String) -> Self {
        let kind = content_type.split(';').next().unwrap_or_default();
        let text = String::from_utf8_lossy(body);
        let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        Self { content_type: shown(&redact(kind)), first_line: shown(&redact(line)) }
    }

    /// Whether an answer is meant to be JSON, and its position helps.
    pub(super) fn is_json(content_type: &str, error: &DecodeError) -> bool {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        !matches!(error, DecodeError::NotJson { .. } | DecodeError::NotText { .. })
            || kind == "application/json"
            || kind.ends_with("+json")
    }
}

impl fmt::Display for NotJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.content_type.is_empty() { "of no type" } else { &self.content_type };
        write!(formatter, "not JSON: {kind}, \"{}\"", self.first_line)
    }
}

/// Details as JSON, or the text that they are; nothing if there are none.
fn described(details: &Value) -> String {
    let is_empty = match details {
        Value::Null => true,
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => return text.clone(),
        _ => false,
    };
    if is_empty { String::new() } else { details.to_string() }
}

fn shown(text: &str) -> String {
    visible(&cut(text.trim(), LONGEST))
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

//! What the stand-in answers, and the shapes of its errors.

use serde_json::{Value, json};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeapAnswer {
    /// The status.
    pub status: u16,
    /// The type of the body.
    pub content_type: &'static str,
    /// More headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: LeapBody,
}

/// How an answer is delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeapBody {
    /// As a whole.
    Whole(String),
    /// Only the first half, although the header promises all. Then the connection closes.
    CutOff(String),
    /// Not at all: the connection closes.
    Dropped,
}

impl LeapAnswer {
    /// An answer with JSON.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    pub(super) fn text(status: u16, content_type: &'static str, body: String) -> Self {
        Self { status, content_type, headers: Vec::new(), body: LeapBody::Whole(body) }
    }

    pub(super) fn with_header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    pub(super) fn dropped() -> Self {
        Self { body: LeapBody::Dropped, ..Self::text(500, "text/plain", String::new()) }
    }

    /// The answer, cut off in the middle.
    pub(super) fn cut_off(mut self) -> Self {
        if let LeapBody::Whole(body) = self.body {
            self.body = LeapBody::CutOff(body);
        }
        self
    }

    /// The body as JSON, if it is whole and JSON.
    pub fn value(&self) -> Option<Value> {
        match &self.body {
            LeapBody::Whole(body) => serde_json::from_str(body).ok(),
            _ => None,
        }
    }
}

/// An error with a title and details, as the meter services of Leap write it.
pub(super) fn titled(status: u16, title: &str, details: Value) -> LeapAnswer {
    LeapAnswer::json(status, &json!({ "title": title, "status": status, "details": details }))
}

/// An error with a message and a code, as the dispatch service writes it.
pub(super) fn coded(status: u16, message: &str, code: &str) -> LeapAnswer {
    LeapAnswer::json(status, &json!({ "code": status, "message": message, "error_code": code }))
}

/// An error with two texts, as the webhook service writes it.
pub(super) fn named(status: u16, error: &str, message: &str) -> LeapAnswer {
    LeapAnswer::json(status, &json!({ "error": error, "message": message }))
}

/// An error that is a bare text.
pub(super) fn bare(status: u16, text: &str) -> LeapAnswer {
    LeapAnswer::json(status, &json!(text))
}

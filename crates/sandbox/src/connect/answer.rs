//! What the sandbox answers, before HTTP: a status, headers, a body, and how the body is delivered.

use std::time::Duration;

use serde_json::Value;

/// An answer to one POST.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers beyond the usual ones, in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The media type of the body.
    pub content_type: &'static str,
    /// The body as it is sent.
    pub body: String,
    /// How the body is delivered.
    pub delivery: Delivery,
}

/// How an answer is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At once.
    Immediate,
    /// After a delay.
    Delayed(Duration),
    /// Not at all: the connection is closed instead.
    Dropped,
}

impl Answer {
    /// An answer with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::with_body(status, "application/json", body.to_string())
    }

    /// An answer with an HTML body.
    pub fn html(status: u16, body: &str) -> Self {
        Self::with_body(status, "text/html; charset=utf-8", body.to_owned())
    }

    fn with_body(status: u16, content_type: &'static str, body: String) -> Self {
        Self { status, headers: Vec::new(), content_type, body, delivery: Delivery::Immediate }
    }

    /// The body as JSON, if it is JSON.
    pub fn value(&self) -> Option<Value> {
        serde_json::from_str(&self.body).ok()
    }
}

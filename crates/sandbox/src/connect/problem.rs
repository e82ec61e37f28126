//! Why a request is refused, and the documented error object that says so.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::answer::Answer;

/// Why a request is not answered with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// `invalid_request`, `rate_limit` or `api_error`.
    pub kind: &'static str,
    /// The reason for programs.
    pub code: &'static str,
    /// The reason for developers.
    pub message: String,
}

impl Problem {
    /// A request that its sender can correct.
    pub fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: 422, kind: "invalid_request", code, message: message.into() }
    }

    /// A token that has expired.
    pub fn expired() -> Self {
        Self::invalid("connect_token_expired", "the connect token has expired").with_status(401)
    }

    /// The same problem with another HTTP status.
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The documented error object as an answer.
    pub fn answer(&self, context: &RequestContext) -> Answer {
        Answer::json(self.status, &self.error_object(context))
    }

    /// The documented error object.
    pub(super) fn error_object(&self, context: &RequestContext) -> Value {
        let mut object = json!({
            "object": "error",
            "type": self.kind,
            "code": self.code,
            "message": self.message,
            "context": "connect.vpp_summary",
            "live_mode": context.live_mode,
            "time_created": context.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "request_id": context.request_id,
        });
        if let Some(token) = &context.token {
            object["connect_token"] = json!(token);
        }
        object
    }
}

/// What an error object says about the request, beyond the problem itself.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// The token, if the sender sent a well-formed one.
    pub token: Option<String>,
    /// Whether the session shows live data.
    pub live_mode: bool,
    /// When the request arrived.
    pub now: DateTime<Utc>,
    /// Identifies the request in a conversation with support.
    pub request_id: String,
}

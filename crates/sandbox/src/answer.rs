//! What the sandbox answers, before HTTP: a status, headers, a body, and how it is delivered.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

/// An answer to one POST.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers beyond the usual ones, in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// What the body is.
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
    Prompt,
    /// After a while.
    After(Duration),
    /// Not at all: the connection is closed instead.
    Dropped,
}

impl Answer {
    /// A JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: Vec::new(),
            content_type: "application/json",
            body: body.to_string(),
            delivery: Delivery::Prompt,
        }
    }

    /// The body as JSON, if it is that.
    pub fn value(&self) -> Option<Value> {
        serde_json::from_str(&self.body).ok()
    }

    fn html(status: u16, body: &str) -> Self {
        Self { content_type: "text/html; charset=utf-8", body: body.to_owned(), ..Self::json(status, &Value::Null) }
    }
}

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
    /// A request that the sender could have made right.
    pub fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: 422, kind: "invalid_request", code, message: message.into() }
    }

    /// The same problem under another HTTP status.
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The documented error object.
    pub fn answer(&self, about: &About) -> Answer {
        let mut body = json!({
            "object": "error",
            "type": self.kind,
            "code": self.code,
            "message": self.message,
            "context": "connect.vpp_summary",
            "live_mode": about.live_mode,
            "time_created": about.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "request_id": about.request_id,
        });
        if let Some(token) = &about.token {
            body["connect_token"] = json!(token);
        }
        Answer::json(self.status, &body)
    }
}

/// What an error object says about the request beyond the problem itself.
#[derive(Clone, Debug)]
pub struct About {
    /// The token, if the sender sent a well-formed one.
    pub token: Option<String>,
    /// Whether the session shows live data.
    pub live_mode: bool,
    /// When the request came.
    pub now: DateTime<Utc>,
    /// Names the request in a conversation with support.
    pub request_id: String,
}

/// What goes wrong in a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Which requests it befalls.
    pub when: When,
    /// How often in a session; without it, always.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens.
    pub kind: FaultKind,
}

/// Which requests a fault befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Those that ask for the page: `session_start` and `session_restore`.
    Start,
    /// Those that answer a page.
    Action,
}

/// What happens instead of the right answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The right answer, late.
    Slow {
        /// By how many milliseconds.
        milliseconds: u64,
    },
    /// A page of HTML, as proxies send it.
    Html {
        /// The HTTP status.
        status: u16,
    },
    /// An error object of type `api_error`.
    ApiError {
        /// The HTTP status.
        status: u16,
    },
    /// The token has expired.
    Expired,
    /// The action is not offered any more.
    Refused,
    /// Too many requests.
    RateLimit {
        /// The value of `Retry-After`; until then the limit holds.
        #[serde(default)]
        retry_after: Option<u32>,
    },
    /// The right answer, cut in the middle.
    Truncated,
    /// A text with status 200 that is not JSON.
    NotJson,
    /// The connection is closed without an answer.
    Dropped,
}

impl FaultKind {
    /// What becomes of the right answer.
    pub fn befall(&self, right: Answer, about: &About) -> Answer {
        match *self {
            Self::Slow { milliseconds } => {
                Answer { delivery: Delivery::After(Duration::from_millis(milliseconds)), ..right }
            }
            Self::Html { status } => Answer::html(
                status,
                "<!doctype html>\n<html lang=\"en\"><title>Error</title><h1>Something went wrong</h1>\
                 <p>The server could not answer.</p></html>\n",
            ),
            Self::ApiError { status } => Problem {
                status,
                kind: "api_error",
                code: "service_unavailable",
                message: "the service cannot answer at the moment".to_owned(),
            }
            .answer(about),
            Self::Expired => expired().answer(about),
            Self::Refused => {
                let message = "the page does not offer the action at /action any more";
                Problem::invalid("action_invalid", message).answer(about)
            }
            Self::RateLimit { retry_after } => rate_limited(retry_after, about),
            Self::Truncated => Answer { body: right.body.chars().take(right.body.len() / 2).collect(), ..right },
            Self::NotJson => Answer { content_type: "text/plain; charset=utf-8", body: "OK".to_owned(), ..right },
            Self::Dropped => Answer { delivery: Delivery::Dropped, ..right },
        }
    }
}

/// The problem of a token whose time is over.
pub fn expired() -> Problem {
    Problem::invalid("connect_token_expired", "the connect token has expired").with_status(401)
}

fn rate_limited(retry_after: Option<u32>, about: &About) -> Answer {
    let problem = Problem {
        status: 429,
        kind: "rate_limit",
        code: "rate_limit_exceeded",
        message: "too many requests".to_owned(),
    };
    let headers = retry_after.map(|seconds| ("retry-after", seconds.to_string()));
    Answer { headers: headers.into_iter().collect(), ..problem.answer(about) }
}

//! The faults that a scenario can inject in place of the proper answer.

use std::time::Duration;

use serde::Deserialize;

use super::{
    answer::{Answer, Delivery},
    problem::{Problem, RequestContext},
};

/// What goes wrong in a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The requests that trigger it.
    pub when: Trigger,
    /// How many times it happens in a session; without it, every time.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens.
    pub kind: FaultKind,
}

/// The requests that trigger a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Requests for the page: `session_start` and `session_restore`.
    Start,
    /// Requests that answer a page.
    Action,
}

/// What happens instead of the proper answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The proper answer, late.
    Slow {
        /// The delay.
        milliseconds: u64,
    },
    /// An HTML page, as proxies send it.
    Html {
        /// The HTTP status.
        status: u16,
    },
    /// An error object of type `api_error`.
    ApiError {
        /// The HTTP status.
        status: u16,
    },
    /// An error body without the member `object`, so that only the status tells that it is an error.
    NoObject {
        /// The HTTP status.
        status: u16,
    },
    /// The token has expired.
    Expired,
    /// The action is no longer offered.
    Refused,
    /// Too many requests.
    RateLimit {
        /// The value of `Retry-After`; the limit holds until then.
        #[serde(default)]
        retry_after: Option<u32>,
    },
    /// The proper answer, cut off in the middle.
    Truncated,
    /// Text with status 200 that is not JSON.
    NotJson,
    /// The connection is closed without an answer.
    Dropped,
}

impl FaultKind {
    /// Turns the proper answer into the faulty one.
    pub fn apply(&self, answer: Answer, context: &RequestContext) -> Answer {
        match *self {
            Self::Slow { milliseconds } => {
                Answer { delivery: Delivery::Delayed(Duration::from_millis(milliseconds)), ..answer }
            }
            Self::Html { status } => Answer::html(
                status,
                "<!doctype html>\n<html lang=\"en\"><title>Error</title><h1>Something went wrong</h1>\
                 <p>The server could not answer.</p></html>\n",
            ),
            Self::ApiError { status } => unavailable(status).answer(context),
            Self::NoObject { status } => without_object(&refusal(status), context),
            Self::Expired => Problem::expired().answer(context),
            Self::Refused => {
                let message = "the page does not offer the action at /action any more";
                Problem::invalid("action_invalid", message).answer(context)
            }
            Self::RateLimit { retry_after } => rate_limited(retry_after, context),
            Self::Truncated => Answer { body: answer.body.chars().take(answer.body.len() / 2).collect(), ..answer },
            Self::NotJson => Answer { content_type: "text/plain; charset=utf-8", body: "OK".to_owned(), ..answer },
            Self::Dropped => Answer { delivery: Delivery::Dropped, ..answer },
        }
    }
}

fn unavailable(status: u16) -> Problem {
    let message = "the service cannot answer at the moment".to_owned();
    Problem { status, kind: "api_error", code: "service_unavailable", message }
}

/// A problem that suits the status. None of these codes is published.
fn refusal(status: u16) -> Problem {
    match status {
        403 => Problem::invalid("forbidden", "access is denied").with_status(status),
        404 => Problem::invalid("not_found", "the resource does not exist").with_status(status),
        _ => unavailable(status),
    }
}

fn without_object(problem: &Problem, context: &RequestContext) -> Answer {
    let mut body = problem.error_object(context);
    if let Some(members) = body.as_object_mut() {
        members.remove("object");
    }
    Answer::json(problem.status, &body)
}

fn rate_limited(retry_after: Option<u32>, context: &RequestContext) -> Answer {
    let problem = Problem {
        status: 429,
        kind: "rate_limit",
        code: "rate_limit_exceeded",
        message: "too many requests".to_owned(),
    };
    let headers = retry_after.map(|seconds| ("retry-after", seconds.to_string()));
    Answer { headers: headers.into_iter().collect(), ..problem.answer(context) }
}

//! What an HTTP response of Connect means.
//!
//! The status alone does not decide: an error object can come with 200, and a failing gateway answers with HTML.

use super::decode::{self, Decoded};
use super::json::{Json, Node};
use crate::domain::{Problem, ProblemKind};

/// An HTTP response, read to its end.
pub struct Reply<'a> {
    /// The status code.
    pub status: u16,
    /// The header `Retry-After` in seconds, where the browser lets the page see it.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: &'a str,
}

/// Turns a response into an answer or the problem it stands for.
///
/// # Errors
/// Every response which is not an answer of Connect's, by kind.
pub fn read<J: Json>(reply: &Reply<'_>) -> Result<Decoded, Problem> {
    let root = Node::<J>::parse(reply.body);
    if let Some(error) = root.as_ref().filter(|root| of(root, "object") == "error") {
        return Err(error_object(reply, error));
    }
    if !(200..300).contains(&reply.status) {
        // Connect itself answers in JSON. Where a gateway says "not found" in HTML, the session may be fine.
        let kind = match kind_of_status(reply.status) {
            ProblemKind::Ended if reply.body.trim_ascii_start().starts_with('<') => ProblemKind::Server,
            kind => kind,
        };
        return Err(problem(kind, reply));
    }
    let root = root.ok_or_else(|| Problem::because(ProblemKind::Unreadable, "the answer is not JSON"))?;
    decode::answer(&root).map_err(|error| {
        let detail = format!("{}: expected {}", error.path, error.expected);
        Problem { request_id: text(&root, "request_id"), ..Problem::because(ProblemKind::Unreadable, detail) }
    })
}

fn error_object(reply: &Reply<'_>, error: &Node<impl Json>) -> Problem {
    let code = of(error, "code");
    let kind = if reply.status < 400 { None } else { Some(kind_of_status(reply.status)) };
    let kind = if means_an_ended_session(&code) || kind == Some(ProblemKind::Ended) {
        ProblemKind::Ended
    } else {
        match of(error, "type").as_str() {
            "rate_limit" => ProblemKind::RateLimit,
            "api_error" => ProblemKind::Server,
            "invalid_request" => ProblemKind::Refused,
            // A type of a newer release: the status knows better, if it says anything.
            _ => kind.unwrap_or(ProblemKind::Server),
        }
    };
    let problem = problem(kind, reply);
    Problem {
        request_id: text(error, "request_id"),
        // The code is one word of a closed vocabulary; the message may hold anything and is not shown.
        detail: text(error, "code").or(problem.detail),
        ..problem
    }
}

/// No code for an ended session is published. These statuses and codes are taken for one, decided here only.
fn means_an_ended_session(code: &str) -> bool {
    // Comparing windows takes a kilobyte less than the standard library's search.
    let holds = |word: &str| code.as_bytes().windows(word.len()).any(|window| window == word.as_bytes());
    holds("token") && ["expired", "invalid", "not_found"].into_iter().any(holds)
}

fn kind_of_status(status: u16) -> ProblemKind {
    match status {
        401 | 403 | 404 | 410 => ProblemKind::Ended,
        408 | 504 => ProblemKind::Timeout,
        429 => ProblemKind::RateLimit,
        400..=499 => ProblemKind::Refused,
        _ => ProblemKind::Server,
    }
}

/// How long to wait after "too many requests" when Connect, or the browser, does not say, in seconds.
const DEFAULT_WAIT: u32 = 10;
/// The longest wait that is believed. A longer one would look as if the page had died.
const LONGEST_WAIT: u32 = 300;

fn problem(kind: ProblemKind, reply: &Reply<'_>) -> Problem {
    let retry_after = match kind {
        ProblemKind::RateLimit => Some(reply.retry_after.unwrap_or(DEFAULT_WAIT).min(LONGEST_WAIT)),
        _ => None,
    };
    Problem { retry_after, ..Problem::because(kind, format!("HTTP {}", reply.status)) }
}

/// The text of a member; empty when there is none.
fn of(node: &Node<impl Json>, key: &'static str) -> String {
    node.get(key).and_then(|value| value.text()).unwrap_or_default()
}

/// A short identifier, cut to what an identifier can be.
fn text(node: &Node<impl Json>, key: &'static str) -> Option<String> {
    let value = node.get(key)?.text()?;
    let is_id = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte);
    // By bytes, because searching in text would bring its own algorithm along, half a kilobyte.
    let no_token = value.as_bytes().windows(4).all(|part| part != b"cot_");
    (!value.is_empty() && value.len() <= 80 && value.as_bytes().iter().all(is_id) && no_token).then_some(value)
}

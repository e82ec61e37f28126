//! The meaning of an HTTP response.
//!
//! The status alone does not decide: an error object can come with 200, and a gateway that fails answers in HTML.

use super::decode::{self, Decoded};
use super::json::{Json, Node};
use crate::domain::digits::digits;
use crate::domain::{Problem, ProblemKind};

/// A complete HTTP response.
pub struct Reply<'a> {
    /// The status code.
    pub status: u16,
    /// The header `Retry-After` in seconds, if the browser exposes it.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: &'a str,
}

/// Turns a response into an answer or a problem.
///
/// # Errors
/// For every response that is not an answer, the problem it stands for.
pub fn read<J: Json>(reply: &Reply<'_>) -> Result<Decoded, Problem> {
    let root = Node::<J>::parse(reply.body);
    if let Some(error) = root.as_ref().filter(|root| of(root, "object") == "error") {
        return Err(error_object(reply, error));
    }
    if !(200..300).contains(&reply.status) {
        // Connect answers in JSON. If a gateway says "not found" in HTML, the session may still be fine.
        let kind = match kind_of_status(reply.status) {
            ProblemKind::Ended if reply.body.trim_ascii_start().starts_with('<') => ProblemKind::Server,
            kind => kind,
        };
        return Err(problem(kind, reply));
    }
    let root = root.ok_or_else(|| Problem::because(ProblemKind::Unreadable, "the answer is not JSON"))?;
    decode::answer(&root).map_err(|error| {
        let detail = [&error.path.text(), ": expected ", error.expected].concat();
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
            // For a type of a newer release the status decides, if it is an error.
            _ => kind.unwrap_or(ProblemKind::Server),
        }
    };
    let problem = problem(kind, reply);
    Problem {
        request_id: text(error, "request_id"),
        // The code is a word of a closed vocabulary. The message can contain anything, so it is dropped.
        detail: text(error, "code").or(problem.detail),
        ..problem
    }
}

/// No code for an ended session is documented. This is the only place that decides which codes count as one.
fn means_an_ended_session(code: &str) -> bool {
    // Comparing windows costs a kilobyte less than the standard library's search.
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

/// The pause after "too many requests" if the response does not say, in seconds.
const DEFAULT_WAIT: u32 = 10;
/// The longest pause, in seconds. A longer one would look as if the page had died.
const LONGEST_WAIT: u32 = 300;

fn problem(kind: ProblemKind, reply: &Reply<'_>) -> Problem {
    let retry_after = match kind {
        ProblemKind::RateLimit => Some(reply.retry_after.unwrap_or(DEFAULT_WAIT).min(LONGEST_WAIT)),
        _ => None,
    };
    Problem { retry_after, ..Problem::because(kind, ["HTTP ", &digits(u64::from(reply.status))].concat()) }
}

/// The text of a member; empty if there is none.
fn of(node: &Node<impl Json>, key: &'static str) -> String {
    node.get(key).and_then(|value| value.text()).unwrap_or_default()
}

/// A member that is a short identifier; `None` for any other text, which could contain anything.
fn text(node: &Node<impl Json>, key: &'static str) -> Option<String> {
    let value = node.get(key)?.text()?;
    let is_id = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte);
    // Bytes, because the standard library's text search costs half a kilobyte.
    let no_token = value.as_bytes().windows(4).all(|part| part != b"cot_");
    (!value.is_empty() && value.len() <= 80 && value.as_bytes().iter().all(is_id) && no_token).then_some(value)
}

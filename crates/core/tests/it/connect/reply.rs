//! What an HTTP response means: every status with every kind of body.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::{SECRET, documented_page, read};
use vpp_core::connect::reply::{self, Reply};
use vpp_core::domain::Problem;
use vpp_core::domain::ProblemKind::{self, Ended, RateLimit, Refused, Server, Timeout, Unreadable};

fn kind(status: u16, body: &str) -> ProblemKind {
    read(status, body).unwrap_err().kind
}

fn error(kind: &str, code: &str) -> Value {
    json!({
        "object": "error", "type": kind, "code": code, "message": format!("no good: {SECRET}"),
        "context": "connect.vpp_summary", "connect_token": SECRET, "live_mode": true,
        "time_created": "2025-02-28T12:00:00Z", "request_id": "req_1",
    })
}

#[test]
fn without_an_error_object_the_status_decides() {
    let bodies = [
        "",
        "{}",
        "{\"message\":\"no\"}",
        "null",
        "nope",
        "[]",
        "{\"object\":\"list\"}",
        &documented_page().to_string(),
    ];
    for (status, expected) in [
        (400, Refused),
        (401, Ended),
        (402, Refused),
        (403, Ended),
        (404, Ended),
        (405, Refused),
        (408, Timeout),
        (409, Refused),
        (410, Ended),
        (413, Refused),
        (418, Refused),
        (422, Refused),
        (429, RateLimit),
        (451, Refused),
        (500, Server),
        (501, Server),
        (502, Server),
        (503, Server),
        (504, Timeout),
        (599, Server),
        (0, Server),
        (100, Server),
        (301, Server),
        (302, Server),
        (304, Server),
        (999, Server),
    ] {
        for body in bodies {
            assert_eq!(kind(status, body), expected, "{status} {body}");
        }
    }
}

#[test]
fn a_gateway_that_answers_in_html_has_not_ended_the_session() {
    for html in ["<!doctype html><h1>Not found</h1>", " \n\t<html></html>", "<?xml version=\"1.0\"?><error/>"] {
        for status in [401, 403, 404, 410, 500, 502, 503] {
            assert_eq!(kind(status, html), Server, "{status} {html}");
        }
        for status in [200, 201, 204] {
            assert_eq!(kind(status, html), Unreadable, "{status} {html}");
        }
        assert_eq!((kind(429, html), kind(408, html), kind(504, html)), (RateLimit, Timeout, Timeout));
    }
}

#[test]
fn every_success_can_carry_an_answer() {
    for status in [200, 201, 202, 299] {
        assert!(read(status, &documented_page().to_string()).is_ok(), "{status}");
    }
}

#[test]
fn an_error_object_decides_whatever_the_status() {
    for (status, kind_of_error, code, expected) in [
        (422, "invalid_request", "data_json_invalid", Refused),
        (400, "invalid_request", "action_missing", Refused),
        (200, "invalid_request", "action_invalid", Refused),
        (500, "invalid_request", "action_invalid", Refused),
        (200, "api_error", "service_unavailable", Server),
        (503, "api_error", "service_unavailable", Server),
        (504, "api_error", "", Server),
        (200, "rate_limit", "rate_limit_exceeded", RateLimit),
        (429, "rate_limit", "rate_limit_exceeded", RateLimit),
        // These statuses end a session whatever the object says.
        (401, "invalid_request", "connect_token_expired", Ended),
        (403, "invalid_request", "", Ended),
        (404, "api_error", "x", Ended),
        (410, "invalid_request", "session_completed", Ended),
        // So do codes about the token.
        (422, "invalid_request", "connect_token_expired", Ended),
        (200, "invalid_request", "connect_token_invalid", Ended),
        (400, "api_error", "token_not_found", Ended),
        (500, "", "invalid_token", Ended),
        (400, "invalid_request", "token_missing", Refused),
        (400, "invalid_request", "period_invalid", Refused),
        // Types of a newer release: the status knows better, if it says anything.
        (429, "slow_down", "", RateLimit),
        (408, "slow", "", Timeout),
        (422, "newer", "", Refused),
        (500, "newer", "", Server),
        (200, "newer", "", Server),
    ] {
        assert_eq!(kind(status, &error(kind_of_error, code).to_string()), expected, "{status} {kind_of_error} {code}");
    }
}

#[test]
fn an_error_object_may_have_nothing_but_its_name() {
    for body in [json!({"object": "error"}), json!({"object": "error", "type": null, "code": 7, "request_id": {}})] {
        let problem = read(200, &body.to_string()).unwrap_err();
        assert_eq!((problem.kind, problem.request_id, problem.retry_after), (Server, None, None));
        assert_eq!(kind(422, &body.to_string()), Refused);
    }
}

#[test]
fn an_error_object_with_a_route_is_an_error_still() {
    let mut page = documented_page();
    page["object"] = json!("error");
    assert_eq!(kind(200, &page.to_string()), Server);
}

#[test]
fn only_a_rate_limit_has_a_time_to_wait_and_always_one() {
    let wait =
        |status, retry_after, body: &str| reply::read(&Reply { status, retry_after, body }).unwrap_err().retry_after;
    let limited = error("rate_limit", "rate_limit_exceeded").to_string();
    for body in ["", "<html>", &limited] {
        assert_eq!(wait(429, Some(7), body), Some(7), "{body}");
        assert_eq!(wait(429, None, body), Some(10), "{body}");
        assert_eq!(wait(429, Some(u32::MAX), body), Some(300), "{body}");
    }
    assert_eq!(wait(200, Some(3), &limited), Some(3));
    for status in [401, 422, 500, 503] {
        assert_eq!(wait(status, Some(7), ""), None, "{status}");
    }
}

fn request_id(value: &Value) -> [Option<String>; 2] {
    let mut object = error("api_error", "x");
    object["request_id"] = value.clone();
    let page = json!({"route": "vpp_summary", "request_id": value});
    [(503, object), (200, page)].map(|(status, body)| read(status, &body.to_string()).unwrap_err().request_id)
}

#[test]
fn a_request_id_is_shown_if_it_looks_like_one() {
    for id in ["req_1", "0af7651916cd43dd8448eb211c80319c", "a-b.c:d_e", &"x".repeat(80)] {
        assert_eq!(request_id(&json!(id)), [Some(id.to_owned()), Some(id.to_owned())], "{id}");
    }
    let long = "x".repeat(81);
    for id in ["", "a b", "<b>", "é", "a/b", "a\nb", "call+49", SECRET, "req_cot_abc", &long] {
        assert_eq!(request_id(&json!(id)), [None, None], "{id}");
    }
    for id in [json!(7), json!(null), json!({"id": "x"}), json!(["x"])] {
        assert_eq!(request_id(&id), [None, None], "{id}");
    }
}

#[test]
fn the_detail_names_the_code_the_status_or_the_path() {
    let detail = |status, body: &str| read(status, body).unwrap_err().detail.unwrap();
    assert_eq!(detail(422, &error("invalid_request", "data_json_invalid").to_string()), "data_json_invalid");
    assert_eq!(detail(503, "<html>"), "HTTP 503");
    assert_eq!(detail(200, "OK"), "the answer is not JSON");
    assert_eq!(detail(200, "{\"route\":7}"), "/route: expected the name of a route");
    // What cannot be a code is not repeated.
    let odd = detail(422, &error("invalid_request", &format!("<b>{}</b>", "x".repeat(100))).to_string());
    assert_eq!(odd, "HTTP 422");
}

/// Whether a problem repeats the token, wherever in it.
fn leaks(problem: &Problem) -> bool {
    format!("{problem:?}").contains(&SECRET[4..])
}

#[test]
fn no_problem_ever_holds_the_token() {
    let mut bodies = vec![SECRET.to_owned(), format!("<p>{SECRET}</p>"), json!(SECRET).to_string()];
    for name in ["type", "code", "message", "context", "connect_token", "request_id", "time_created", SECRET] {
        let mut object = error("invalid_request", "data_json_invalid");
        object[name] = json!(SECRET);
        bodies.push(object.to_string());
        object[name] = json!(format!("invalid_{SECRET}_was_here"));
        bodies.push(object.to_string());
    }
    for path in [
        "/route",
        "/timezone",
        "/currency_code",
        "/performance/period_type",
        "/performance/series/0/date",
        "/actions/0",
    ] {
        let mut page = documented_page();
        *page.pointer_mut(path).unwrap() = json!(SECRET);
        // Something else that is wrong makes sure that there is a problem.
        page["performance"]["period_end"] = json!(SECRET);
        bodies.push(page.to_string());
    }
    for body in bodies {
        for status in [200, 401, 404, 422, 429, 500] {
            if let Err(problem) = read(status, &body) {
                assert!(!leaks(&problem), "{status} {body} became {problem:?}");
            }
        }
    }
}

#[test]
fn no_warning_ever_holds_the_token() {
    let mut page = documented_page();
    for path in [
        "/live_mode",
        "/timezone",
        "/programme/learn_more_url",
        "/actions/1",
        "/performance/earnings",
        "/performance/series/0/date",
    ] {
        *page.pointer_mut(path).unwrap() = json!(SECRET);
    }
    page["performance"]["series"][1][SECRET] = json!(1);
    let warnings = read(200, &page.to_string()).unwrap().warnings;
    assert!(warnings.len() >= 5);
    assert!(!format!("{warnings:?}").contains(SECRET));
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn every_status_with_any_body_is_an_answer_or_a_problem(
        status in any::<u16>(), retry_after in any::<Option<u32>>(), body in ".{0,80}", code in "[a-z_]{0,20}",
    ) {
        for body in [body, error("invalid_request", &code).to_string(), documented_page().to_string()] {
            match reply::read(&Reply { status, retry_after, body: &body }) {
                Ok(_) => prop_assert!((200..300).contains(&status)),
                Err(problem) => {
                    prop_assert_eq!(problem.retry_after.is_some(), problem.kind == RateLimit);
                    prop_assert!(problem.retry_after.is_none_or(|seconds| seconds <= 300));
                }
            }
        }
    }
}

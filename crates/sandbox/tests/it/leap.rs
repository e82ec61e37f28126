//! Leap's API, as values and over HTTP.

mod addresses;
mod connections;
mod journey;
mod meters;
mod served;
mod walk;
mod ways_back;

use chrono::{DateTime, Utc};
use sandbox::leap::{Leap, LeapAnswer, LeapBody, Request, keys::GOOD_KEY};
use serde_json::Value;

fn start() -> DateTime<Utc> {
    "2026-07-01T12:00:00Z".parse().unwrap()
}

fn leap() -> Leap {
    Leap::new(start())
}

/// Asks with a key.
fn ask(leap: &Leap, key: &str, method: &str, path: &str, query: &str, body: &str) -> LeapAnswer {
    let authorization = format!("Bearer {key}");
    let request = Request { method, path, query, authorization: Some(&authorization), body: body.as_bytes() };
    leap.answer(&request, start())
}

/// The JSON of a good answer.
fn good(answer: &LeapAnswer) -> Value {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.value().unwrap()
}

/// Percent-encodes a text.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn a_key_is_needed_and_says_what_goes_wrong() {
    let leap = leap();
    let status = |authorization| {
        let path = sandbox::leap::CONNECTIONS_PATH;
        leap.answer(&Request { method: "GET", path, query: "", authorization, body: b"" }, start()).status
    };
    for (authorization, expected) in [
        (None, 401),
        (Some("sandbox:ok"), 401),
        (Some("Bearer sandbox"), 401),
        (Some("Bearer sandbox:no-such"), 401),
        (Some("Bearer other:ok"), 401),
        (Some("Bearer production:ok"), 403),
        (Some("Bearer staging:busy"), 403),
        (Some("Bearer sandbox:forbidden"), 403),
        (Some("Bearer sandbox:down"), 503),
        (Some("Bearer sandbox:redirect"), 302),
        (Some("Bearer sandbox:ok"), 200),
        (Some("Bearer sandbox:ok--mine"), 200),
    ] {
        assert_eq!(status(authorization), expected, "{authorization:?}");
    }
    let names: Vec<&str> = sandbox::leap::keys::TROUBLES.iter().map(|(name, ..)| *name).collect();
    assert!(names.iter().all(|name| !name.contains("--")));
    assert_eq!(format!("sandbox:{}", names[0]), GOOD_KEY);
}

#[test]
fn every_request_of_a_busy_key_fails_once() {
    for (key, status, retry) in [("sandbox:busy", 429, Some("1")), ("sandbox:failing", 500, None)] {
        let leap = leap();
        let path = sandbox::leap::CONNECTIONS_PATH;
        for query in ["", "page-size=2"] {
            let first = ask(&leap, key, "GET", path, query, "");
            let header = first.headers.iter().find(|(name, _)| *name == "retry-after").map(|(_, value)| value.as_str());
            assert_eq!((first.status, header), (status, retry));
            assert_eq!(ask(&leap, key, "GET", path, query, "").status, 200);
            assert_eq!(ask(&leap, &format!("{key}--mine"), "GET", path, query, "").status, status);
        }
    }
}

#[test]
fn errors_come_in_all_shapes() {
    let leap = leap();
    let path = sandbox::leap::CONNECTIONS_PATH;
    let error = |key, path| ask(&leap, key, "GET", path, "", "").value().unwrap();
    assert_eq!(error("x", path)["title"], "Unauthorized");
    assert_eq!(error("sandbox:forbidden", path)["error"], "Forbidden");
    assert_eq!(error("sandbox:busy", path)["error_code"], "RATE_0001");
    assert!(error("sandbox:failing", path).is_string());
    assert_eq!(error("sandbox:echo", path)["details"]["authorization"], "Bearer sandbox:echo");
    assert_eq!(error("sandbox:ok", "/nowhere")["status"], 404);
    assert_eq!(ask(&leap, GOOD_KEY, "POST", path, "", "").status, 405);
    assert_eq!(ask(&leap, GOOD_KEY, "GET", sandbox::leap::METERS_PATH, "", "").status, 405);
    let html = ask(&leap, "sandbox:html", "GET", path, "", "");
    assert!(html.status == 200 && html.content_type.starts_with("text/html") && html.value().is_none());
    assert!(matches!(html.body, LeapBody::Whole(body) if body.starts_with("<!doctype")));
}

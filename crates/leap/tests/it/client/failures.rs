//! Answers that are no page.

use super::server::{KEY, Server, answer, json, page, question};
use leap::client::{ClientError, PageToken, Retry};

/// The size of the largest answer that is read.
const LARGEST: usize = 256 * 1024 * 1024;

fn failure(status: u16, kind: &str, body: &str) -> ClientError {
    Server::start([answer(status, &format!("Content-Type: {kind}\r\n"), body)]).failure()
}

#[test]
fn every_shape_of_an_error_is_read() {
    for (body, text) in [
        (r#"{"title":"Forbidden","status":403,"details":{}}"#, " (Leap says: \"Forbidden\")"),
        (r#"{"title":"Bad","status":403,"details":[{"field":"x"}]}"#, " (Leap says: \"Bad [{\"field\":\"x\"}]\")"),
        (r#"{"title":"Bad","status":403,"details":"why"}"#, " (Leap says: \"Bad why\")"),
        (r#"{"code":403,"message":"No access","error_code":"AUTH_0001"}"#, " (Leap says: \"No access (AUTH_0001)\")"),
        (r#"{"code":403,"message":"No access"}"#, " (Leap says: \"No access\")"),
        (r#"{"error":"Forbidden","message":"No access"}"#, " (Leap says: \"Forbidden: No access\")"),
        (r#"{"error":"Forbidden"}"#, " (Leap says: \"Forbidden\")"),
        (r#""An error happened""#, " (Leap says: \"An error happened\")"),
        ("<h1>403</h1>\n<p>", " (Leap says: \"<h1>403</h1>\")"),
        ("", ""),
        ("[]", ""),
        (r#"{"title":7,"error":null}"#, ""),
    ] {
        let expected = format!("403: the key is invalid, or belongs to the other environment{text}");
        assert_eq!(failure(403, "application/json", body).to_string(), expected, "{body}");
    }
}

#[test]
fn statuses_that_need_a_person_are_not_tried_again() {
    for (status, text) in [
        (401, "401: the key is not accepted"),
        (403, "403: the key is invalid, or belongs to the other environment"),
        (404, "404: nothing is at this path"),
        (400, "400: the request is refused"),
        (415, "415: the request is refused"),
        (418, "418: the request is refused"),
    ] {
        let error = failure(status, "", "");
        assert_eq!(error.to_string(), text);
        assert_eq!((error.retry(), error.keeps_token()), (Retry::Never, true));
    }
}

#[test]
fn a_token_that_leap_refuses_is_dropped() {
    for (status, is_refused) in [(400, true), (404, true), (410, true), (403, false), (415, false)] {
        let server = Server::start([answer(status, "", r#"{"title":"Expired"}"#)]);
        let error = server.client().poll(question(), PageToken::new("old")).next().unwrap().unwrap_err();
        assert_eq!(error.keeps_token(), !is_refused, "{error}");
        if is_refused {
            let text = format!("{status}: the token of the page is no longer taken (Leap says: \"Expired\")");
            assert_eq!(error.to_string(), text);
        }
    }
}

#[test]
fn no_redirect_is_followed() {
    let other = Server::start([page("a", None)]);
    for status in [301, 302, 303, 307, 308] {
        let location = format!("Location: {}/v1/x?key={KEY}\r\n", other.origin());
        let error = Server::start([answer(status, &location, "")]).failure();
        let expected =
            format!("{status}: the answer is at {}/v1/x?key=[key]; the key is not sent there", other.origin());
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(other.requests(), [""; 0]);
}

#[test]
fn a_page_that_is_not_json_is_named_with_its_first_line() {
    let error = failure(200, "text/html; charset=utf-8", "\r\n  <!doctype html>\u{1b}[31m\r\n<title>Sign in");
    assert_eq!(error.to_string(), "not JSON: text/html, \"<!doctype html>\\u{1b}[31m\"");
    assert_eq!(error.retry(), Retry::Later);
    assert_eq!(failure(200, "", "hello").to_string(), "not JSON: of no type, \"hello\"");
    let long = failure(200, "text/plain", &"x".repeat(5000)).to_string();
    assert_eq!(long, format!("not JSON: text/plain, \"{}…\"", "x".repeat(200)));
}

#[test]
fn json_that_is_damaged_or_something_else_is_refused_with_the_position() {
    for (body, text) in [
        (
            r#"{"connections":[{"id":"1""#,
            "the answer cannot be read: not JSON at line 1, column 25: EOF while parsing an object",
        ),
        ("[]\n[]", "the answer cannot be read: something follows the end of the JSON document at line 2, column 1"),
        ("", "the answer cannot be read: it is empty"),
        (
            r#"{"ok":true}"#,
            "the answer cannot be read: no connections: expected an array, an entry, or an object with connections, \
             results, items or data",
        ),
    ] {
        let error = Server::start([json(body)]).failure();
        assert_eq!(error.to_string(), text);
        assert_eq!((error.retry(), error.keeps_token()), (Retry::Later, true));
    }
}

#[test]
fn an_answer_of_more_than_256_mib_is_refused_and_not_asked_for_again() {
    // It says so itself, and the rest never comes.
    let stated = format!("HTTP/1.1 200 X\r\nContent-Length: {}\r\n\r\n[", LARGEST + 1);
    // It does not say how long it is, and does not end.
    let endless = "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".to_owned() + &" ".repeat(LARGEST + 1);
    for answer in [stated, endless] {
        let error = Server::start([answer, json("[]")]).failure();
        assert_eq!(error.to_string(), "the answer has more than 256 MiB");
        assert_eq!((error.retry(), error.keeps_token()), (Retry::Never, true));
    }
}

#[test]
fn hostile_texts_are_fit_for_a_terminal() {
    let hostile = "\\u001b]0;owned\\u0007\\u202e\\r\\n";
    for body in [
        format!(r#"{{"title":"{hostile}","details":{{"{hostile}":"{hostile}"}}}}"#),
        format!(r#"{{"message":"{hostile}","error_code":"{hostile}"}}"#),
        format!("\"{hostile}\""),
        "\u{1b}[2J\u{9b}31m".to_owned(),
    ] {
        for status in [400, 403, 500] {
            let answers = vec![answer(status, "Content-Type: text/\u{9b}x\r\nRetry-After: 601\r\n", &body)];
            let text = Server::start(answers).failure().to_string();
            assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{text:?}");
        }
    }
    let redirect = answer(302, "Location: http://x/\u{9b}31m\r\n", "");
    assert!(!Server::start([redirect]).failure().to_string().chars().any(char::is_control));
}

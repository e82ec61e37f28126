//! Pages, their tokens, and what is asked.

use super::server::{KEY, Server, json, page, question};
use crate::support::{at, cases, reference};
use leap::client::{ClientError, Filters, PageToken, Question};
use proptest::prelude::*;

#[test]
fn a_poll_asks_page_by_page_until_no_token_comes() {
    let tokens = ["+RID:~j3==#RT:1|x", "a/b c%2B", "é"];
    let mut answers: Vec<String> =
        tokens.iter().map(|token| page(token.get(..1).unwrap_or("e"), Some(token))).collect();
    answers.push(page("last", None));
    let server = Server::start(answers);
    let (pages, clock) = server.poll();
    let pages: Vec<_> = pages.into_iter().map(Result::unwrap).collect();
    let next: Vec<Option<&str>> = pages.iter().map(|page| page.next.as_ref().map(PageToken::as_str)).collect();
    assert_eq!(next, [Some(tokens[0]), Some(tokens[1]), Some(tokens[2]), None]);
    assert_eq!(pages[3].connections[0].reference.as_deref(), Some("last"));
    assert_eq!(pages[0].received, at("2026-07-01T12:00:00Z"));
    assert_eq!(
        server.targets(),
        [
            "/v1/x",
            "/v1/x?page-token=%2BRID%3A~j3%3D%3D%23RT%3A1%7Cx",
            "/v1/x?page-token=a%2Fb%20c%252B",
            "/v1/x?page-token=%C3%A9",
        ]
    );
    assert_eq!(clock.waits(), [0; 0]);
}

#[test]
fn a_request_has_the_key_and_says_who_asks() {
    let server = Server::start([page("a", None)]);
    assert!(server.poll().0[0].is_ok());
    let request = server.requests().remove(0).to_lowercase();
    assert!(request.starts_with("get /v1/x http/1.1\r\n"), "{request}");
    for header in [&format!("authorization: bearer {KEY}"), "accept: application/json", "user-agent: leap/"] {
        assert!(request.contains(&format!("\r\n{header}")), "{request}");
    }
}

#[test]
fn missing_null_and_empty_tokens_end_a_poll() {
    for last in [
        r#"{"connections":[]}"#,
        r#"{"connections":[],"nextPageToken":null}"#,
        r#"{"connections":[],"nextPageToken":""}"#,
    ] {
        let (pages, _) = Server::start([json(last)]).poll();
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].as_ref().unwrap().next, None);
    }
}

#[test]
fn a_repeated_token_is_an_error_and_not_asked_for_again() {
    let server = Server::start([page("a", Some("1")), page("b", Some("2")), page("c", Some("1"))]);
    let (pages, _) = server.poll();
    assert_eq!(pages.len(), 4, "the three pages are good");
    assert_eq!(pages[3], Err(ClientError::RepeatedToken));
    assert!(!ClientError::RepeatedToken.keeps_token());
    assert_eq!(server.targets().len(), 3);
    // Also the token from which a poll goes on.
    let server = Server::start([page("a", Some("1"))]);
    let pages: Vec<_> = server.client().poll(question(), PageToken::new("1")).collect();
    assert_eq!(pages[1], Err(ClientError::RepeatedToken));
}

#[test]
fn a_token_that_is_no_text_is_not_the_last_page() {
    assert_eq!(
        Server::start([json(r#"{"connections":[],"nextPageToken":7}"#)]).failure(),
        ClientError::UnreadableToken
    );
}

#[test]
fn an_interrupted_poll_goes_on_at_its_token() {
    let server = Server::start([page("b", None)]);
    let pages: Vec<_> = server.client().poll(question(), PageToken::new("a b")).collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(server.targets(), ["/v1/x?page-token=a%20b"]);
}

#[test]
fn filters_are_asked_for_on_every_page() {
    let filters = Filters {
        references: vec![reference("-a1"), reference("b~2")],
        started_since: Some(at("2026-07-01T10:00:00Z")),
        active_since: Some(at("2026-07-01T10:00:00.500Z")),
    };
    assert!(!filters.is_empty() && Filters::default().is_empty());
    let question = Question { filters, ..question() };
    let asked = "/v1/x?ref-id=-a1&ref-id=b~2&start-date-time-utc=2026-07-01T10%3A00%3A00Z\
        &last-interaction-date-time-utc=2026-07-01T10%3A00%3A00.500Z";
    assert_eq!(question.target(None), asked);
    let server = Server::start([page("a", Some("+")), page("b", None)]);
    assert_eq!(server.client().poll(question, None).count(), 2);
    assert_eq!(server.targets(), [asked.to_owned(), format!("{asked}&page-token=%2B")]);
}

#[test]
fn what_cannot_be_read_is_reported_by_its_path_and_the_rest_is_kept() {
    let server = Server::start([json(r#"{"connections":[7,{"id":"1","ref_id":"a","connection_status":"LATER"}]}"#)]);
    let (pages, _) = server.poll();
    let page = pages[0].as_ref().unwrap();
    assert_eq!(page.connections.len(), 1);
    assert_eq!(page.problems[0].to_string(), "connections[0]: expected an object, found a number");
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_token_reaches_leap_as_it_came(token in "\\PC{1,40}") {
        let server = Server::start([page("a", Some(&token)), page("b", None)]);
        prop_assert_eq!(server.poll().0.len(), 2);
        let target = server.targets().remove(1);
        let sent = target.strip_prefix("/v1/x?page-token=").unwrap();
        prop_assert!(sent.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{sent}");
        let mut bytes = Vec::new();
        let mut rest = sent.bytes();
        while let Some(byte) = rest.next() {
            let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
            bytes.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { byte });
        }
        prop_assert_eq!(String::from_utf8(bytes).unwrap(), token);
    }
}

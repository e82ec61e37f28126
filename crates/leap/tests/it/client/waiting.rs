//! Statuses that pass are waited out.

use super::server::{Server, answer, page, question};
use crate::support::at;
use leap::client::{ClientError, Retry, SystemClock};
use leap::client::{Clock as _, Wait};
use std::time::Duration;

fn busy(status: u16, headers: &str) -> String {
    answer(status, headers, r#"{"error":"Busy","message":"Come back"}"#)
}

#[test]
fn a_busy_leap_is_asked_again_after_1_2_4_and_8_seconds() {
    let answers = [busy(500, ""), busy(502, ""), busy(503, ""), busy(429, ""), page("a", None)];
    let (pages, clock) = Server::start(answers).poll();
    assert!(pages.len() == 1 && pages[0].is_ok(), "{pages:?}");
    assert_eq!(clock.waits(), [1, 2, 4, 8]);
    assert_eq!(clock.statuses(), [Some(500), Some(502), Some(503), Some(429)]);
}

#[test]
fn retry_after_is_waited_for_exactly() {
    // The date counts by the server's own clock, which differs from this one.
    let date = "Date: Wed, 01 Jul 2026 10:00:00 GMT\r\nRetry-After: Wed, 01 Jul 2026 10:00:07 GMT\r\n";
    for (headers, waited) in [
        ("Retry-After: 30\r\n", 30),
        ("Retry-After:  600 \r\n", 600),
        ("Retry-After: 0\r\n", 0),
        (date, 7),
        ("Retry-After: Wed, 01 Jul 2026 12:01:00 GMT\r\n", 60),
        ("Retry-After: Wed, 01 Jul 2026 11:00:00 GMT\r\n", 0),
        // Not understood.
        ("Retry-After: soon\r\n", 1),
        ("Retry-After: -5\r\n", 1),
        ("Retry-After: \r\n", 1),
    ] {
        let (pages, clock) = Server::start([busy(429, headers), page("a", None)]).poll();
        assert!(pages[0].is_ok());
        assert_eq!(clock.waits(), [waited], "{headers}");
    }
}

#[test]
fn a_wait_of_more_than_ten_minutes_is_named_and_not_slept_through() {
    for (seconds, until) in [("601", "2026-07-01T12:10:01Z"), ("86400", "2026-07-02T12:00:00Z")] {
        let server = Server::start([busy(429, &format!("Retry-After: {seconds}\r\n"))]);
        let (pages, clock) = server.poll();
        let error = pages[0].as_ref().unwrap_err();
        assert_eq!(clock.waits(), [0; 0]);
        assert_eq!((error.retry(), error.keeps_token()), (Retry::At(at(until)), true));
        let text = format!("429, after one try: next request possible at {until} (Leap says: \"Busy: Come back\")");
        assert_eq!(error.to_string(), text);
    }
    let absurd = Server::start([busy(503, "Retry-After: 99999999999999999999999\r\n")]).failure();
    assert_eq!(absurd.retry(), Retry::At(at("2027-07-02T12:00:00Z")));
}

#[test]
fn five_tries_are_made_for_a_page_and_then_again_for_the_next() {
    let five = || vec![busy(503, ""); 5];
    let server = Server::start(five());
    let (pages, clock) = server.poll();
    assert_eq!(clock.waits(), [1, 2, 4, 8]);
    let error = pages[0].as_ref().unwrap_err();
    assert!(matches!(error, ClientError::Busy { status: 503, tries: 5, .. }), "{error:?}");
    assert_eq!(error.retry(), Retry::At(at("2026-07-01T12:00:31Z")));
    let mut answers = five()[..4].to_vec();
    answers.push(page("a", Some("1")));
    answers.extend(five()[..4].to_vec());
    answers.push(page("b", None));
    let (pages, clock) = Server::start(answers).poll();
    assert!(pages.len() == 2 && pages.iter().all(Result::is_ok));
    assert_eq!(clock.waits(), [1, 2, 4, 8, 1, 2, 4, 8]);
}

#[test]
fn a_connection_that_breaks_is_tried_again() {
    let truncated = page("a", None).replace("Content-Length: ", "Content-Length: 9");
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"i".to_owned();
    let answers = [String::new(), truncated, chunked, "HTTP/1.1 2".to_owned(), page("a", None)];
    let (pages, clock) = Server::start(answers).poll();
    assert!(pages[0].is_ok(), "{pages:?}");
    assert_eq!((clock.waits(), clock.statuses()), (vec![1, 2, 4, 8], vec![None; 4]));
    let (pages, _) = Server::start(vec![String::new(); 5]).poll();
    let error = pages[0].as_ref().unwrap_err();
    assert!(matches!(error, ClientError::Broken { tries: 5, .. }), "{error:?}");
    assert_eq!(error.retry(), Retry::At(at("2026-07-01T12:00:31Z")));
}

#[test]
fn a_connection_that_cannot_be_made_is_not_waited_for() {
    let (server, clock) = (Server::start([]), super::server::TestClock::default());
    // Its port is free once the script is over.
    let refused = loop {
        let client = server.client().with_clock(clock.clone());
        let page = client.poll(question(), None).next();
        match page {
            Some(Err(ClientError::Unreachable(reason))) => break reason,
            other => assert!(matches!(other, Some(Err(ClientError::Broken { .. }))), "{other:?}"),
        }
    };
    assert!(refused.contains("refused"), "{refused}");
    assert_eq!(ClientError::Unreachable(refused).retry(), Retry::Later);
}

#[test]
fn the_clock_of_the_system_really_waits() {
    let before = SystemClock.now();
    SystemClock.wait(&Wait { duration: Duration::from_millis(20), status: None, tries: 1 });
    assert!(SystemClock.now() >= before + chrono::TimeDelta::milliseconds(20));
}

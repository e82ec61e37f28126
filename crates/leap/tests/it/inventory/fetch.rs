//! The searches, over HTTP.

use crate::client::server::{KEY, Server, TestClock, answer, json};
use leap::client::ClientError;
use leap::inventory::{MeterPaths, Wanted, enrolment_searches, searches};
use serde_json::{Value, json};

fn page(ids: &[&str], token: Option<&str>) -> String {
    let meters: Vec<Value> =
        ids.iter().map(|id| json!({ "meter_id": id, "global_enrollment_status": "ACTIVE" })).collect();
    json(&json!({ "meters": meters, "next_page_token": token }).to_string())
}

fn bodies(server: &Server) -> Vec<Value> {
    let body = |request: &String| serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap();
    server.requests().iter().map(body).collect()
}

fn one(reference: &str) -> Vec<leap::inventory::Search> {
    searches(vec![Wanted { reference: reference.to_owned(), since: None }]).0
}

#[test]
fn every_search_is_asked_page_by_page() {
    // The second search may have a token that the first one had.
    let server =
        Server::start([page(&["a"], Some("+/=")), page(&["b"], None), page(&["c"], Some("+/=")), page(&[], None)]);
    let client = server.client();
    let pages: Vec<_> = client.meters(&MeterPaths::default(), one("abc")).map(Result::unwrap).collect();
    let ids: Vec<&str> = pages.iter().flat_map(|page| &page.items).map(|meter| meter.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let bodies = bodies(&server);
    assert_eq!(bodies[0], json!({ "connection_reference_ids": ["abc"], "page_size": 500 }));
    assert_eq!(bodies[1], json!({ "connection_reference_ids": ["abc"], "page_size": 500, "page_token": "+/=" }));
    assert_eq!(bodies[2], json!({ "partner_references": ["abc"], "page_size": 500 }));
    let request = server.requests().remove(0).to_lowercase();
    assert!(request.starts_with("post /v2/meters/search http/1.1\r\n"), "{request}");
    for header in [&format!("authorization: bearer {KEY}"), "content-type: application/json"] {
        assert!(request.contains(&format!("\r\n{header}\r\n")), "{request}");
    }
}

#[test]
fn enrolments_are_asked_for_by_meter() {
    let server = Server::start([page(&["a"], None)]);
    let client = server.client();
    let mut pages = client.enrolments(&MeterPaths::default(), enrolment_searches(["a".to_owned()]));
    assert_eq!(pages.next().unwrap().unwrap().items[0].status.as_deref(), Some("ACTIVE"));
    assert!(pages.next().is_none());
    assert_eq!(server.targets(), ["/v2/meters/enrollments/search"]);
    assert_eq!(bodies(&server)[0]["meter_ids"], json!(["a"]));
}

#[test]
fn a_busy_leap_is_waited_for_and_an_error_ends_the_searches() {
    let clock = TestClock::default();
    let forbidden = answer(403, "", r#"{"title":"No permission","status":403,"details":{}}"#);
    let server = Server::start([answer(429, "Retry-After: 3\r\n", ""), page(&["a"], None), forbidden]);
    let client = server.client().with_clock(clock.clone());
    let pages: Vec<_> = client.meters(&MeterPaths::default(), one("abc")).collect();
    assert_eq!((pages.len(), clock.waits()), (2, vec![3]));
    assert!(matches!(pages[1], Err(ClientError::Forbidden(_))));
}

#[test]
fn pages_that_never_end_are_an_error() {
    let server = Server::start([page(&["a"], Some("1")), page(&["b"], Some("1"))]);
    let client = server.client();
    let pages: Vec<_> = client.meters(&MeterPaths::default(), one("abc")).collect();
    assert_eq!((pages.len(), pages[2].as_ref().unwrap_err()), (3, &ClientError::RepeatedToken));
    let server = Server::start([json(r#"{"meters":[],"next_page_token":7}"#)]);
    let pages: Vec<_> = server.client().meters(&MeterPaths::default(), one("abc")).collect();
    assert_eq!(pages[0], Err(ClientError::UnreadableToken));
    let wrong = Server::start([json("{}")]).client().meters(&MeterPaths::default(), one("abc")).next().unwrap();
    assert_eq!(wrong.unwrap_err().to_string(), "the answer cannot be read: no meters: expected an object with meters");
}

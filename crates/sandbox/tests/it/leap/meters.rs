//! The meter search and the enrolment search.

use chrono::TimeDelta;
use sandbox::leap::{ENROLMENTS_PATH, METERS_PATH, Request, keys::GOOD_KEY};
use serde_json::{Value, json};

use super::{ask, good, leap, start};

fn search(path: &str, body: &Value) -> Vec<Value> {
    let (leap, mut body, mut found) = (leap(), body.clone(), Vec::new());
    loop {
        let page = good(&ask(&leap, GOOD_KEY, "POST", path, "", &body.to_string()));
        found.extend(page["meters"].as_array().unwrap().clone());
        let Some(token) = page.get("next_page_token") else { return found };
        body["page_token"] = token.clone();
    }
}

fn names(meters: &[Value]) -> Vec<&str> {
    meters.iter().map(|meter| meter["partner_reference"].as_str().unwrap()).collect()
}

#[test]
fn meters_are_found_by_connection_and_by_partner_references() {
    let of_connection =
        search(METERS_PATH, &json!({ "connection_reference_ids": ["with-a-meter", "meter-by-partner-reference"] }));
    assert_eq!(names(&of_connection), ["with-a-meter"]);
    assert_eq!(of_connection[0]["connection_references"], json!(["with-a-meter"]));
    assert_eq!(of_connection[0]["audit"]["created_at"], "2026-06-30T02:00:00Z");
    let of_partner =
        search(METERS_PATH, &json!({ "partner_references": ["meter-by-partner-reference", "direct-with-meter"] }));
    assert_eq!(names(&of_partner), ["meter-by-partner-reference", "direct-with-meter"]);
    assert_eq!(of_partner[0]["connection_references"], json!([]));
    let two = search(METERS_PATH, &json!({ "connection_reference_ids": ["with-two-meters"], "page_size": 1 }));
    assert_eq!(two.len(), 2);
    let after = json!({ "connection_reference_ids": ["with-two-meters"], "created_after_date_time": two[0]["audit"]["created_at"] });
    assert_eq!(search(METERS_PATH, &after), two[1..]);
}

#[test]
fn enrolments_say_the_state_and_what_has_to_be_done() {
    let found = search(ENROLMENTS_PATH, &json!({ "connection_reference_ids": ["meter-needs-documents"] }));
    assert_eq!(found[0]["global_enrollment_status"], "INELIGIBLE");
    assert_eq!(found[0]["required_actions"]["partner"][0]["action_type"], "DOCUMENTS_SIGNED");
    let by_id = search(ENROLMENTS_PATH, &json!({ "meter_ids": [found[0]["meter_id"]] }));
    assert_eq!(by_id, found);
}

#[test]
fn a_meter_appears_when_its_time_has_come() {
    let leap = leap();
    let body = json!({ "connection_reference_ids": ["meter-soon"] }).to_string();
    let request = Request {
        method: "POST",
        path: METERS_PATH,
        query: "",
        authorization: Some("Bearer sandbox:ok"),
        body: body.as_bytes(),
    };
    let count = |minutes| {
        good(&leap.answer(&request, start() + TimeDelta::minutes(minutes)))["meters"].as_array().unwrap().len()
    };
    assert_eq!((count(0), count(59), count(60)), (0, 0, 1));
}

#[test]
fn requests_that_break_the_rules_are_refused() {
    let many: Vec<String> = (0..101).map(|number| format!("ref-{number}")).collect();
    for body in [
        json!([]),
        json!({ "page_size": 0 }),
        json!({ "page_size": 501 }),
        json!({ "connection_reference_ids": [] }),
        json!({ "connection_reference_ids": many }),
        json!({ "connection_reference_ids": ["R1"] }),
        json!({ "partner_references": ["a/b"] }),
        json!({ "page_token": "x" }),
        json!({ "created_after_date_time": "yesterday" }),
    ] {
        let answer = ask(&leap(), GOOD_KEY, "POST", METERS_PATH, "", &body.to_string());
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.value().unwrap()["title"].is_string());
    }
    assert!(!search(METERS_PATH, &json!({})).is_empty());
}

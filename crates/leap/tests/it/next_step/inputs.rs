//! Entries that users of such tools have met.

use crate::support::at;
use leap::class::CustomerClass;
use leap::connection::Connection;
use leap::decode;
use leap::instant;
use leap::next_step::{NextStep, Policy, next_step};

fn residential(connection: &Connection, now: &str) -> NextStep {
    next_step(connection, at(now), Some(CustomerClass::Residential), &Policy::default())
}

/// The references with their actions.
fn actions(json: &str, now: &str) -> Vec<(String, &'static str)> {
    let connections = decode::json(json).unwrap().connections;
    let name = |connection: &Connection| connection.reference.clone().unwrap();
    connections.iter().map(|entry| (name(entry), residential(entry, now).action.as_str())).collect()
}

#[test]
fn the_documented_example_waits_for_an_hour_and_then_gets_a_tailored_message() {
    let connection = decode::json(crate::decode::DOCUMENTED).unwrap().connections.remove(0);
    let step = residential(&connection, "2023-01-11T03:45:49Z");
    assert_eq!((step.action.as_str(), step.then.unwrap().as_str()), ("wait", "tailored"));
    assert_eq!(step.due, Some(at("2023-01-11T03:45:50Z")));
    assert_eq!(step.reason.to_string(), "recent: the last interaction is less than an hour ago; then: tailored");
    let step = residential(&connection, "2023-01-11T03:45:50Z");
    assert_eq!((step.action.as_str(), step.who.as_str()), ("tailored", "customer"));
    assert_eq!(step.reason.to_string(), "failed: cancelled, code USER_CANCELED");
    assert_eq!(step.utilities, ["SDG&E: San Diego Gas & Electric"]);
    assert_eq!(step.agreements, Some(Vec::new()));
}

#[test]
fn times_are_read_however_they_are_written() {
    let json = include_str!("../inputs/times.json");
    let now = "2023-01-11T03:45:50Z";
    let expected: Vec<_> = (1..=9)
        .map(|number| {
            let action = match number {
                1 => "wait",
                8 | 9 => "review",
                _ => "resend",
            };
            (format!("t{number}"), action)
        })
        .collect();
    assert_eq!(actions(json, now), expected);
    let page = decode::json(json).unwrap();
    assert_eq!(residential(&page.connections[0], now).due.map(instant::format).unwrap(), "2023-01-11T03:45:50.999Z");
    assert_eq!(
        page.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "[7].last_interaction_date_time_utc: expected a date-time, found another text",
            "[8].last_interaction_date_time_utc: expected a date-time, found a number",
        ]
    );
}

#[test]
fn odd_entries_have_the_right_step() {
    let json = include_str!("../inputs/odd-entries.json");
    let expected = [
        ("a", "resend"),
        ("b", "resend"),
        ("c", "wait"),
        ("123456789012345678", "resend"),
        ("e", "wait"),
        ("f", "resend"),
        ("g", "wait"),
        ("h", "tailored"),
    ];
    assert_eq!(actions(json, "2023-01-11T06:00:00Z"), expected.map(|(name, action)| (name.to_owned(), action)));
    let page = decode::json(json).unwrap();
    let problems: Vec<String> = page.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["connections[2].utility_connections[0]: expected an object, found null"]);
    for place in [2, 4, 6] {
        let step = residential(&page.connections[place], "2023-01-11T06:00:00Z");
        assert_eq!(step.due, Some(at("2023-01-12T02:45:50Z")));
        assert_eq!(step.then.unwrap().as_str(), "review");
        assert_eq!(residential(&page.connections[place], "2023-01-12T02:45:50Z").action.as_str(), "review");
    }
    let step = residential(&page.connections[7], "2023-01-11T06:00:00Z");
    assert_eq!((step.who.as_str(), step.reason.name()), ("customer", "failed"));
}

#[test]
fn a_completed_entry_says_from_when_a_meter_is_expected_at_any_age() {
    let json = r#"{"id":"1","ref_id":"r","connection_status":"COMPLETED","last_interaction_date_time_utc":"2026-07-01T10:00:00Z",
        "utility_connections":[{"status":"CONNECTED"}],"agreements":{"a":"PENDING"}}"#;
    let connection = decode::json(json).unwrap().connections.remove(0);
    for now in ["2026-07-01T09:00:00Z", "2026-07-01T10:00:01Z", "2027-07-01T10:00:00Z"] {
        let step = residential(&connection, now);
        assert_eq!((step.action.as_str(), step.due, step.then), ("none", None, None));
        assert_eq!(step.reason.to_string(), "completed: a meter is expected from 2026-07-02T10:00:00Z");
        assert_eq!(step.agreements, Some(Vec::new()));
    }
}

#[test]
fn a_reason_never_says_that_the_customer_opened_the_link() {
    let json = r#"{"id":"1","ref_id":"r","connection_status":"NOT_STARTED","start_date_time_utc":"2026-07-01T10:00:00Z","last_interaction_date_time_utc":"2026-07-01T10:00:00Z"}"#;
    let connection = decode::json(json).unwrap().connections.remove(0);
    let step = residential(&connection, "2026-07-01T11:00:00Z");
    assert_eq!(step.action.as_str(), "resend");
    assert!(step.reason.to_string().contains("by a person or a mail scanner"));
    assert_eq!(step.agreements, None);
}

#[test]
fn a_hostile_status_reaches_no_terminal() {
    let json = r#"{"id":"1","ref_id":"r","connection_status":"\u001b[31mX\u202e","start_date_time_utc":"2026-07-01T10:00:00Z"}"#;
    let connection = decode::json(json).unwrap().connections.remove(0);
    let step = residential(&connection, "2026-07-02T10:00:00Z");
    assert_eq!(step.reason.to_string(), "unknown_status: the status is \\u{1b}[31mX\\u{202e}");
}

#[test]
fn a_step_is_written_as_json_with_its_documented_fields() {
    let connection = decode::json(crate::decode::DOCUMENTED).unwrap().connections.remove(0);
    let written = |now| serde_json::to_string(&residential(&connection, now)).unwrap();
    assert_eq!(
        written("2023-01-11T03:00:00Z"),
        r#"{"action":"wait","who":"nobody","reason":"recent: the last interaction is less than an hour ago; then: tailored","due":"2023-01-11T03:45:50Z","then":"tailored","utilities":["SDG&E: San Diego Gas & Electric"],"agreements":[]}"#
    );
    assert_eq!(
        written("2023-01-11T04:00:00Z"),
        r#"{"action":"tailored","who":"customer","reason":"failed: cancelled, code USER_CANCELED","due":null,"then":null,"utilities":["SDG&E: San Diego Gas & Electric"],"agreements":[]}"#
    );
}

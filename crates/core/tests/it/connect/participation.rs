//! `participation_state` in all the forms that the API has for it. None of them is a failure.

use crate::support::page::Page;
use crate::support::{documented_page, summary_of, warnings};
use serde_json::{Value, json};
use vpp_core::domain::Participation;

fn page_in(state: &Value) -> Value {
    let mut page = documented_page();
    page["programme"]["participation_state"] = state.clone();
    page
}

fn participation(state: &Value) -> Participation {
    summary_of(&page_in(state)).programme.participation
}

fn unknown(name: &str) -> Participation {
    Participation::Unknown(name.to_owned())
}

#[test]
fn each_documented_state_is_known_by_its_name() {
    for name in ["NOT_ENROLLED", "ENROLLING", "ACTIVE", "SUSPENDED", "UNENROLLING", "UNENROLLED", "FAILED"] {
        let state = participation(&json!(name));
        assert_eq!(state.name(), name);
        assert!(!matches!(state, Participation::Unknown(_)), "{name}");
    }
}

#[test]
fn states_of_other_lists_are_shown_in_neutral_words() {
    for name in [
        "ENROLMENT_REQUESTED",
        "AWAITING_CONSENT",
        "AWAITING_TELEMETRY",
        "AWAITING_METER_ACCESS",
        "AWAITING_ELIGIBILITY",
        "AWAITING_REGISTRATION",
        "INELIGIBLE",
        "WINDING_DOWN",
        "OFFBOARDED",
        "LEAVING",
        "LEFT",
        "ON_HOLIDAY",
        "active",
    ] {
        assert_eq!(participation(&json!(name)), unknown(name));
        assert_eq!(warnings(&page_in(&json!(name))), [""; 0], "{name}");
        let status = Page::ready(summary_of(&page_in(&json!(name)))).summary().status;
        let neutral = Page::ready(summary_of(&page_in(&json!("SOMETHING_ELSE")))).summary().status;
        assert_eq!((status.word, status.meaning, status.icon), (neutral.word, neutral.meaning, neutral.icon), "{name}");
        assert_eq!(status.name, name, "the hook keeps the API's name");
    }
}

#[test]
fn an_object_gives_its_state() {
    for (state, expected) in [
        (json!({"state": "ACTIVE", "status": "COMPLETED", "since": "2025-01-01"}), Participation::Active),
        (json!({"state": " SUSPENDED "}), Participation::Suspended),
        (json!({"state": "AWAITING_CONSENT", "status": "IN_PROGRESS"}), unknown("AWAITING_CONSENT")),
    ] {
        assert_eq!(participation(&state), expected, "{state}");
        assert_eq!(warnings(&page_in(&state)), [""; 0], "{state}");
    }
}

#[test]
fn an_array_gives_the_state_that_is_in_progress() {
    let state = |state: &str, status: &str| json!({"state": state, "status": status});
    for (states, expected) in [
        (
            json!([state("ENROLLING", "COMPLETED"), state("ACTIVE", "IN_PROGRESS"), state("LEFT", "PENDING")]),
            Participation::Active,
        ),
        (json!([state("ACTIVE", "IN_PROGRESS"), state("SUSPENDED", "IN_PROGRESS")]), Participation::Active),
        (json!([7, {}, state("AWAITING_CONSENT", "IN_PROGRESS")]), unknown("AWAITING_CONSENT")),
    ] {
        assert_eq!(participation(&states), expected, "{states}");
        assert_eq!(warnings(&page_in(&states)), [""; 0], "{states}");
    }
}

#[test]
fn anything_else_is_an_unknown_state_with_a_warning() {
    for state in [
        json!(null),
        json!(7),
        json!(true),
        json!({}),
        json!([]),
        json!({"state": 7}),
        json!([{"status": "IN_PROGRESS"}]),
        json!([[], 7]),
        json!(["ACTIVE"]),
        json!([{"state": "ENROLLING", "status": "COMPLETED"}, {"state": "LEFT", "status": "PENDING"}]),
        json!({"status": "ACTIVE"}),
    ] {
        assert_eq!(participation(&state), unknown(""), "{state}");
        assert_eq!(warnings(&page_in(&state)), ["/programme/participation_state"], "{state}");
        assert!(summary_of(&page_in(&state)).performance.is_some(), "{state}");
    }
}

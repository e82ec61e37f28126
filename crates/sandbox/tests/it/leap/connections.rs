//! The connection statuses.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sandbox::leap::{
    CONNECTIONS_PATH, Leap, LeapAnswer, LeapBody,
    customers::{FILE, HOSTILE_FILE, customers, hostile},
    keys::GOOD_KEY,
};
use serde_json::{Value, json};

use super::{ask, encoded, good, leap, start};

fn get(leap: &Leap, key: &str, query: &str) -> LeapAnswer {
    ask(leap, key, "GET", CONNECTIONS_PATH, query, "")
}

/// All entries, and the tokens on the way.
fn all(leap: &Leap, key: &str, query: &str) -> (Vec<Value>, Vec<String>) {
    let (mut entries, mut tokens) = (Vec::new(), Vec::new());
    let mut page = good(&get(leap, key, query));
    loop {
        entries.extend(page["connections"].as_array().unwrap().clone());
        let Some(token) = page.get("nextPageToken") else { return (entries, tokens) };
        tokens.push(token.as_str().unwrap().to_owned());
        page = good(&get(leap, key, &format!("{query}&page-token={}", encoded(tokens.last().unwrap()))));
    }
}

#[test]
fn the_files_have_every_kind_of_customer() {
    let read = |file: &str| serde_json::from_str::<Vec<Value>>(file).unwrap();
    assert_eq!((customers().len(), hostile().len()), (read(FILE).len(), read(HOSTILE_FILE).len()));
    assert!(customers().len() > 40 && hostile().len() > 3);
    let entries = all(&leap(), GOOD_KEY, "").0;
    let texts = |pointer: &str| -> BTreeSet<String> {
        entries.iter().filter_map(|entry| Some(entry.pointer(pointer)?.as_str()?.to_owned())).collect()
    };
    for status in ["COMPLETED", "NOT_STARTED", "PARTIAL", "ERROR", "UNDER_REVIEW"] {
        assert!(texts("/connection_status").contains(status), "{status}");
    }
    for status in ["CONNECTED", "NOT_CONNECTED", "ERROR", "PENDING"] {
        assert!(texts("/utility_connections/0/status").contains(status), "{status}");
    }
    // One of each class: second factor, locked, registration, cancelled, credentials, session, outage, unknown.
    for code in [
        "MFA_FAILED",
        "ACCOUNT_LOCKED",
        "INCOMPLETE_REGISTRATION",
        "USER_CANCELED",
        "INVALID_CREDENTIALS",
        "SESSION_TIMEOUT",
        "UTILITY_UNAVAILABLE",
        "BLOCKED_BY_USER",
    ] {
        assert!(texts("/utility_connections/0/error_code").contains(code), "{code}");
    }
    let forms: BTreeSet<String> = entries.iter().map(|entry| entry["agreements"].to_string()).collect();
    assert!(forms.len() > 5, "{forms:?}");
    let names: Vec<&str> = customers().iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!(names.iter().filter(|name| **name == "two-regions").count(), 2);
    let is_legal = |name: &&str| {
        (1..=50).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    assert!(names.iter().all(is_legal));
    assert!(names.iter().any(|name| name.len() == 50) && names.iter().any(|name| name.starts_with('-')));
}

#[test]
fn an_entry_has_the_documented_fields() {
    let (entries, _) = all(&leap(), GOOD_KEY, "ref-id=cancelled");
    let expected = json!({
        "id": entries[0]["id"],
        "transmission_region": "CAISO",
        "ref_id": "cancelled",
        "start_date_time_utc": "2026-07-01T06:59:07Z",
        "last_interaction_date_time_utc": "2026-07-01T07:00:00Z",
        "connection_status": "ERROR",
        "utility_connections": [{
            "authorization_uuid": entries[0]["utility_connections"][0]["authorization_uuid"],
            "utility_name": "SDG&E: San Diego Gas & Electric",
            "utility_is_required": true,
            "status": "ERROR",
            "error_code": "USER_CANCELED",
            "start_date_time_utc": "2026-07-01T06:59:07Z",
            "last_interaction_date_time_utc": "2026-07-01T07:00:00Z",
        }],
        "agreements": {
            "prohibited_resource_attestation_status": "NOT_REQUIRED",
            "demand_response_participation_agreement_status": "NOT_REQUIRED",
        },
    });
    assert_eq!(entries, [expected]);
    let id = entries[0]["id"].as_str().unwrap();
    assert!(id.starts_with("CAISO_") && id.ends_with("_cancelled"), "{id}");
}

#[test]
fn ages_count_from_the_start_and_stay_from_poll_to_poll() {
    let leap = leap();
    let (first, _) = all(&leap, GOOD_KEY, "");
    let (second, _) = all(&leap, GOOD_KEY, "");
    assert_eq!(first, second);
    let last = |name: &str| {
        let entry = first.iter().find(|entry| entry["ref_id"] == name).unwrap();
        entry["last_interaction_date_time_utc"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap()
    };
    assert_eq!(last("opened-just-now"), start() - TimeDelta::minutes(20));
    assert_eq!(last("opened-yesterday"), start() - TimeDelta::hours(25));
    assert!(last("from-the-future") > start());
    let by_name = |name: &str| first.iter().find(|entry| entry["ref_id"] == name).unwrap();
    assert!(by_name("no-interaction")["last_interaction_date_time_utc"].is_null());
    assert_eq!(by_name("unreadable-time")["last_interaction_date_time_utc"], "yesterday");
    assert!(!first.iter().any(|entry| entry["ref_id"] == "direct-with-meter"));
}

#[test]
fn tokens_need_to_be_encoded_and_belong_to_their_question() {
    let leap = leap();
    let (entries, tokens) = all(&leap, GOOD_KEY, "");
    assert_eq!(entries.len(), customers().len() - 1);
    assert_eq!(tokens.len(), entries.len().div_ceil(10) - 1);
    for character in ['+', '/', '=', '%', ' ', '&', '#'] {
        assert!(tokens[0].contains(character), "{}", tokens[0]);
    }
    let raw = get(&leap, GOOD_KEY, &format!("page-token={}", tokens[0]));
    assert_eq!(raw.status, 400, "{raw:?}");
    let plus = get(&leap, GOOD_KEY, &format!("page-token={}", encoded(&tokens[0]).replace("%2B", "+")));
    assert_eq!(plus.status, 400);
    let twice = get(&leap, GOOD_KEY, &format!("page-token={}", encoded(&encoded(&tokens[0]))));
    assert_eq!(twice.status, 400);
    let other = get(&leap, GOOD_KEY, &format!("page-size=5&page-token={}", encoded(&tokens[0])));
    assert_eq!(other.status, 400);
    assert_eq!(get(&leap, "sandbox:expired-token", &format!("page-token={}", encoded(&tokens[0]))).status, 410);
}

#[test]
fn filters_select_by_reference_start_and_last_interaction() {
    let names = |query: &str| -> BTreeSet<String> {
        all(&leap(), GOOD_KEY, query).0.iter().map(|entry| entry["ref_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("ref-id=opened&ref-id=locked&ref-id=nobody"), ["locked", "opened"].map(str::to_owned).into());
    assert_eq!(names("ref-id=-hyphen").len(), 1);
    let since = names("last-interaction-date-time-utc=2026-07-01T10%3A00%3A00Z");
    assert!(since.contains("opened") && since.contains("opened-just-now") && !since.contains("cancelled"));
    let started = names("start-date-time-utc=2026-07-01T10%3A00%3A00Z");
    assert!(!started.contains("opened") && started.contains("opened-just-now"));
    for wrong in ["start-date-time-utc=yesterday", "page-size=501", "count=x", "count=1000001"] {
        assert_eq!(get(&leap(), GOOD_KEY, wrong).status, 400, "{wrong}");
    }
}

#[test]
fn those_who_are_left_out_leave_the_entries_of_the_others_as_they_are() {
    let mut expected = all(&leap(), GOOD_KEY, "").0;
    expected.retain(|entry| entry["ref_id"] != "opened" && entry["ref_id"] != "locked");
    assert_eq!(all(&leap(), GOOD_KEY, "without=opened,locked").0, expected);
}

#[test]
fn keys_change_the_pages() {
    let leap = leap();
    assert_eq!(good(&get(&leap, "sandbox:empty", "")), json!({ "connections": [] }));
    let half = all(&leap, "sandbox:half", "").0.len();
    assert!((20..30).contains(&half), "{half}");
    let token = |page: &Value| page["nextPageToken"].as_str().unwrap().to_owned();
    let next = |key: &str, page: &Value| get(&leap, key, &format!("&page-token={}", encoded(&token(page))));
    let first = good(&get(&leap, "sandbox:repeated-token", "&"));
    let second = good(&next("sandbox:repeated-token", &first));
    let third = good(&next("sandbox:repeated-token", &second));
    assert_eq!(token(&third), token(&first), "the token that leads to the second page");
    let limited = next("sandbox:limited", &first);
    assert_eq!((limited.status, limited.headers[0].1.as_str()), (429, "86400"));
    assert!(matches!(next("sandbox:truncated", &first).body, LeapBody::CutOff(_)));
    assert_eq!(next("sandbox:dropped", &first).body, LeapBody::Dropped);
    let hostile = all(&leap, "sandbox:hostile", "").0;
    assert!(hostile[0]["ref_id"].as_str().unwrap().contains('\u{1b}'));
}

#[test]
fn a_hundred_thousand_connections_come_on_request() {
    let leap = leap();
    let page = good(&get(&leap, GOOD_KEY, "count=100000"));
    assert_eq!(page["connections"].as_array().unwrap().len(), 500);
    let (entries, tokens) = all(&leap, GOOD_KEY, "count=2000");
    assert_eq!(tokens.len(), (entries.len()).div_ceil(500) - 1);
    let ids: BTreeSet<&str> = entries.iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), entries.len(), "each has an id of its own");
    // Each round of the named customers has one that the API does not show.
    assert_eq!(entries.len(), 2000 - 2000 / customers().len());
}

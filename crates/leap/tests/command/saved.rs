//! `leap connections` and `leap next` on saved answers.

use crate::run::{Place, input};
use serde_json::{Value, json};

const NOW: &str = "2023-01-11T06:00:00Z";

fn next(place: &Place, file: &str, more: &[&str]) -> Value {
    place.json(&[&["next", "--input", &input(file)], more].concat())
}

fn actions(steps: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut actions: Vec<_> =
        steps.as_array().unwrap().iter().map(|step| (text(&step["ref_id"]), text(&step["action"]))).collect();
    actions.sort();
    actions
}

#[test]
fn the_documented_answer_leads_to_its_next_step() {
    let place = Place::new();
    let steps = next(&place, "documented.json", &["--class", "residential", "--now", NOW, "--language", "de"]);
    let message = &steps[0]["message"];
    assert!(message["subject"].as_str().unwrap().contains("teilnehmen"), "{message}");
    assert!(message["body"].as_str().unwrap().ends_with("{link}") && message["short"].is_string());
    let mut rest = steps[0].clone();
    rest["message"] = Value::Null;
    assert_eq!(
        rest,
        json!({
            "ref_id": "Test1012", "action": "tailored", "who": "customer", "reason": "failed: cancelled, code USER_CANCELED",
            "due": null, "then": null, "utilities": ["SDG&E: San Diego Gas & Electric"], "agreements": [], "message": null,
        })
    );
}

#[test]
fn the_times_of_the_reports_are_read_as_expected() {
    let place = Place::new();
    let steps = next(&place, "times.json", &["--now", "2023-01-11T03:45:50Z"]);
    let expected = [
        ("t1", "wait"),
        ("t2", "resend"),
        ("t3", "resend"),
        ("t4", "resend"),
        ("t5", "resend"),
        ("t6", "resend"),
        ("t7", "resend"),
        ("t8", "review"),
        ("t9", "review"),
    ];
    assert_eq!(actions(&steps), expected.map(|(reference, action)| (reference.to_owned(), action.to_owned())));
    let first = steps.as_array().unwrap().iter().find(|step| step["ref_id"] == "t1").unwrap();
    assert_eq!((&first["due"], &first["then"]), (&json!("2023-01-11T03:45:50.999Z"), &json!("resend")));
    let run = place.leap(&["next", "--input", &input("times.json")]);
    assert!(run.stderr.contains("[7].last_interaction_date_time_utc: expected a date-time"), "{}", run.stderr);
}

#[test]
fn the_odd_entries_of_the_reports_are_read_as_expected() {
    let place = Place::new();
    let residential = |now| next(&place, "odd-entries.json", &["--class", "residential", "--now", now]);
    let expected = |e: &str| {
        let expected = [
            ("123456789012345678", "resend"),
            ("a", "resend"),
            ("b", "resend"),
            ("c", e),
            ("e", e),
            ("f", "resend"),
            ("g", e),
            ("h", "tailored"),
        ];
        expected.map(|(reference, action)| (reference.to_owned(), action.to_owned())).to_vec()
    };
    assert_eq!(actions(&residential(NOW)), expected("wait"));
    assert_eq!(actions(&residential("2023-01-12T02:45:50Z")), expected("review"));
    let steps = residential(NOW);
    let h = steps.as_array().unwrap().iter().find(|step| step["ref_id"] == "h").unwrap();
    assert_eq!(
        (&h["who"], &h["reason"]),
        (&json!("customer"), &json!("failed: registration, code incomplete_registration"))
    );
    let run = place.leap(&["connections", "--input", &input("odd-entries.json")]);
    assert!(
        run.stderr.contains("connections[2].utility_connections[0]: expected an object, found null"),
        "{}",
        run.stderr
    );
}

#[test]
fn utf_16_from_powershell_and_standard_input_are_read() {
    let place = Place::new();
    let connections = place.json(&["connections", "--input", &input("powershell.json")]);
    assert_eq!(connections.as_array().unwrap().len(), 1);
    let run = place.leap_with_input(
        &["connections", "--input", "-", "--format", "json"],
        br#"{ "ref_id": "R1", "id": "1", "connection_status": "PARTIAL" }"#,
    );
    let read: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(read[0]["ref_id"], "R1");
}

#[test]
fn a_document_that_is_not_whole_is_refused_with_the_position() {
    let place = Place::new();
    for (contents, position) in [
        ("[]\n[]", "something follows the end of the JSON document at line 2, column 1"),
        ("[] x", "line 1, column 4"),
        ("[{\"a\": 1", "not JSON at line 1"),
        ("{}", "no connections"),
        ("", "it is empty"),
    ] {
        let file = place.write("answer.json", contents);
        let message = place.refused(&["next", "--format", "json", "--input", &file]);
        assert!(message.contains(position), "{message}");
    }
}

#[test]
fn connections_are_listed_newest_interaction_first_and_can_be_read_again() {
    let place = Place::new();
    let file = place.write("answer.json", r#"{ "connections": [
        { "id": "1", "ref_id": "a", "connection_status": "PARTIAL", "last_interaction_date_time_utc": "2026-07-01T10:00:00Z",
          "utility_connections": [{ "utility_name": "SDG&E: San Diego", "status": "CONNECTED", "new": 1.50 }] },
        { "id": "2", "ref_id": "b", "connection_status": "LATER", "transmission_region": "NYISO", "more": { "x": [1] },
          "last_interaction_date_time_utc": "2026-07-01T11:00:00Z" },
        { "id": "3", "ref_id": "c", "connection_status": "COMPLETED", "transmission_region": "CAISO",
          "last_interaction_date_time_utc": "2026-07-01T12:00:00Z" }] }"#);
    let list = |more: &[&str]| -> Vec<String> {
        let listed = place.json(&[&["connections", "--input", &file], more].concat());
        listed.as_array().unwrap().iter().map(|one| one["ref_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(list(&[]), ["c", "b", "a"]);
    assert_eq!(list(&["--status", "open"]), ["a"]);
    assert_eq!(list(&["--status", "LATER", "--status", "completed"]), ["c", "b"]);
    assert_eq!(list(&["--utility", "sdge"]), ["a"]);
    assert_eq!(list(&["--region", "CAISO"]), ["c"]);
    assert_eq!(list(&["--ref-id", "a", "--ref-id", "b"]), ["b", "a"]);
    assert_eq!(list(&["--since", "2026-07-01T11:00:00Z"]), ["c", "b"]);
    let whole = place.ok(&["connections", "--input", &file, "--format", "json"]);
    let again = place.write("again.json", &whole);
    assert_eq!(place.ok(&["connections", "--input", &again, "--format", "json"]), whole);
    assert!(whole.contains("1.50") && whole.contains("\"more\""), "unknown fields stay: {whole}");
}

#[test]
fn data_files_of_a_partner_replace_the_built_in_ones() {
    let place = Place::new();
    let codes = place.write("codes.json", r#"{ "classes": [{ "class": "outage", "words": ["CANCELED"] }] }"#);
    let file = input("documented.json");
    let arguments = ["next", "--input", &file, "--now", NOW];
    let steps = place.json(&[&arguments[..], &["--codes", &codes]].concat());
    assert_eq!(
        (&steps[0]["who"], &steps[0]["reason"]),
        (&json!("utility"), &json!("failed: outage, code USER_CANCELED"))
    );
    let wrong = place.write("wrong.json", r#"{ "classes": [{ "class": "nap", "words": [] }] }"#);
    let message = place.refused(&[&arguments[..], &["--codes", &wrong]].concat());
    assert!(message.contains("wrong.json: classes[0].class: \"nap\" is not a class"), "{message}");
    let utilities = place.write(
        "utilities.json",
        r#"{ "utilities": [{ "id": "oncor", "code": "ONCOR", "label": "Oncor", "region": "ERCOT" }] }"#,
    );
    let link =
        place.ok(&["link", "connect", "--org", "O", "--title", "t", "--utility", "oncor", "--utilities", &utilities]);
    assert_eq!(link, "https://onboarding.leap.energy/O/t/?requestedUtilities=oncor\n");
}

#[test]
fn following_up_elsewhere_is_asked_for() {
    let place = Place::new();
    let file = place.write(
        "answer.json",
        r#"[{ "id": "1", "ref_id": "R1", "connection_status": "PARTIAL",
        "last_interaction_date_time_utc": "2023-01-11T02:45:50Z", "utility_connections": [
        { "utility_name": "SCE", "utility_is_required": true, "status": "NOT_CONNECTED" },
        { "utility_name": "PGE", "utility_is_required": false, "status": "CONNECTED" }] }]"#,
    );
    let action = |more: &[&str]| {
        place.json(&[&["next", "--input", &file, "--now", NOW, "--class", "residential"], more].concat())[0]["action"]
            .clone()
    };
    assert_eq!(action(&[]), "connected_elsewhere");
    assert_eq!(action(&["--follow-up-elsewhere"]), "resend");
}

#[test]
fn half_a_character_does_not_cost_the_rest_of_the_answer() {
    let place = Place::new();
    let file = place.write(
        "answer.json",
        r#"[{ "id": "1", "ref_id": "R-1", "connection_status": "PARTIAL",
              "utility_connections": [{ "utility_name": "P\ud800GE", "status": "CONNECTED" }] },
            { "id": "2", "ref_id": "R-2", "connection_status": "NOT_STARTED" }]"#,
    );
    let run = place.leap(&["connections", "--input", &file, "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("[0].utility_connections[0].utility_name: expected a text, found half a character"));
    let listed: serde_json::Value = serde_json::from_str(&run.text()).unwrap();
    assert_eq!(listed[0]["utility_connections"][0]["utility_name"], "P\u{fffd}GE");
    assert_eq!(listed[1]["ref_id"], "R-2");
}

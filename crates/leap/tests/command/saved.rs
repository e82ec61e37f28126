//! `leap connections` and `leap next` on saved answers.

use crate::run::{Place, has_control_characters, input};
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
fn no_text_of_leaps_commands_the_terminal_or_a_spreadsheet() {
    let place = Place::new();
    let hostile = "\\u001b[2J\\u009b31m\\u202e=cmd()";
    let file = place.write(
        "answer.json",
        format!(
            r#"[{{ "id": "{hostile}", "ref_id": "={hostile}", "connection_status": "{hostile}",
        "transmission_region": "@{hostile}", "last_interaction_date_time_utc": "{hostile}",
        "utility_connections": [{{ "utility_name": "-{hostile}", "status": "{hostile}", "error_code": "{hostile}" }}],
        "agreements": {{ "{hostile}": "{hostile}" }} }}]"#
        ),
    );
    for command in ["connections", "next"] {
        for format in ["table", "json"] {
            let run = place.leap(&[command, "--input", &file, "--format", format]);
            assert!(!has_control_characters(&run.stderr), "{command} {format}: {:?}", run.stderr);
            let text = run.text();
            assert!(!has_control_characters(&text) && !text.contains('\u{202e}'), "{command} {format}: {text:?}");
        }
        let csv = place.ok(&[command, "--input", &file, "--format", "csv"]);
        assert!(csv.contains("\n'=\u{1b}[2J"), "exact and guarded where it is no terminal: {csv:?}");
    }
    let whole: Value = serde_json::from_str(&place.ok(&["connections", "--input", &file, "--format", "json"])).unwrap();
    assert_eq!(whole[0]["ref_id"], "=\u{1b}[2J\u{9b}31m\u{202e}=cmd()", "JSON loses nothing");
}

#[test]
fn a_terminal_gets_no_control_characters_from_csv_either() {
    let place = Place::new();
    let file =
        place.write("answer.json", r#"[{ "id": "1", "ref_id": "\u001b[2J\u009bR", "connection_status": "PARTIAL" }]"#);
    let line = format!("{} connections --format csv --input {file}", crate::run::LEAP);
    let mut script = place.with_environment(std::process::Command::new("script"), &["-qec", &line, "/dev/null"]);
    let shown = String::from_utf8(script.output().unwrap().stdout).unwrap().replace('\r', "");
    assert!(shown.contains("\\u{1b}[2J\\u{9b}R,PARTIAL"), "{shown:?}");
    // Warnings are coloured there, by our own hand.
    let results: String = shown.lines().filter(|line| !line.contains("warning:")).collect();
    assert!(!has_control_characters(&results), "{shown:?}");
}

#[test]
fn times_are_in_the_viewers_zone_on_screen_and_in_utc_elsewhere() {
    let place = Place::new();
    let (file, now) = (input("documented.json"), "2023-01-11T03:00:00Z");
    let in_los_angeles = |format: &str| {
        let mut command = place.command(&["next", "--input", &file, "--now", now, "--format", format]);
        String::from_utf8(command.env("TZ", "America/Los_Angeles").output().unwrap().stdout).unwrap()
    };
    assert!(in_los_angeles("table").contains("2023-01-10 19:45:50 -08:00"));
    for format in ["json", "csv"] {
        assert!(in_los_angeles(format).contains("2023-01-11T03:45:50Z"), "{format}");
    }
}

#[test]
fn tables_fit_40_columns_with_long_references_and_wide_characters() {
    let place = Place::new();
    let (long, wide) = ("R".repeat(50), "李小龍".repeat(20));
    let file = place.write(
        "answer.json",
        format!(
            r#"[{{ "id": "1", "ref_id": "{long}", "connection_status": "ERROR",
        "last_interaction_date_time_utc": "2026-07-01T10:00:00Z",
        "utility_connections": [{{ "utility_name": "{wide}", "status": "ERROR" }}] }}]"#
        ),
    );
    // Chinese characters take two columns.
    let columns = |line: &str| line.chars().map(|character| if character >= '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
    for command in ["connections", "next"] {
        for width in [40, 79, 100] {
            let output =
                place.command(&[command, "--input", &file]).env("COLUMNS", width.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.lines().all(|line| columns(line) <= width), "{width}: {text}");
            let letters: String =
                text.chars().filter(|character| *character == 'R' || *character >= '\u{2e80}').collect();
            assert!(
                letters.matches('R').count() >= 50 && letters.matches('李').count() == 20,
                "nothing is lost: {text}"
            );
        }
    }
}

#[test]
fn there_are_no_colours_where_nobody_sees_them() {
    let place = Place::new();
    let run = place.leap(&["next", "--input", &input("times.json")]);
    assert!(run.stderr.contains("warning: ") && !run.stderr.contains('\u{1b}'));
    let on_terminal = |variables: &[(&str, &str)]| {
        let line = format!("{} next --input {}", crate::run::LEAP, input("times.json"));
        let mut script = place.with_environment(std::process::Command::new("script"), &["-qec", &line, "/dev/null"]);
        let output = script.env("TERM", "xterm").envs(variables.iter().copied()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(on_terminal(&[]).contains("\u{1b}[33mwarning:\u{1b}[0m"));
    for variable in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let shown = on_terminal(&[variable]);
        assert!(shown.contains("warning: ") && !shown.contains('\u{1b}'), "{variable:?}: {shown:?}");
    }
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure_and_a_reader_who_has_seen_enough_is_none_to_report() {
    let place = Place::new();
    let to_full = format!("exec {} next --input {} > /dev/full", crate::run::LEAP, input("documented.json"));
    let output = place.with_environment(std::process::Command::new("sh"), &["-c", &to_full]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("standard output: cannot be written"), "{message}");
    let mut child = place.command(&["connections", "--input", &input("documented.json")]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(1), ""));
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

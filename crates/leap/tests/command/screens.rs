//! What a terminal gets, and what a pipe gets.

use crate::run::{LEAP, Place, has_control_characters, input};
use crate::terminal::on_terminal;
use serde_json::Value;
use std::process::Command;

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
    let (_, shown) = on_terminal(place.command(&["connections", "--format", "csv", "--input", &file]));
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
    let shown_with = |variables: &[(&str, &str)]| {
        let mut command = place.command(&["next", "--input", &input("times.json")]);
        command.env("TERM", "xterm").envs(variables.iter().copied());
        on_terminal(command).1
    };
    assert!(shown_with(&[]).contains("\u{1b}[33mwarning:\u{1b}[0m"));
    for variable in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let shown = shown_with(&[variable]);
        assert!(shown.contains("warning: ") && !shown.contains('\u{1b}'), "{variable:?}: {shown:?}");
    }
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure_and_a_reader_who_has_seen_enough_is_none_to_report() {
    let place = Place::new();
    // Not a single byte fits into the file. Without its signal, the write fails with an error.
    let to_full =
        format!("trap '' XFSZ; ulimit -f 0; exec {} next --input {} > full.txt", LEAP, input("documented.json"));
    let output = place.with_environment(Command::new("sh"), &["-c", &to_full]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("standard output: cannot be written"), "{message}");
    let mut child = place.command(&["connections", "--input", &input("documented.json")]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(1), ""));
}

//! The command, against the sandbox.

use crate::desk::{Desk, done};
use crate::gate::Gate;
use crate::sandbox::start;
use crate::tls::{HOST, Inspector};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::Value;
use std::process::Child;

/// A time, so many minutes from now, as an argument.
fn in_minutes(minutes: i64) -> String {
    (Utc::now() + TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

const WAIT: &str = "next poll possible at ";

#[test]
fn a_poll_is_stored_and_the_next_one_is_possible_an_hour_later() {
    let desk = Desk::new();
    let first = desk.poll("sandbox:ok", &[]);
    assert_eq!((first.code, first.out.as_str()), (Some(0), ""), "{first:?}");
    assert!(first.err.ends_with("50 connections: 50 new, 0 changed, 0 vanished\n"), "{first:?}");
    assert_eq!(desk.references().len(), 50);
    let early = desk.poll("sandbox:ok", &["--now", &in_minutes(59)]);
    assert_eq!((early.code, early.out.as_str()), (Some(0), ""));
    assert!(early.err.starts_with(WAIT), "{early:?}");
    let later = desk.poll("sandbox:ok", &["--now", &in_minutes(61)]);
    assert!(later.err.ends_with("50 connections: 0 new, 0 changed, 0 vanished\n"), "{later:?}");
    // A clock that was wrong: never longer than an hour.
    let back = desk.poll("sandbox:ok", &["--now", &in_minutes(30)]);
    assert!(
        back.code == Some(0) && back.err.contains("in the future") && back.err.contains("50 connections"),
        "{back:?}"
    );
}

#[test]
fn failures_before_the_first_page_do_not_begin_the_hour_and_show_no_key() {
    let desk = Desk::new();
    for (key, text) in [
        ("wrong:key-0123456789", "error: 401: the key is not accepted"),
        ("production:ok", "error: 403: the key is invalid, or belongs to the other environment"),
        ("sandbox:html", "error: not JSON: text/html"),
        ("sandbox:redirect", "error: 302: the answer is at /leap/elsewhere; the key is not sent there"),
        (
            "sandbox:echo--0123456789",
            "error: 400: the request is refused (Leap says: \"Bad request {\"authorization\":\"Bearer [key]\"}\")",
        ),
    ] {
        let run = desk.poll(key, &[]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.err.starts_with(text) && !run.err.contains(key), "{run:?}");
    }
    assert!(desk.poll("sandbox:ok", &[]).err.contains("50 connections"));
    for (key, text) in
        [("", "the key is empty"), ("a\nb", "U+000A at character 2"), ("\u{feff} \n", "the key is empty")]
    {
        let run = desk.poll(key, &[]);
        assert!(run.code == Some(1) && run.err.contains(text), "{run:?}");
    }
}

#[test]
fn of_two_at_once_one_polls() {
    let gate = Gate::start(&start(Utc::now()), Some(2));
    let desk = Desk::with(gate.origin().to_owned());
    let first = desk.poll_command("sandbox:ok", "", &[]).spawn().unwrap();
    gate.wait_for_held();
    let second = desk.poll("sandbox:ok", &[]);
    assert_eq!((second.code, second.out.as_str()), (Some(0), ""), "{second:?}");
    assert_eq!(desk.references(), [""; 0], "an incomplete poll replaces nothing");
    gate.release();
    let first = done(first.wait_with_output().unwrap());
    assert!(first.code == Some(0) && first.err.contains("50 connections: 50 new"), "{first:?}");
    assert_eq!((gate.requests(), desk.references().len()), (5, 50), "the second one asked for nothing");
}

#[test]
fn a_poll_that_is_killed_goes_on_at_its_page() {
    let gate = Gate::start(&start(Utc::now()), Some(3));
    let desk = Desk::with(gate.origin().to_owned());
    let mut first: Child = desk.poll_command("sandbox:ok", "", &[]).spawn().unwrap();
    gate.wait_for_held();
    first.kill().unwrap();
    first.wait().unwrap();
    gate.release();
    assert_eq!(desk.references(), [""; 0]);
    // Another question does not go on with it, and has to wait.
    let other = desk.poll("sandbox:ok", &["--ref-id", "locked"]);
    assert!(other.code == Some(0) && other.err.starts_with(WAIT), "{other:?}");
    let second = desk.poll("sandbox:ok", &[]);
    assert!(second.code == Some(0) && second.err.contains("going on with the interrupted poll"), "{second:?}");
    assert!(second.err.contains("50 connections: 50 new"), "{second:?}");
    assert_eq!(
        (gate.requests(), desk.references().len()),
        (6, 50),
        "two pages were there, and one was asked for twice"
    );
}

#[test]
fn a_long_wait_is_named_and_the_token_kept() {
    let desk = Desk::new();
    let limited = desk.poll("sandbox:limited", &[]);
    assert!(limited.code == Some(1) && limited.err.contains("error: 429, after one try: "), "{limited:?}");
    assert!(limited.err.contains("next request possible at "), "{limited:?}");
    let early = desk.poll("sandbox:ok", &["--now", &in_minutes(23 * 60)]);
    assert!(early.code == Some(0) && early.err.starts_with(WAIT), "{early:?}");
    let later = desk.poll("sandbox:ok", &["--now", &in_minutes(25 * 60)]);
    assert!(later.code == Some(0) && later.err.contains("going on with the interrupted poll"), "{later:?}");
    assert_eq!(desk.references().len(), 50);
}

#[test]
fn a_cut_off_page_ends_with_what_to_do_and_replaces_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.poll("sandbox:half", &[]).code, Some(0));
    let before = desk.references();
    for key in ["sandbox:repeated-token", "sandbox:expired-token"] {
        let now = in_minutes(if key == "sandbox:expired-token" { 125 } else { 62 });
        let run = desk.poll(key, &["--now", &now]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        assert_eq!(desk.references(), before);
    }
    // A token that is dropped does not come back: the next poll begins again when its hour has come.
    assert!(desk.poll("sandbox:ok", &["--now", &in_minutes(150)]).err.starts_with(WAIT));
    assert!(desk.poll("sandbox:ok", &["--now", &in_minutes(190)]).err.contains("50 connections"));
}

#[test]
fn a_filtered_poll_says_nothing_about_the_others() {
    let desk = Desk::new();
    assert_eq!(desk.poll("sandbox:ok", &[]).code, Some(0));
    let now = in_minutes(61);
    for (minutes, filter) in
        [(61, ["--ref-id", "-hyphen"]), (122, ["--active-since", &now]), (183, ["--started-since", &now])]
    {
        let run = desk.poll("sandbox:ok", &[&filter[..], &["--now", &in_minutes(minutes)]].concat());
        assert!(run.code == Some(0) && run.err.contains(" 0 vanished"), "{run:?}");
    }
    assert_eq!(desk.references().len(), 50);
    // Nor is the data any fresher.
    let next = desk.run("", &["next", "--now", &in_minutes(184), "--format", "json"]);
    assert!(next.err.contains("the data is 3 h"), "{}", next.err);
}

#[test]
fn nobody_is_due_after_more_than_half_have_vanished() {
    let desk = Desk::new();
    desk.make_links(&["opened", "locked"]);
    desk.poll("sandbox:ok", &[]);
    let due = desk.list(&["reengage", "--now", &in_minutes(1)]);
    let due: Vec<&Value> = due.iter().map(|reminder| &reminder["ref_id"]).collect();
    assert_eq!(due, ["locked", "opened"]);
    let now = in_minutes(61);
    let empty = desk.poll("sandbox:empty", &["--now", &now]);
    assert!(empty.code == Some(0) && empty.err.contains("more than half"), "{empty:?}");
    assert!(desk.list(&["reengage", "--now", &now]).is_empty());
    let step = desk.list(&["next", "--now", &now, "--ref-id", "opened"]).remove(0);
    assert!(step["action"] == "review" && step["reason"].as_str().unwrap().starts_with("vanished"), "{step}");
}

#[test]
fn hostile_texts_do_not_command_a_terminal_or_a_spreadsheet() {
    let desk = Desk::new();
    let poll = desk.poll("sandbox:hostile", &[]);
    assert_eq!(poll.code, Some(0), "{poll:?}");
    for command in ["connections", "next", "meters", "funnel", "reengage"] {
        for format in ["table", "json", "csv"] {
            let run = desk.run("", &[command, "--format", format]);
            assert_eq!(run.code, Some(0), "{run:?}");
            // In a file, CSV has the texts as they came.
            if format != "csv" {
                let is_harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}' || c == '\u{200b}');
                let text = run.out.clone() + &run.err;
                assert!(text.chars().all(is_harmless), "{command} {format}: {text:?}");
            }
            if format == "csv" {
                let cells = run.out.lines().flat_map(|line| line.split(','));
                let formulas: Vec<&str> =
                    cells.map(|cell| cell.trim_matches('"')).filter(|cell| cell.starts_with(['=', '+', '@'])).collect();
                assert_eq!(formulas, [""; 0], "{command}");
            }
        }
    }
}

#[test]
fn meters_and_the_funnel_follow_a_poll() {
    let desk = Desk::new();
    desk.poll("sandbox:ok", &[]);
    let url = format!("{}/leap", desk.origin);
    let sync = desk.run("sandbox:busy", &["meters", "sync", "--api-url", &url]);
    assert!(sync.code == Some(0) && sync.err.contains("5 meters, 5 new"), "{sync:?}");
    let meters = desk.list(&["meters"]);
    assert_eq!(meters.len(), 5);
    assert!(!format!("{meters:?}").contains("customer@example.com"), "nothing personal is kept");
    let again = desk.run("sandbox:ok", &["meters", "sync", "--api-url", &url]);
    assert!(again.err.contains("5 meters, 0 new"), "{again:?}");
    let funnel: Value = serde_json::from_str(&desk.run("", &["funnel", "--format", "json"]).out).unwrap();
    let counts: Vec<i64> =
        funnel["stages"].as_array().unwrap().iter().map(|stage| stage["customers"].as_i64().unwrap()).collect();
    assert_eq!(counts, [49, 49, 21, 9, 4]);
    assert_eq!(funnel["overdue"][0]["ref_id"], "meter-overdue");
    let refused = desk.run("production:ok", &["meters", "sync", "--api-url", &url]);
    assert!(refused.code == Some(1) && refused.err.contains("403"), "{refused:?}");
}

#[test]
fn a_proxy_of_a_company_works_once_its_root_is_trusted_and_sees_no_key_before() {
    let body = r#"{"connections":[{"id":"1","ref_id":"R-1","connection_status":"NOT_STARTED"}]}"#;
    let length = body.len();
    let proxy =
        Inspector::start(&format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"));
    let desk = Desk::with(String::new());
    let key = "partner-0001:s3cr3t-0123456789";
    let url = format!("https://{HOST}");
    let poll = || {
        let mut command = desk.command(key, &["poll", "--api-url", &url, "--path", "v1/x?account=7"]);
        command.env("HTTPS_PROXY", proxy.address());
        command
    };
    let unknown = done(poll().output().unwrap());
    assert!(unknown.code == Some(1) && unknown.err.contains("SSL_CERT_FILE"), "{unknown:?}");
    let root = desk.folder.path().join("root.pem");
    std::fs::write(&root, proxy.root()).unwrap();
    let trusted = done(poll().env("SSL_CERT_FILE", root).output().unwrap());
    assert!(trusted.code == Some(0) && trusted.err.contains("1 connections: 1 new"), "{trusted:?}");
    assert_eq!(desk.references(), ["R-1"]);
    let request = proxy.requests().remove(0);
    assert!(request.starts_with("GET /v1/x?account=7 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains(key) && !proxy.connects().concat().contains("s3cr3t"));
}

#[test]
fn a_wait_ends_when_the_poll_is_allowed() {
    let desk = Desk::new();
    assert_eq!(desk.poll("sandbox:ok", &[]).code, Some(0));
    let tooshort = desk.poll("sandbox:ok", &["--wait", "5m"]);
    assert!(tooshort.code == Some(0) && tooshort.err.starts_with(WAIT), "{tooshort:?}");
    // A second before the hour is over, by a clock that is set.
    let allowed = first_poll(&tooshort.err) - TimeDelta::seconds(1);
    let now = allowed.to_rfc3339_opts(SecondsFormat::Secs, true);
    let waited = desk.poll("sandbox:ok", &["--wait", "--now", &now]);
    assert!(waited.code == Some(0) && waited.err.contains("50 connections: 0 new"), "{waited:?}");
}

/// The time in "next poll possible at".
fn first_poll(text: &str) -> DateTime<Utc> {
    let time = text.lines().next().unwrap().strip_prefix(WAIT).unwrap();
    DateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S %:z").unwrap().to_utc()
}

//! `leap poll` against the sandbox.

use crate::api::{KEY, poll_arguments, url};
use crate::run::{Place, Run, has_control_characters};
use serde_json::{Value, json};

const T0: &str = "2026-07-01T10:00:00Z";

/// Polls with a key, a query, and more arguments.
fn poll(place: &Place, key: &str, query: &str, more: &[&str]) -> Run {
    let arguments = poll_arguments(query);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let arguments = [&arguments[..], &["--store", "s.db"], more].concat();
    let run = Run::of(place.command(&arguments).env("LEAP_API_KEY", key).output().unwrap());
    let secret = key.rsplit(':').next().unwrap_or_default();
    assert!(secret.len() < 8 || !run.stderr.contains(secret), "the key is in no message: {}", run.stderr);
    assert!(!has_control_characters(&run.stderr), "{:?}", run.stderr);
    run
}

fn listed(place: &Place) -> usize {
    place.json(&["connections", "--store", "s.db"]).as_array().unwrap().len()
}

#[test]
fn a_poll_brings_all_connections_and_the_next_is_an_hour_later() {
    let place = Place::new();
    let run = poll(&place, KEY, "", &["--now", T0, "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let found: Value = serde_json::from_slice(&run.stdout).unwrap();
    let all = listed(&place);
    assert!(all >= 50);
    assert_eq!(
        found,
        json!({ "connections": all, "new": all, "changed": 0, "vanished": 0, "mass_vanishing": false, "retired": 0 })
    );
    for (now, is_early) in [("2026-07-01T10:59:59Z", true), ("2026-07-01T11:00:00Z", false)] {
        let run = poll(&place, KEY, "", &["--now", now]);
        assert_eq!(run.code, Some(0));
        assert_eq!(run.stderr.contains("next poll possible at 2026-07-01 11:00:00 +00:00"), is_early, "{}", run.stderr);
    }
}

#[test]
fn waiting_lasts_until_the_poll_is_allowed_or_the_time_is_up() {
    let place = Place::new();
    poll(&place, KEY, "", &["--now", T0]);
    let run = poll(&place, KEY, "", &["--now", "2026-07-01T10:50:00Z", "--wait", "5m"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "next poll possible at 2026-07-01 11:00:00 +00:00\n"));
    let run = poll(&place, KEY, "", &["--now", "2026-07-01T10:59:59Z", "--wait"]);
    assert!(
        run.stderr.contains("waiting until 2026-07-01 11:00:00 +00:00") && run.stderr.contains("0 new"),
        "{}",
        run.stderr
    );
}

#[test]
fn pages_are_fetched_one_after_the_other_with_their_tokens_encoded() {
    let place = Place::new();
    // The sandbox's tokens are full of plus signs, slashes, equals signs, percent signs and spaces.
    let run = poll(&place, KEY, "&page-size=7", &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(listed(&place) >= 50);
}

#[test]
fn each_failure_is_told_once_and_starts_no_hour() {
    let place = Place::new();
    for (key, message) in [
        ("sandbox:forbidden", "403: the key is invalid, or belongs to the other environment"),
        ("production:0123456789", "403: the key is invalid, or belongs to the other environment"),
        ("nobody:0123456789", "401: the key is not accepted"),
        ("sandbox:html", "not JSON: text/html"),
        ("sandbox:redirect", "302: the answer is at /leap/elsewhere; the key is not sent there"),
        ("sandbox:echo", "400: the request is refused"),
    ] {
        let run = poll(&place, key, "", &["--now", T0]);
        assert_eq!((run.code, run.stdout.len()), (Some(1), 0), "{key}");
        assert!(run.stderr.contains(message), "{key}: {}", run.stderr);
    }
    assert_eq!(poll(&place, KEY, "", &["--now", T0]).code, Some(0), "no hour has begun");
}

#[test]
fn a_busy_api_is_waited_out() {
    for key in ["sandbox:busy--waited", "sandbox:failing--waited"] {
        let place = Place::new();
        let run = poll(&place, key, "", &[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains("trying again in 1 s"), "{}", run.stderr);
    }
}

#[test]
fn a_day_is_not_slept_through_and_the_poll_goes_on_after_it() {
    let place = Place::new();
    let run = poll(&place, "sandbox:limited", "&page-size=20", &["--now", T0]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("next request possible at 2026-07-02 10:00:00 +00:00"), "{}", run.stderr);
    assert_eq!(listed(&place), 0, "an incomplete poll replaces nothing");
    let run = poll(&place, KEY, "&page-size=20", &["--now", "2026-07-02T09:59:59Z"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("next poll possible at 2026-07-02 10:00:00 +00:00"), "{}", run.stderr);
    let run = poll(&place, KEY, "&page-size=20", &["--now", "2026-07-02T10:00:00Z"]);
    assert!(run.stderr.contains("going on with the interrupted poll"), "{}", run.stderr);
    assert!(listed(&place) >= 50);
}

#[test]
fn a_token_that_is_no_longer_taken_is_dropped_and_the_next_poll_starts_anew() {
    let place = Place::new();
    let run = poll(&place, "sandbox:expired-token", "&page-size=20", &["--now", T0]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("410: the token of the page is no longer taken"), "{}", run.stderr);
    let early = poll(&place, KEY, "&page-size=20", &["--now", "2026-07-01T10:30:00Z"]);
    assert!(
        early.stderr.contains("next poll possible at 2026-07-01 11:00:00"),
        "its hour has come first: {}",
        early.stderr
    );
    let run = poll(&place, KEY, "&page-size=20", &["--now", "2026-07-01T11:00:00Z"]);
    assert!(!run.stderr.contains("going on"), "{}", run.stderr);
    assert!(listed(&place) >= 50);
}

#[test]
fn a_repeated_token_ends_the_poll() {
    let place = Place::new();
    let run = poll(&place, "sandbox:repeated-token", "&page-size=7", &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("came twice") || run.stderr.contains("token of an earlier page"), "{}", run.stderr);
    assert_eq!(listed(&place), 0);
}

#[test]
fn an_interrupted_poll_with_other_filters_starts_anew() {
    let place = Place::new();
    poll(&place, "sandbox:limited", "&page-size=20", &["--now", T0]);
    let run = poll(&place, KEY, "&page-size=20", &["--now", "2026-07-02T10:00:00Z", "--ref-id", "locked"]);
    assert_eq!(run.code, Some(0));
    assert!(!run.stderr.contains("going on") && run.stderr.contains("1 connection: 1 new"), "{}", run.stderr);
}

#[test]
fn a_filtered_poll_marks_nothing_as_vanished_and_makes_nothing_fresh() {
    let place = Place::new();
    for filter in [
        &["--ref-id", "locked", "--ref-id", "-hyphen"][..],
        &["--active-since", "2100-01-01T00:00:00Z"],
        &["--started-since", "2100-01-01T00:00:00Z"],
    ] {
        let place = Place::new();
        poll(&place, KEY, "", &["--now", T0]);
        let run = poll(&place, KEY, "", &[&["--now", "2026-07-01T11:00:00Z"], filter].concat());
        assert!(run.stderr.contains(" 0 vanished"), "{filter:?}: {}", run.stderr);
        let next = place.leap(&["next", "--store", "s.db", "--now", "2026-07-01T12:30:00Z"]);
        assert!(next.stderr.contains("the data is 2 h 30 min old"), "{}", next.stderr);
    }
    poll(&place, KEY, "", &["--now", T0, "--ref-id", "locked"]);
    assert!(place.leap(&["next", "--store", "s.db"]).stderr.contains("there was no complete poll yet"));
}

#[test]
fn a_list_that_is_suddenly_empty_or_half_silences_reminders_until_a_person_confirms() {
    for key in ["sandbox:empty", "sandbox:half"] {
        let place = Place::new();
        poll(&place, KEY, "", &["--now", T0]);
        let run = poll(&place, key, "", &["--now", "2026-07-01T11:00:00Z"]);
        let is_half = key.ends_with("half");
        // Exactly half is not more than half.
        assert_eq!(run.stderr.contains("more than half"), !is_half, "{key}: {}", run.stderr);
        if is_half {
            continue;
        }
        let reminders = ["reengage", "--store", "s.db", "--now", "2026-07-01T11:00:00Z"];
        assert!(place.leap(&reminders).stderr.contains("lost more than half"));
        place.ok(&[&reminders[..], &["--confirm-vanished"]].concat());
        assert!(!place.leap(&reminders).stderr.contains("lost more than half"));
    }
}

#[test]
fn a_store_belongs_to_one_environment() {
    let place = Place::new();
    poll(&place, KEY, "", &[]);
    for command in [&["poll", "--path", "/x"][..], &["meters", "sync"]] {
        let arguments = [command, &["--api-url", "http://127.0.0.1:9", "--store", "s.db"]].concat();
        let run = Run::of(place.command(&arguments).env("LEAP_API_KEY", KEY).output().unwrap());
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("not to http://127.0.0.1:9"), "{}", run.stderr);
    }
}

#[test]
fn what_cannot_be_read_is_reported_and_hostile_texts_do_no_harm() {
    let place = Place::new();
    let run = poll(&place, "sandbox:hostile", "", &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for format in ["table", "json"] {
        for command in ["next", "connections", "funnel"] {
            assert!(!has_control_characters(&place.ok(&[command, "--store", "s.db", "--format", format])), "{command}");
        }
    }
    let run = poll(&Place::new(), KEY, "", &[]);
    assert!(run.stderr.contains("last_interaction_date_time_utc: expected a date-time"), "{}", run.stderr);
}

#[test]
fn the_key_comes_from_a_file_and_is_checked_before_anything_is_asked() {
    let place = Place::new();
    let arguments = poll_arguments("");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let with = |more: &[&str]| place.leap(&[&arguments[..], &["--store", "s.db"], more].concat());
    assert!(with(&[]).stderr.contains("set LEAP_API_KEY, or name its file by --api-key-file FILE"));
    let file = |contents: &str| place.write("key", contents);
    let refused = with(&["--api-key-file", &file("\u{feff} \n")]);
    assert!(refused.stderr.contains("key: the key is empty"), "{}", refused.stderr);
    let broken = with(&["--api-key-file", &file("sandbox:0123456789\nabcdefghij")]);
    assert!(
        broken.stderr.contains("U+000A at character 19") && !broken.stderr.contains("abcdefghij"),
        "{}",
        broken.stderr
    );
    assert_eq!(place.names(), ["key"], "nothing was stored");
    let run = with(&["--api-key-file", &file("\u{feff}sandbox:ok\r\n")]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("others can read the key"), "{}", run.stderr);
    let run = place.leap_with_input(
        &[&arguments[..], &["--store", "t.db", "--api-key-file", "-", "-vv"]].concat(),
        b"sandbox:ok\n",
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_refused_connection_is_told_without_the_key() {
    let place = Place::new();
    let arguments =
        ["poll", "--api-url", "http://127.0.0.1:9", "--path", "/x", "--store", "s.db", "-vv", "--format", "json"];
    let run = Run::of(place.command(&arguments).env("LEAP_API_KEY", "id:0123456789").output().unwrap());
    assert_eq!((run.code, run.stdout.len()), (Some(1), 0));
    assert!(run.stderr.contains("no connection") && !run.stderr.contains("0123456789"), "{}", run.stderr);
    assert!(url().starts_with("http://127.0.0.1:"));
}

//! `leap poll` twice at once, killed, with a clock that jumps, and on a full disk.

use crate::api::{KEY, Manual, page, poll_arguments};
use crate::run::{LEAP, Place, Run};
use serde_json::json;
use std::process::{Child, Command};

fn arguments<'a>(manual: &'a Manual, more: &[&'a str]) -> Vec<&'a str> {
    [&["poll", "--api-url", manual.origin.as_str(), "--path", "/v1/x", "--store", "s.db"], more].concat()
}

fn end(child: Child) -> Run {
    Run::of(child.wait_with_output().unwrap())
}

fn references(place: &Place) -> Vec<String> {
    let listed = place.json(&["connections", "--store", "s.db"]);
    let mut references: Vec<String> =
        listed.as_array().unwrap().iter().map(|one| one["ref_id"].as_str().unwrap().to_owned()).collect();
    references.sort();
    references
}

#[test]
fn of_two_at_once_only_one_asks() {
    let (place, manual) = (Place::new(), Manual::start());
    let first = place.start(&arguments(&manual, &[]), KEY);
    let (target, answer) = manual.next();
    assert_eq!(target, "/v1/x");
    // The first one is in the middle of its first page.
    let second = end(place.start(&arguments(&manual, &[]), KEY));
    assert_eq!(second.code, Some(0), "{}", second.stderr);
    assert!(second.stderr.contains("another leap is polling for this store"), "{}", second.stderr);
    answer(&page(&["a-1"], None));
    assert_eq!(end(first).code, Some(0));
    let third = end(place.start(&arguments(&manual, &[]), KEY));
    assert!(third.stderr.contains("next poll possible at "), "{}", third.stderr);
    assert_eq!(manual.count(), 1);
    assert_eq!(references(&place), ["a-1"]);
}

#[test]
fn one_that_is_killed_in_the_middle_is_gone_on_with_and_replaces_nothing_before() {
    let (place, manual) = (Place::new(), Manual::start());
    let whole = place.start(&arguments(&manual, &["--now", "2026-07-01T10:00:00Z"]), KEY);
    manual.next().1(&page(&["old-1"], None));
    assert_eq!(end(whole).code, Some(0));
    let mut killed = place.start(&arguments(&manual, &["--now", "2026-07-01T11:00:00Z"]), KEY);
    manual.next().1(&page(&["a-1"], Some("t+1/=%")));
    let (target, _) = manual.next();
    assert_eq!(target, "/v1/x?page-token=t%2B1%2F%3D%25");
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(references(&place), ["old-1"], "what is not complete replaces nothing");
    let resumed = place.start(&arguments(&manual, &["--now", "2026-07-01T11:10:00Z"]), KEY);
    let (target, answer) = manual.next();
    assert_eq!(target, "/v1/x?page-token=t%2B1%2F%3D%25", "it goes on at its token");
    answer(&page(&["a-2"], None));
    let run = end(resumed);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("2 connections: 2 new, 0 changed, 1 vanished"), "{}", run.stderr);
    assert_eq!(references(&place), ["a-1", "a-2", "old-1"]);
    let early = end(place.start(&arguments(&manual, &["--now", "2026-07-01T11:59:59Z"]), KEY));
    assert!(
        early.stderr.contains("next poll possible at 2026-07-01 12:00:00"),
        "the hour is that of its first page: {}",
        early.stderr
    );
}

#[test]
fn entries_that_are_gone_are_marked_and_come_back() {
    let (place, manual) = (Place::new(), Manual::start());
    let poll = |now: &str, references: &[&str]| {
        let child = place.start(&arguments(&manual, &["--now", now]), KEY);
        manual.next().1(&page(references, None));
        end(child).stderr
    };
    poll("2026-07-01T11:00:00Z", &["a-1", "a-2", "a-3"]);
    assert!(poll("2026-07-01T12:00:00Z", &["a-1", "a-3"]).contains("0 new, 0 changed, 1 vanished"));
    let step =
        || place.json(&["next", "--store", "s.db", "--ref-id", "a-2", "--now", "2026-07-01T13:00:00Z"])[0].clone();
    let gone = step();
    assert_eq!((&gone["action"], &gone["who"]), (&json!("review"), &json!("partner")));
    assert_eq!(gone["reason"], "vanished: the entry was in an earlier poll, and is gone");
    let listed = place.json(&["connections", "--store", "s.db", "--ref-id", "a-2"]);
    let seen = "2026-07-01T11:00:00Z";
    assert_eq!(
        listed[0]["store"],
        json!({ "first_seen": seen, "last_seen": seen, "vanished": "2026-07-01T12:00:00Z" })
    );
    assert!(poll("2026-07-01T13:00:00Z", &["a-1", "a-2", "a-3"]).contains("0 new, 1 changed, 0 vanished"));
    assert_eq!(step()["action"], "resend");
}

#[test]
fn the_newest_time_in_the_store_can_be_asked_from_without_missing_its_second() {
    let (place, manual) = (Place::new(), Manual::start());
    for now in ["2026-07-01T11:00:00Z", "2026-07-01T12:00:00Z"] {
        let child = place.start(&arguments(&manual, &["--now", now, "--active-since", "2026-07-01T10:00:00Z"]), KEY);
        let (target, answer) = manual.next();
        assert_eq!(target, "/v1/x?last-interaction-date-time-utc=2026-07-01T09%3A59%3A00Z");
        answer(&page(&["a-1"], None));
        assert_eq!(end(child).code, Some(0));
    }
    assert_eq!(references(&place), ["a-1"], "what comes twice is there once");
}

#[test]
fn a_clock_that_jumped_never_stops_polling() {
    let (place, manual) = (Place::new(), Manual::start());
    let poll = |now: &str| {
        let child = place.start(&arguments(&manual, &["--now", now]), KEY);
        manual.next().1(&page(&["a-1"], None));
        end(child)
    };
    assert_eq!(poll("2036-01-01T00:00:00Z").code, Some(0), "a clock that is ten years ahead");
    let back = poll("2026-07-01T10:00:00Z");
    assert_eq!(back.code, Some(0));
    assert!(back.stderr.contains("a clock was wrong, and it is ignored"), "{}", back.stderr);
    let next = place.leap(&["next", "--store", "s.db", "--now", "2026-07-01T10:30:00Z"]);
    assert!(!next.stderr.contains("old") && !next.stderr.contains("future"), "fresh again: {}", next.stderr);
    assert_eq!(poll("2026-07-01T11:00:00Z").code, Some(0));
}

#[test]
fn a_clock_that_jumps_ahead_removes_nothing() {
    let (place, manual) = (Place::new(), Manual::start());
    let poll = |now: &str, references: &[&str]| {
        let child = place.start(&arguments(&manual, &["--now", now]), KEY);
        manual.next().1(&page(references, None));
        assert_eq!(end(child).code, Some(0));
    };
    poll("2026-07-01T10:00:00Z", &["a-1", "a-2", "a-3"]);
    poll("2026-07-01T11:00:00Z", &["a-1", "a-2"]);
    poll("2036-07-01T11:00:00Z", &["a-1", "a-2"]);
    assert_eq!(references(&place), ["a-1", "a-2", "a-3"]);
    poll("2036-07-01T12:00:00Z", &["a-1", "a-2"]);
    assert_eq!(references(&place), ["a-1", "a-2"], "two polls agree about the time, so what is unused for years goes");
}

#[test]
fn a_full_disk_fails_whole_and_leaves_the_store_as_it_was() {
    let place = Place::new();
    let poll = poll_arguments("");
    let many = poll_arguments("&count=4000&page-size=500");
    let line = |arguments: &[String], now: &str| {
        let quoted: Vec<String> = arguments.iter().map(|argument| format!("'{argument}'")).collect();
        format!("exec {LEAP} {} --store s.db --now {now}", quoted.join(" "))
    };
    let shell = |script: &str| {
        let mut command = place.with_environment(Command::new("sh"), &["-c", script]);
        Run::of(command.env("LEAP_API_KEY", KEY).output().unwrap())
    };
    assert_eq!(shell(&line(&poll, "2026-07-01T10:00:00Z")).code, Some(0));
    let before = references(&place);
    // A write beyond the limit fails as on a full disk, once the signal is ignored.
    let full = shell(&format!("trap '' XFSZ; ulimit -f 4096; {}", line(&many, "2026-07-01T11:00:00Z")));
    assert_eq!(full.code, Some(1), "{}", full.stderr);
    assert!(full.stderr.contains("the disk is full or failing"), "{}", full.stderr);
    assert_eq!(references(&place), before);
    place.ok(&["opt-out", "R-1", "--store", "s.db"]);
    let list = shell(&format!(
        "trap '' XFSZ; ulimit -f 0; exec {LEAP} links --from {} --to links.csv --store s.db",
        crate::run::input("bom.csv")
    ));
    assert_eq!(list.code, Some(1), "{}", list.stderr);
    assert!(!place.path("links.csv").exists());
}

//! Polls: what is kept of them, and when the next may begin.

use super::desk::{Desk, RETENTION, all, entry, opened};
use crate::support::at;
use chrono::TimeDelta;
use leap::connection::ConnectionStatus;
use leap::store::{PollPlan, PollQuestion, PollTurn, StoreError};

const T0: &str = "2026-07-01T12:00:02Z";

fn plan(desk: &Desk, now: &str) -> (PollPlan, bool) {
    let PollTurn { plan, is_clock_wrong } = desk.store.poll_plan(&all(), at(now)).unwrap();
    (plan, is_clock_wrong)
}

#[test]
fn the_hour_counts_from_the_first_page_and_exactly_one_hour_counts_as_passed() {
    let mut desk = Desk::new();
    assert_eq!(plan(&desk, T0), (PollPlan::Begin, false));
    let poll = desk.store.begin_poll(&all(), at(T0), &[opened("a")], Some("t1")).unwrap();
    desk.store.append_page(poll, &[opened("b")], None).unwrap();
    desk.store.complete_poll(poll, at("2026-07-01T12:30:00Z"), RETENTION).unwrap();
    let until = at("2026-07-01T13:00:02Z");
    assert_eq!(plan(&desk, "2026-07-01T13:00:01Z"), (PollPlan::Wait { until }, false));
    assert_eq!(plan(&desk, "2026-07-01T13:00:02Z"), (PollPlan::Begin, false));
    assert_eq!(desk.store.customers().unwrap().last_complete_poll, Some(at(T0)), "its data is that old");
}

#[test]
fn an_interrupted_poll_goes_on_at_its_token_for_the_same_question_only() {
    let mut desk = Desk::new();
    desk.poll("2026-07-01T10:00:00Z", &[opened("old")]);
    let poll = desk.store.begin_poll(&all(), at(T0), &[opened("a")], Some("t1")).unwrap();
    assert_eq!(desk.entries(), [("old".to_owned(), false)], "it replaces nothing");
    assert_eq!(plan(&desk, "2026-07-02T12:00:00Z").0, PollPlan::Resume { poll, token: "t1".to_owned() });
    let other = PollQuestion { text: "/x?ref-id=a".to_owned(), is_unfiltered: false };
    let until = at("2026-07-01T13:00:02Z");
    assert_eq!(desk.store.poll_plan(&other, at("2026-07-01T12:30:00Z")).unwrap().plan, PollPlan::Wait { until });
    desk.store.append_page(poll, &[opened("b")], None).unwrap();
    assert_eq!(plan(&desk, T0).0, PollPlan::Complete { poll }, "killed between the last page and the end");
    let result = desk.store.complete_poll(poll, at(T0), RETENTION).unwrap();
    assert_eq!((result.entries, result.new, result.vanished), (2, 2, 1));
    assert!(matches!(desk.store.complete_poll(poll, at(T0), RETENTION), Err(StoreError::NoPoll)));
    assert!(matches!(desk.store.append_page(poll, &[], None), Err(StoreError::NoPoll)));
}

#[test]
fn a_poll_with_another_page_is_not_complete() {
    let mut desk = Desk::new();
    let poll = desk.store.begin_poll(&all(), at(T0), &[opened("a")], Some("t1")).unwrap();
    assert!(matches!(desk.store.complete_poll(poll, at(T0), RETENTION), Err(StoreError::NoPoll)));
    assert!(matches!(desk.store.append_page(poll, &[opened("b")], Some("t1")), Err(StoreError::RepeatedToken)));
    desk.store.drop_poll(poll).unwrap();
    assert!(matches!(desk.store.append_page(poll, &[], None), Err(StoreError::NoPoll)));
    assert_eq!(plan(&desk, "2026-07-01T12:30:00Z").0, PollPlan::Wait { until: at("2026-07-01T13:00:02Z") });
    assert_eq!(plan(&desk, "2026-07-01T13:00:02Z").0, PollPlan::Begin);
}

#[test]
fn a_wait_that_leap_asked_for_is_kept_unless_a_clock_was_wrong() {
    let mut desk = Desk::new();
    let until = at("2026-07-02T10:00:00Z");
    desk.store.postpone(until, at("2026-07-01T10:00:00Z")).unwrap();
    assert_eq!(plan(&desk, "2026-07-02T09:59:59Z"), (PollPlan::Wait { until }, false));
    assert_eq!(plan(&desk, "2026-07-02T10:00:00Z"), (PollPlan::Begin, false));
    assert_eq!(plan(&desk, "2026-06-30T10:00:00Z"), (PollPlan::Begin, true), "it was said in the future");
}

#[test]
fn a_poll_in_the_future_is_ignored() {
    let mut desk = Desk::new();
    desk.poll("2036-01-01T00:00:00Z", &[opened("a")]);
    assert_eq!(plan(&desk, T0), (PollPlan::Begin, true));
}

#[test]
fn of_one_entry_on_two_pages_the_later_interaction_stays() {
    let status = |first: (&str, &str), second: (&str, &str)| {
        let mut desk = Desk::new();
        let poll = desk.store.begin_poll(&all(), at(T0), &[entry("a", first.0, first.1)], Some("t")).unwrap();
        desk.store.append_page(poll, &[entry("a", second.0, second.1)], None).unwrap();
        assert_eq!(desk.store.complete_poll(poll, at(T0), RETENTION).unwrap().entries, 1);
        desk.store.customers().unwrap().entries.remove(0).connection.status
    };
    let (early, late) = ("2026-07-01T10:00:00Z", "2026-07-01T11:00:00Z");
    assert_eq!(status(("PARTIAL", late), ("ERROR", early)), Some(ConnectionStatus::Partial));
    assert_eq!(status(("PARTIAL", early), ("ERROR", late)), Some(ConnectionStatus::Error));
    assert_eq!(
        status(("PARTIAL", early), ("ERROR", early)),
        Some(ConnectionStatus::Error),
        "the later page is the newer"
    );
    assert_eq!(status(("PARTIAL", early), ("ERROR", "")), Some(ConnectionStatus::Partial));
}

#[test]
fn only_a_poll_of_all_marks_entries_as_vanished_and_counts_as_complete() {
    let mut desk = Desk::new();
    desk.poll(T0, &[opened("a"), opened("b"), opened("c")]);
    let some = PollQuestion { text: "/x?ref-id=a".to_owned(), is_unfiltered: false };
    let now = at("2026-07-01T14:00:00Z");
    let poll = desk.store.begin_poll(&some, now, &[entry("a", "COMPLETED", T0)], None).unwrap();
    let result = desk.store.complete_poll(poll, now, RETENTION).unwrap();
    assert_eq!((result.entries, result.changed, result.vanished), (1, 1, 0));
    assert_eq!(desk.store.customers().unwrap().last_complete_poll, Some(at(T0)));
    let result = desk.poll("2026-07-01T15:00:00Z", &[opened("a"), opened("b")]);
    assert_eq!((result.vanished, result.mass_vanishing), (1, false));
    assert_eq!(desk.entries(), [("a".to_owned(), false), ("b".to_owned(), false), ("c".to_owned(), true)]);
}

#[test]
fn more_than_half_gone_at_once_has_to_be_confirmed() {
    let mut desk = Desk::new();
    desk.poll(T0, &["a", "b", "c", "d"].map(opened));
    assert!(!desk.poll("2026-07-01T13:00:02Z", &["a", "b"].map(opened)).mass_vanishing, "exactly half");
    assert!(desk.poll("2026-07-01T14:00:02Z", &[]).mass_vanishing);
    assert!(desk.store.customers().unwrap().mass_vanishing);
    desk.poll("2026-07-01T15:00:02Z", &[opened("e")]);
    assert!(desk.store.customers().unwrap().mass_vanishing, "only a person confirms it");
    assert!(desk.store.confirm_vanished().unwrap());
    assert!(!desk.store.confirm_vanished().unwrap() && !desk.store.customers().unwrap().mass_vanishing);
}

#[test]
fn a_store_is_bound_to_one_environment() {
    let mut desk = Desk::new();
    assert_eq!(desk.store.environment().unwrap(), None);
    desk.store.bind_environment("https://api.leap.energy").unwrap();
    desk.store.bind_environment("https://api.leap.energy").unwrap();
    let other = desk.store.bind_environment("https://api.staging.leap.energy").unwrap_err();
    assert!(other.to_string().contains("belongs to https://api.leap.energy, not to https://api.staging.leap.energy"));
}

#[test]
fn only_one_holds_the_right_to_poll_until_it_lets_go() {
    let desk = Desk::new();
    let held = desk.store.lock_polling().unwrap();
    assert!(held.is_some() && desk.store.lock_polling().unwrap().is_none());
    drop(held);
    assert!(desk.store.lock_polling().unwrap().is_some());
}

#[test]
fn what_is_unused_for_the_time_of_retention_is_removed() {
    let mut desk = Desk::new();
    desk.store.put_links(&[super::desk::link("never", at(T0)), super::desk::link("b", at(T0))]).unwrap();
    desk.poll(T0, &[opened("a"), opened("b")]);
    desk.poll("2026-07-01T13:00:02Z", &[opened("b")]);
    let later = |days| (at("2026-07-01T14:00:02Z") + TimeDelta::days(days)).to_rfc3339();
    assert_eq!(desk.poll(&later(729), &[opened("b")]).retired, 0);
    assert_eq!(
        desk.poll(&later(730), &[opened("b")]).retired,
        2,
        "an entry that is gone, and a link that was never opened"
    );
    assert_eq!(desk.entries(), [("b".to_owned(), false)]);
    assert!(desk.store.link("never").unwrap().is_none() && desk.store.link("b").unwrap().is_some());
}

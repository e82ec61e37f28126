//! Which touch is due when.

use super::case::{Case, DAY, HOUR, cancelled, form_open, outage, step};
use crate::support::at;
use chrono::TimeDelta;
use leap::link::LinkKind;
use leap::next_step::{AbsentLink, next_step_of_absent};
use leap::reengagement::{NothingDue, Touch, Verdict};

#[test]
fn touches_are_due_after_an_hour_a_day_and_three_days_and_lapse_when_the_next_is_due() {
    for case in [cancelled(), form_open()] {
        assert_eq!(case.after(HOUR - 1), Verdict::Nothing(NothingDue::NotYet(at("2026-07-01T11:00:00Z"))));
        assert_eq!(case.after(-30), Verdict::Nothing(NothingDue::NotYet(at("2026-07-01T11:00:00Z"))));
        for (minutes, touch) in [
            (HOUR, Touch::First),
            (DAY - 1, Touch::First),
            (DAY, Touch::Second),
            (3 * DAY - 1, Touch::Second),
            (3 * DAY, Touch::Third),
            (7 * DAY - 1, Touch::Third),
        ] {
            assert_eq!(case.after(minutes), Verdict::Due(touch), "{minutes}");
        }
        // A first poll never writes to customers who left long ago.
        for minutes in [7 * DAY, 400 * DAY] {
            assert_eq!(case.after(minutes), Verdict::Nothing(NothingDue::Finished));
        }
    }
}

#[test]
fn a_touch_is_given_out_once_and_the_next_one_in_its_own_window() {
    let mut case = cancelled();
    case.log.mark([("R1", Touch::First)], at("2026-07-01T11:00:00Z"));
    assert_eq!(case.after(2 * HOUR), Verdict::Nothing(NothingDue::NotYet(at("2026-07-02T10:00:00Z"))));
    assert_eq!(case.after(DAY), Verdict::Due(Touch::Second));
    case.log.mark([("R1", Touch::Third)], at("2026-07-04T10:00:00Z"));
    assert_eq!(case.after(3 * DAY + 1), Verdict::Nothing(NothingDue::Finished));
    let mut other = cancelled();
    other.log.mark([("R2", Touch::First)], at("2026-07-01T11:00:00Z"));
    assert_eq!(other.after(2 * HOUR), Verdict::Due(Touch::First));
}

#[test]
fn a_new_interaction_starts_the_touches_again() {
    let mut case = cancelled();
    case.log.mark([("R1", Touch::Second)], at("2026-07-02T10:00:00Z"));
    assert_eq!(case.after(2 * DAY), Verdict::Nothing(NothingDue::NotYet(at("2026-07-04T10:00:00Z"))));
    case.since = at("2026-07-02T10:30:00Z");
    assert_eq!(case.after(HOUR), Verdict::Due(Touch::First));
}

#[test]
fn another_entry_of_the_same_reference_does_not_bring_the_same_touch_twice() {
    let mut case = cancelled();
    case.log.mark([("R1", Touch::First)], at("2026-07-01T11:00:00Z"));
    // The worst entry is now one whose last interaction was a little earlier or later.
    for since in ["2026-07-01T08:00:00Z", "2026-07-01T10:40:00Z"] {
        case.since = at(since);
        assert_ne!(case.at(at("2026-07-01T12:00:00Z")), Verdict::Due(Touch::First), "{since}");
    }
}

#[test]
fn only_messages_to_customers_are_given_out() {
    let elsewhere = r#""status":"NOT_CONNECTED"},{"utility_is_required":false,"status":"CONNECTED""#;
    for (step, action) in [
        (step("COMPLETED", r#""status":"CONNECTED""#), "none"),
        (step("PAUSED", r#""status":"CONNECTED""#), "review"),
        (step("PARTIAL", r#""status":"PENDING""#), "review"),
        (step("PARTIAL", elsewhere), "connected_elsewhere"),
    ] {
        assert_eq!(step.action.as_str(), action);
        assert_eq!(Case::of(step).after(HOUR), Verdict::Nothing(NothingDue::NoMessage));
    }
    assert_eq!(Case::of(step("NOT_STARTED", r#""status":"NOT_CONNECTED""#)).after(HOUR), Verdict::Due(Touch::First));
}

#[test]
fn a_link_that_was_not_opened_counts_from_its_date() {
    let link = AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false };
    let case = Case::of(next_step_of_absent(link));
    assert_eq!(case.after(HOUR), Verdict::Due(Touch::First));
    let direct = Case::of(next_step_of_absent(AbsentLink { kind: LinkKind::Direct, ..link }));
    assert_eq!(direct.after(HOUR), Verdict::Nothing(NothingDue::NoMessage));
}

#[test]
fn nothing_is_given_out_without_a_complete_poll_of_the_last_two_hours() {
    let mut case = cancelled();
    for (age, verdict) in [
        (Some(TimeDelta::hours(2)), Verdict::Due(Touch::First)),
        (Some(TimeDelta::zero()), Verdict::Due(Touch::First)),
        (Some(TimeDelta::hours(2) + TimeDelta::seconds(1)), Verdict::Nothing(NothingDue::StaleData)),
        (Some(TimeDelta::seconds(-1)), Verdict::Nothing(NothingDue::StaleData)),
        (None, Verdict::Nothing(NothingDue::StaleData)),
    ] {
        case.poll_age = age;
        assert_eq!(case.after(5 * HOUR), verdict, "{age:?}");
    }
}

#[test]
fn nothing_is_given_out_after_a_mass_vanishing_until_a_person_confirms_it() {
    let mut case = cancelled();
    case.mass_vanishing = true;
    assert_eq!(case.after(HOUR), Verdict::Nothing(NothingDue::MassVanishing));
}

#[test]
fn a_customer_who_has_opted_out_gets_nothing() {
    let mut case = cancelled();
    case.opted_out = true;
    assert_eq!(case.after(HOUR), Verdict::Nothing(NothingDue::OptedOut));
}

#[test]
fn at_most_one_touch_is_due_at_any_moment_and_never_twice() {
    for mut case in [cancelled(), outage(), form_open()] {
        let mut given_out = Vec::new();
        for quarter in 0..=(8 * DAY / 15) {
            let minutes = quarter * 15;
            if let Verdict::Due(touch) = case.after(minutes) {
                given_out.push(touch.number());
                let now = case.since + TimeDelta::minutes(minutes);
                case.log.mark([("R1", touch)], now);
                assert!(!matches!(case.at(now), Verdict::Due(_)), "two touches in one run");
            }
        }
        assert!(given_out == [1, 2, 3] || given_out == [2, 3], "{given_out:?}");
    }
}

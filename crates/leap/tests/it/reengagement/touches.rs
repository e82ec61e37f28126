//! Which touch is due when, and what holds it back.

use crate::support::at;
use chrono::{DateTime, TimeDelta, Utc};
use leap::class::CustomerClass;
use leap::decode;
use leap::link::LinkKind;
use leap::next_step::{AbsentLink, NextStep, Policy, next_step, next_step_of_absent};
use leap::reengagement::{
    Circumstances, Customer, Hold, NothingDue, QuietHours, SendLog, Touch, Verdict, time_zone, verdict,
};
use leap::utility::Utilities;

const SINCE: &str = "2026-07-01T10:00:00Z";

/// What a test varies.
struct Case {
    step: NextStep,
    since: DateTime<Utc>,
    log: SendLog,
    holds: Vec<Hold>,
    link_utilities: Vec<String>,
    opted_out: bool,
    news: Option<DateTime<Utc>>,
    /// How long before `now` the last complete poll was.
    poll_age: Option<TimeDelta>,
    mass_vanishing: bool,
    quiet: Option<&'static str>,
    zone: Option<&'static str>,
}

impl Case {
    fn of(step: NextStep) -> Self {
        Self {
            step,
            since: at(SINCE),
            log: SendLog::default(),
            holds: Vec::new(),
            link_utilities: Vec::new(),
            opted_out: false,
            news: None,
            poll_age: Some(TimeDelta::minutes(5)),
            mass_vanishing: false,
            quiet: None,
            zone: None,
        }
    }

    /// The verdict this many minutes after the last interaction.
    fn after(&self, minutes: i64) -> Verdict {
        self.at(self.since + TimeDelta::minutes(minutes))
    }

    fn at(&self, now: DateTime<Utc>) -> Verdict {
        let customer = Customer {
            reference: "R1",
            step: &self.step,
            since: self.since,
            link_utilities: &self.link_utilities,
            zone: self.zone.map(|name| time_zone(name).unwrap()),
            opted_out: self.opted_out,
            news: self.news,
        };
        let utilities = Utilities::built_in();
        let circumstances = Circumstances {
            now,
            last_complete_poll: self.poll_age.map(|age| now - age),
            mass_vanishing: self.mass_vanishing,
            holds: &self.holds,
            quiet: self.quiet.map(|text| QuietHours::parse(text).unwrap()),
            utilities: &utilities,
        };
        verdict(&customer, &self.log, &circumstances)
    }
}

/// The step of an entry with one utility, long after the last interaction.
fn step(status: &str, utility: &str) -> NextStep {
    let json = format!(
        r#"{{"id":"1","ref_id":"R1","connection_status":"{status}","last_interaction_date_time_utc":"{SINCE}",
        "utility_connections":[{{"utility_name":"SDG&E: San Diego Gas & Electric","utility_is_required":true,{utility}}}],"agreements":{{"a_status":"PENDING"}}}}"#
    );
    let connection = decode::json(&json).unwrap().connections.remove(0);
    next_step(&connection, at("2026-09-01T00:00:00Z"), Some(CustomerClass::Residential), &Policy::default())
}

fn cancelled() -> Case {
    Case::of(step("ERROR", r#""status":"ERROR","error_code":"USER_CANCELED""#))
}

fn outage() -> Case {
    Case::of(step("ERROR", r#""status":"ERROR","error_code":"UTILITY_DOWN""#))
}

fn form_open() -> Case {
    Case::of(step("PARTIAL", r#""status":"CONNECTED""#))
}

fn hold(utility: &str, minutes: i64) -> Hold {
    Hold { utility: utility.to_owned(), until: at(SINCE) + TimeDelta::minutes(minutes) }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

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
fn a_utility_on_hold_holds_its_touches_by_any_of_its_names() {
    for name in ["sdge", "SDGE", "SDG&E: San Diego Gas & Electric"] {
        let mut case = cancelled();
        case.holds = vec![hold(name, 5 * HOUR), hold("pge", 9 * HOUR)];
        let until = at("2026-07-01T15:00:00Z");
        assert_eq!(case.after(HOUR), Verdict::Held { touch: Touch::First, until }, "{name}");
        assert_eq!(case.after(5 * HOUR), Verdict::Due(Touch::First));
    }
    let mut other = cancelled();
    other.holds = vec![hold("pge", 9 * HOUR), hold("nowhere", 9 * HOUR)];
    assert_eq!(other.after(HOUR), Verdict::Due(Touch::First));
}

#[test]
fn a_hold_is_for_the_utilities_of_the_link_if_the_step_names_none_and_never_for_a_form() {
    let link = AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false };
    let mut case = Case::of(next_step_of_absent(link));
    case.link_utilities = vec!["sdge".to_owned()];
    case.holds = vec![hold("sdge", 5 * HOUR)];
    assert!(matches!(case.after(HOUR), Verdict::Held { .. }));
    let mut form = form_open();
    form.link_utilities = vec!["sdge".to_owned()];
    form.holds = vec![hold("sdge", 5 * HOUR)];
    assert_eq!(form.after(HOUR), Verdict::Due(Touch::First));
}

#[test]
fn a_failure_by_an_outage_goes_out_at_the_second_touch_or_when_a_hold_ends() {
    let mut case = outage();
    assert_eq!(case.after(HOUR), Verdict::Nothing(NothingDue::NotYet(at("2026-07-02T10:00:00Z"))));
    assert_eq!(case.after(DAY), Verdict::Due(Touch::Second));
    case.holds = vec![hold("sdge", 5 * HOUR)];
    let until = at("2026-07-01T15:00:00Z");
    assert_eq!(case.after(HOUR), Verdict::Held { touch: Touch::First, until });
    assert_eq!(case.after(5 * HOUR), Verdict::Due(Touch::First));
    case.holds = vec![hold("sdge", 30 * HOUR)];
    assert_eq!(case.after(30 * HOUR), Verdict::Due(Touch::Second));
    // A hold that ended before the failure says nothing about this outage.
    case.holds = vec![hold("sdge", -HOUR)];
    assert_eq!(case.after(HOUR), Verdict::Nothing(NothingDue::NotYet(at("2026-07-02T10:00:00Z"))));
}

#[test]
fn news_of_a_webhook_hold_touches_for_an_hour_and_the_next_poll_wins() {
    let mut case = cancelled();
    case.poll_age = Some(TimeDelta::minutes(50));
    case.news = Some(at("2026-07-01T12:00:00Z"));
    let held = Verdict::Held { touch: Touch::First, until: at("2026-07-01T13:00:00Z") };
    assert_eq!(case.at(at("2026-07-01T12:40:00Z")), held);
    assert_eq!(case.at(at("2026-07-01T13:00:00Z")), Verdict::Due(Touch::First));
    // The poll was at 12:01.
    assert_eq!(case.at(at("2026-07-01T12:51:00Z")), Verdict::Due(Touch::First));
}

#[test]
fn quiet_hours_hold_a_touch_if_the_zone_is_known() {
    let mut case = cancelled();
    case.quiet = Some("21:00-08:00");
    assert_eq!(case.at(at("2026-07-02T05:00:00Z")), Verdict::Due(Touch::First));
    case.zone = Some("America/Los_Angeles");
    let until = at("2026-07-02T15:00:00Z");
    assert_eq!(case.at(at("2026-07-02T05:00:00Z")), Verdict::Held { touch: Touch::First, until });
    // By then the next touch is due, and the first has lapsed.
    assert_eq!(case.at(until), Verdict::Due(Touch::Second));
    // A hold that ends in quiet hours holds until these end.
    case.holds = vec![hold("sdge", 19 * HOUR)];
    assert_eq!(case.after(2 * HOUR), Verdict::Held { touch: Touch::First, until });
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

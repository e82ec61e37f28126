//! What holds a touch back.

use super::case::{Case, DAY, HOUR, cancelled, form_open, hold, outage};
use crate::support::at;
use chrono::TimeDelta;
use leap::decode;
use leap::link::LinkKind;
use leap::next_step::{AbsentLink, Policy, next_step, next_step_of_absent};
use leap::reengagement::{NothingDue, Touch, Verdict};
use leap::utility::Utilities;

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
fn of_several_holds_the_last_to_end_counts() {
    let mut case = cancelled();
    case.holds = vec![hold("sdge", 3 * HOUR), hold("sdge", 5 * HOUR), hold("sdge", 4 * HOUR)];
    case.news = Some(at("2026-07-01T11:00:00Z"));
    case.poll_age = Some(TimeDelta::minutes(90));
    let until = at("2026-07-01T15:00:00Z");
    assert_eq!(case.after(HOUR), Verdict::Held { touch: Touch::First, until });
    assert_eq!(case.after(5 * HOUR), Verdict::Due(Touch::First));
}

#[test]
fn a_hold_is_for_the_utilities_of_the_link_if_the_step_names_none_and_never_for_a_form() {
    let link = AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false };
    let mut case = Case::of(next_step_of_absent(link));
    case.link_utilities = vec!["sdge".to_owned()];
    case.holds = vec![hold("sdge", 5 * HOUR)];
    assert!(matches!(case.after(HOUR), Verdict::Held { .. }));
    let nameless = r#"{"id":"1","ref_id":"R1","connection_status":"PARTIAL","last_interaction_date_time_utc":"2026-07-01T10:00:00Z","utility_connections":[{"status":"NOT_CONNECTED"}]}"#;
    let connection = decode::json(nameless).unwrap().connections.remove(0);
    case.step = next_step(&connection, at("2026-09-01T00:00:00Z"), None, &Policy::default());
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
fn a_utility_that_is_not_known_is_held_by_its_label() {
    let hold = hold("Mars Power: Olympus", HOUR);
    let utilities = Utilities::built_in();
    assert!(hold.is_for("Mars Power: Olympus", &utilities));
    assert!(!hold.is_for("Mars Power: Tharsis", &utilities) && !hold.is_for("sdge", &utilities));
}

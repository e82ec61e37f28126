//! Customers whose link is not in the API, and customers with several entries.

use crate::support::at;
use leap::decode;
use leap::link::LinkKind;
use leap::next_step::{AbsentLink, Action, NextStep, Policy, next_step, next_step_of_absent, worst};

#[test]
fn an_absent_link_is_resent_only_if_it_is_a_connect_link_that_was_never_seen() {
    for kind in [LinkKind::Direct, LinkKind::Connect, LinkKind::Connect2025] {
        for flags in 0..8_u8 {
            let link =
                AbsentLink { kind, is_polled: flags & 1 != 0, was_seen: flags & 2 != 0, has_meter: flags & 4 != 0 };
            let step = next_step_of_absent(link);
            let expected = if link.was_seen {
                ("review", "partner", "vanished")
            } else if link.has_meter {
                ("none", "nobody", "meter_seen")
            } else if !link.is_polled {
                ("wait", "nobody", "not_polled")
            } else if kind == LinkKind::Direct {
                ("review", "partner", "direct_absent")
            } else {
                ("resend", "customer", "not_opened")
            };
            assert_eq!((step.action.as_str(), step.who.as_str(), step.reason.name()), expected, "{link:?}");
            assert_eq!((step.due, step.then, step.agreements), (None, None, None));
        }
    }
}

fn steps(statuses: &[&str]) -> Vec<NextStep> {
    let entry = |(place, text): (usize, &&str)| {
        let (time, status) = text.split_once(' ').unwrap();
        let connection = format!(
            r#"{{"id":"{place}","ref_id":"same","connection_status":"{status}","last_interaction_date_time_utc":"2026-07-01T{time}:00Z"}}"#
        );
        decode::json(&connection).unwrap().connections.remove(0)
    };
    let connections = statuses.iter().enumerate().map(entry);
    connections.map(|entry| next_step(&entry, at("2026-07-01T12:00:00Z"), None, &Policy::default())).collect()
}

#[test]
fn the_worst_entry_of_a_reference_decides_and_completed_does_not_hide_another() {
    let worst_of = |statuses: &[&str]| worst(&steps(statuses)).map(|step| step.action);
    assert_eq!(worst_of(&["08:00 COMPLETED", "08:00 NOT_STARTED"]), Some(Action::Resend));
    assert_eq!(worst_of(&["08:00 NOT_STARTED", "08:00 PAUSED"]), Some(Action::Review));
    assert_eq!(worst_of(&["11:30 NOT_STARTED", "08:00 COMPLETED"]), Some(Action::Wait));
    assert_eq!(worst_of(&["11:30 NOT_STARTED", "08:00 NOT_STARTED"]), Some(Action::Resend));
    assert_eq!(worst_of(&["08:00 COMPLETED", "08:00 COMPLETED"]), Some(Action::None));
    assert_eq!(worst_of(&[]), None);
    // Of equal ones the first counts, so sorted entries give the newest.
    let equal = steps(&["08:00 NOT_STARTED", "09:00 NOT_STARTED"]);
    assert!(std::ptr::eq(worst(&equal).unwrap(), &equal[0]));
    let order = ["none", "connected_elsewhere", "wait", "complete_agreement", "resend", "tailored", "review"];
    assert_eq!(Action::ALL.map(Action::as_str), order);
    assert!(Action::ALL.is_sorted());
}

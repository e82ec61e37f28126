//! Which customer has which meter, and how far each has come.

use crate::support::at;
use leap::connection::Connection;
use leap::decode;
use leap::inventory::{Customer, Funnel, Matched, Meter, MeterWait, Progress, Stage};
use serde_json::json;
use std::collections::BTreeSet;

fn entry(status: &str, utility: &str, last: Option<&str>) -> Connection {
    let json = json!({ "id": "1", "ref_id": "R1", "connection_status": status, "last_interaction_date_time_utc": last,
        "utility_connections": [{ "status": utility }] });
    decode::json(&json.to_string()).unwrap().connections.remove(0)
}

fn progress(entries: &[Connection], has_meter: bool, now: &str) -> Progress {
    let entries: Vec<&Connection> = entries.iter().collect();
    Progress::at(&Customer { reference: "R1", has_link: true, entries: &entries, has_meter }, at(now))
}

const COMPLETED_AT: Option<&str> = Some("2026-07-01T10:00:00Z");

#[test]
fn meters_match_by_connection_references_and_otherwise_by_the_partners() {
    let meter = |id: &str, references: &[&str], partner: Option<&str>| Meter {
        id: id.to_owned(),
        references: references.iter().map(ToString::to_string).collect(),
        partner_reference: partner.map(str::to_owned),
        ..Meter::default()
    };
    let meters = [
        meter("new", &["R1"], Some("R2")),
        meter("old", &[], Some("R2")),
        meter("twice", &["R1", "R2", "R1"], None),
        meter("others", &["Z9"], Some("R3")),
        meter("nobody's", &["Z9"], Some("Z8")),
        meter("bare", &[], None),
    ];
    let matched = Matched::new(&meters, &BTreeSet::from(["R1", "R2", "R3", "R4"]));
    let ids = |meters: &[&Meter]| meters.iter().map(|meter| meter.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&matched.meters["R1"]), ["new", "twice"]);
    assert_eq!(ids(&matched.meters["R2"]), ["old", "twice"]);
    assert_eq!(ids(&matched.meters["R3"]), ["others"]);
    assert!(!matched.meters.contains_key("R4"));
    assert_eq!(ids(&matched.unmatched), ["nobody's", "bare"]);
}

#[test]
fn a_customers_stage_is_the_furthest_of_all_entries() {
    let now = "2026-07-01T11:00:00Z";
    let stage = |entries: &[Connection], has_meter| progress(entries, has_meter, now).stage;
    assert_eq!(stage(&[], false), Stage::Linked);
    assert_eq!(stage(&[entry("NOT_STARTED", "NOT_CONNECTED", None)], false), Stage::Opened);
    assert_eq!(stage(&[entry("ERROR", "ERROR", None)], false), Stage::Opened);
    assert_eq!(stage(&[entry("PARTIAL", "CONNECTED", None)], false), Stage::Connected);
    assert_eq!(stage(&[entry("LATER", "LATER", None)], false), Stage::Opened);
    let both = [entry("ERROR", "ERROR", COMPLETED_AT), entry("COMPLETED", "CONNECTED", COMPLETED_AT)];
    assert_eq!(stage(&both, false), Stage::Completed);
    // Without utilities too: the status counts.
    assert_eq!(stage(&[entry("COMPLETED", "LATER", COMPLETED_AT)], false), Stage::Completed);
    // A direct link need not appear in the API.
    assert_eq!(stage(&[], true), Stage::MeterSeen);
}

#[test]
fn a_meter_is_late_after_48_hours_and_overdue_after_72() {
    let completed = [entry("COMPLETED", "CONNECTED", COMPLETED_AT)];
    let wait = |now| progress(&completed, false, now).meter;
    let (expected, overdue) = (at("2026-07-03T10:00:00Z"), at("2026-07-04T10:00:00Z"));
    assert_eq!(wait("2026-07-01T10:00:00Z"), MeterWait::Expected(expected));
    assert_eq!(wait("2026-07-03T09:59:59Z"), MeterWait::Expected(expected));
    assert_eq!(wait("2026-07-03T10:00:00Z"), MeterWait::Late(overdue));
    assert_eq!(wait("2026-07-04T09:59:59Z"), MeterWait::Late(overdue));
    assert_eq!(wait("2026-07-04T10:00:00Z"), MeterWait::Overdue(overdue));
    // Before it began, by a clock that is wrong.
    assert_eq!(wait("2026-06-01T10:00:00Z"), MeterWait::Expected(expected));
    assert_eq!(progress(&completed, true, "2027-01-01T00:00:00Z").meter, MeterWait::Seen);
    assert_eq!(
        progress(&[entry("COMPLETED", "CONNECTED", None)], false, "2026-07-01T10:00:00Z").meter,
        MeterWait::Unknown
    );
    assert_eq!(
        progress(&[entry("ERROR", "ERROR", COMPLETED_AT)], false, "2027-01-01T00:00:00Z").meter,
        MeterWait::NotYet
    );
    let again =
        [entry("COMPLETED", "CONNECTED", COMPLETED_AT), entry("COMPLETED", "CONNECTED", Some("2026-07-05T10:00:00Z"))];
    let until = at("2026-07-07T10:00:00Z");
    assert_eq!(progress(&again, false, "2026-07-05T11:00:00Z").meter, MeterWait::Expected(until));
}

#[test]
fn each_stage_of_the_funnel_includes_the_later_ones() {
    let started = entry("NOT_STARTED", "NOT_CONNECTED", COMPLETED_AT);
    let connected = entry("PARTIAL", "CONNECTED", COMPLETED_AT);
    let completed = entry("COMPLETED", "CONNECTED", COMPLETED_AT);
    let lists = [vec![], vec![&started], vec![&connected], vec![&completed], vec![&completed], vec![]];
    let customers = lists.iter().enumerate().map(|(at, entries)| Customer {
        reference: "R1",
        has_link: at != 1,
        entries,
        has_meter: at >= 4,
    });
    let (all, funnel) = Funnel::at(customers, at("2026-07-04T10:00:00Z"));
    assert_eq!(all.len(), 6);
    let expected =
        Funnel { links: 6, opened: 5, connected: 4, completed: 3, meter_seen: 2, late: 0, overdue: 1, without_link: 1 };
    assert_eq!(funnel, expected);
    let one = [&completed];
    let customer = Customer { reference: "R1", has_link: true, entries: &one, has_meter: false };
    assert_eq!(Funnel::at([customer], at("2026-07-03T10:00:00Z")).1.late, 1);
    assert!(Stage::ALL.windows(2).all(|pair| pair[0] < pair[1] && pair[0].as_str() != pair[1].as_str()));
}

//! Quiet hours on the customer's clock.

use crate::support::{at, cases};
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use leap::reengagement::{QuietHours, time_zone};
use proptest::prelude::*;
use proptest::sample;

fn held(quiet: &str, zone: &str, now: &str) -> Option<DateTime<Utc>> {
    QuietHours::parse(quiet).unwrap().held_until(at(now), time_zone(zone).unwrap())
}

#[test]
fn the_customers_clock_decides_in_summer_in_winter_and_when_it_changes() {
    let (night, coast) = ("21:00-08:00", "America/Los_Angeles");
    for (quiet, zone, now, until) in [
        (night, coast, "2026-07-01T03:59:59Z", None),
        (night, coast, "2026-07-01T04:00:00Z", Some("2026-07-01T15:00:00Z")),
        (night, coast, "2026-07-01T14:59:59Z", Some("2026-07-01T15:00:00Z")),
        (night, coast, "2026-07-01T15:00:00Z", None),
        (night, coast, "2026-01-01T05:00:00Z", Some("2026-01-01T16:00:00Z")),
        // 01:30 comes twice.
        (night, coast, "2026-11-01T08:30:00Z", Some("2026-11-01T16:00:00Z")),
        (night, coast, "2026-11-01T09:30:00Z", Some("2026-11-01T16:00:00Z")),
        // 02:30 does not exist.
        ("21:00-02:30", coast, "2026-03-08T09:00:00Z", Some("2026-03-08T10:00:00Z")),
        ("21:00-02:30", coast, "2026-03-08T10:00:00Z", None),
        // The end comes twice: the second time counts.
        ("21:00-01:30", coast, "2026-11-01T08:15:00Z", Some("2026-11-01T09:30:00Z")),
        ("13:00-15:00", coast, "2026-07-01T20:30:00Z", Some("2026-07-01T22:00:00Z")),
        ("13:00-15:00", coast, "2026-07-01T22:00:00Z", None),
        (night, "Asia/Kathmandu", "2026-07-01T15:15:00Z", Some("2026-07-02T02:15:00Z")),
        // Samoa left out 30 December 2011.
        (night, "Pacific/Apia", "2011-12-30T08:00:00Z", Some("2011-12-30T18:00:00Z")),
    ] {
        assert_eq!(held(quiet, zone, now), until.map(at), "{quiet} in {zone} at {now}");
    }
}

#[test]
fn what_is_no_pair_of_times_and_no_zone_is_refused() {
    for text in [
        "",
        "21:00",
        "21:00-21:00",
        "9:00-10:00",
        "24:00-08:00",
        "21:60-08:00",
        "21:00–08:00",
        "+1:00-08:00",
        "21:00-08:00-",
    ] {
        assert!(QuietHours::parse(text).is_err(), "{text}");
    }
    assert_eq!(QuietHours::parse("21:00-08:00").unwrap().to_string(), "21:00-08:00");
    assert_eq!(
        time_zone("Mars/Olympus").unwrap_err().to_string(),
        "\"Mars/Olympus\" is not a time zone; expected one such as America/Los_Angeles"
    );
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_touch_that_was_held_is_not_in_quiet_hours_when_the_hold_ends(
        seconds in 0_i64..200_000_000,
        (from, to) in (0_u32..1440, 0_u32..1440).prop_filter("empty", |(from, to)| from != to),
        zone in sample::select(vec!["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
    ) {
        let text = format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60);
        let quiet = QuietHours::parse(&text).unwrap();
        let now = at("2024-01-01T00:00:00Z") + TimeDelta::seconds(seconds);
        let zone = time_zone(zone).unwrap();
        let minute = |instant: DateTime<Utc>| {
            let local = instant.with_timezone(&zone);
            local.hour() * 60 + local.minute()
        };
        let is_quiet = |minute| if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to };
        match quiet.held_until(now, zone) {
            None => prop_assert!(!is_quiet(minute(now))),
            Some(until) => {
                prop_assert!(is_quiet(minute(now)));
                prop_assert!(now < until && until <= now + TimeDelta::hours(26), "{}", until);
                prop_assert_eq!(quiet.held_until(until, zone), None);
            }
        }
    }
}

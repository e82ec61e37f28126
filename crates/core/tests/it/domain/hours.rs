//! The hours of civil days in time zones, against the IANA database.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::{prelude::*, sample};
use std::collections::HashSet;
use support::{Iana, any, date, instant};
use vpp_core::domain::Zone;
use vpp_core::domain::calendar::{Bucket, hours};

struct Hour {
    instant: i64,
    name: String,
}

fn hours_in(zone: &str, day: &str) -> Vec<Hour> {
    let places = hours(date(day), &Iana::named(zone));
    let read = |place: &Bucket| match *place {
        Bucket::Hour { instant, .. } => Hour { instant, name: place.name() },
        _ => panic!("{place:?} should be an hour"),
    };
    places.iter().map(read).collect()
}

#[test]
fn a_day_has_23_24_or_25_hours() {
    for (zone, day, count) in [
        ("America/Denver", "2025-02-16", 24),
        ("America/Denver", "2025-03-09", 23),
        ("America/Denver", "2025-11-02", 25),
        ("UTC", "2025-03-09", 24),
        ("Europe/Berlin", "2025-03-30", 23),
        ("Europe/Berlin", "2025-10-26", 25),
        ("Asia/Kolkata", "2025-02-16", 24),
        ("Asia/Kathmandu", "2025-02-16", 24),
        ("Australia/Adelaide", "2025-10-05", 23),
        ("Australia/Adelaide", "2025-04-06", 25),
        ("Antarctica/Troll", "2025-03-30", 22),
        ("Antarctica/Troll", "2025-10-26", 26),
    ] {
        assert_eq!(hours_in(zone, day).len(), count, "{zone} {day}");
    }
}

#[test]
fn hours_are_named_with_the_offset_in_force() {
    let spring = hours_in("America/Denver", "2025-03-09");
    assert_eq!(spring[1].name, "2025-03-09T01:00:00-07:00");
    assert_eq!(spring[2].name, "2025-03-09T03:00:00-06:00");
    let autumn = hours_in("America/Denver", "2025-11-02");
    assert_eq!(autumn[1].name, "2025-11-02T01:00:00-06:00");
    assert_eq!(autumn[2].name, "2025-11-02T01:00:00-07:00");
    assert_eq!(hours_in("Asia/Kolkata", "2025-02-16")[0].name, "2025-02-16T00:00:00+05:30");
    assert_eq!(hours_in("Asia/Kathmandu", "2025-02-16")[23].name, "2025-02-16T23:00:00+05:45");
    assert_eq!(hours_in("UTC", "2025-02-16")[0].name, "2025-02-16T00:00:00+00:00");
    for hour in hours_in("Australia/Adelaide", "2025-10-05") {
        assert_eq!(instant(&hour.name), hour.instant);
    }
}

#[test]
fn a_change_of_half_an_hour_leaves_half_an_hour_at_the_end() {
    // Lord Howe Island turns its clocks from 02:00 to 02:30 in October, and from 02:00 back to 01:30 in April.
    let spring = hours_in("Australia/Lord_Howe", "2025-10-05");
    assert_eq!(spring.len(), 24);
    assert_eq!(spring[2].name, "2025-10-05T02:30:00+11:00");
    assert_eq!(spring[23].name, "2025-10-05T23:30:00+11:00");
    assert_eq!(hours_in("Australia/Lord_Howe", "2025-10-06")[0].instant - spring[23].instant, 1800);
    let autumn = hours_in("Australia/Lord_Howe", "2025-04-06");
    assert_eq!(autumn.len(), 25);
    assert_eq!(autumn[2].name, "2025-04-06T01:30:00+10:30");
    assert_eq!(hours_in("Australia/Lord_Howe", "2025-04-07")[0].instant - autumn[24].instant, 1800);
}

#[test]
fn a_day_whose_midnight_is_skipped_begins_with_the_change() {
    for (zone, day, first) in [
        ("America/Havana", "2025-03-09", "2025-03-09T01:00:00-04:00"),
        ("Africa/Cairo", "2025-04-25", "2025-04-25T01:00:00+03:00"),
        ("Asia/Beirut", "2025-03-30", "2025-03-30T01:00:00+03:00"),
        ("America/Asuncion", "2023-10-01", "2023-10-01T01:00:00-03:00"),
        ("Atlantic/Azores", "2025-03-30", "2025-03-30T01:00:00+00:00"),
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"),
    ] {
        let hours = hours_in(zone, day);
        assert_eq!((hours.len(), hours[0].name.as_str()), (23, first), "{zone}");
    }
}

#[test]
fn a_day_whose_midnight_comes_twice_begins_with_the_first() {
    for (zone, day, first, second) in [
        ("America/Havana", "2025-11-02", "2025-11-02T00:00:00-04:00", "2025-11-02T00:00:00-05:00"),
        ("Atlantic/Azores", "2025-10-26", "2025-10-26T00:00:00+00:00", "2025-10-26T00:00:00-01:00"),
    ] {
        let hours = hours_in(zone, day);
        assert_eq!((hours.len(), hours[0].name.as_str(), hours[1].name.as_str()), (25, first, second), "{zone}");
    }
}

#[test]
fn a_day_that_ends_twice_has_its_last_hour_twice() {
    // At midnight the clocks go back to 23:00 of the day that would have been over.
    for (zone, day, last) in [
        ("Africa/Cairo", "2025-10-30", "2025-10-30T23:00:00+02:00"),
        ("Asia/Beirut", "2025-10-25", "2025-10-25T23:00:00+02:00"),
        ("America/Asuncion", "2023-03-25", "2023-03-25T23:00:00-04:00"),
    ] {
        let hours = hours_in(zone, day);
        assert_eq!((hours.len(), hours[24].name.as_str()), (25, last), "{zone}");
    }
}

#[test]
fn a_day_that_was_skipped_whole_has_no_hours_and_leaves_no_gap() {
    // Samoa crossed the date line at the end of 29 December 2011, Kwajalein at the end of 20 August 1993.
    for (zone, before, skipped, after) in [
        ("Pacific/Apia", "2011-12-29", "2011-12-30", "2011-12-31"),
        ("Pacific/Kwajalein", "1993-08-20", "1993-08-21", "1993-08-22"),
    ] {
        assert!(hours_in(zone, skipped).is_empty(), "{zone}");
        let (before, after) = (hours_in(zone, before), hours_in(zone, after));
        assert_eq!((before.len(), after.len()), (24, 24), "{zone}");
        assert_eq!(before[23].instant + 3600, after[0].instant, "{zone}");
    }
}

/// The first instant at which a zone's clocks show this day, or a later one where the day was skipped.
fn first_instant(day: NaiveDate, zone: &Iana) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    // The day before begins long before this, and since 1990 all clocks differ by multiples of a quarter of an hour.
    let ahead = zone.offset_at(midnight - 86_400).max(zone.offset_at(midnight + 86_400));
    let start = midnight - i64::from(ahead) - 4 * 3600;
    assert!(zone.civil(start).date() < day);
    (start..midnight + 86_400).step_by(900).find(|instant| zone.civil(*instant).date() >= day).unwrap()
}

/// Checks a day against the database: its hours tile the time from its first instant to that of the next day.
fn check(day: NaiveDate, tz: Tz) -> Result<(), TestCaseError> {
    // At 02:00 of this day an Antarctic station went back to 23:00 of the day before. There is no telling to which of the
    // two its hours belong; it is the only such day.
    if tz == Tz::Antarctica__Casey && day == date("2010-03-05") {
        return Ok(());
    }
    let zone = Iana(tz);
    let (first, end) = (first_instant(day, &zone), first_instant(day.succ_opt().unwrap(), &zone));
    let mut expected = first;
    for place in hours(day, &zone) {
        let Bucket::Hour { instant, civil, offset } = place else { panic!("{place:?} should be an hour") };
        prop_assert_eq!(instant, expected, "{} {}", tz, day);
        prop_assert_eq!(civil, DateTime::from_timestamp(instant, 0).unwrap().with_timezone(&tz).naive_local());
        prop_assert_eq!(i64::from(offset), civil.and_utc().timestamp() - instant);
        prop_assert_eq!(civil.date(), day, "{} {}", tz, day);
        prop_assert!(civil.second() == 0);
        expected = instant + 3600;
    }
    // The last hour may be cut short, but it is never empty, and nothing is left over.
    prop_assert!(expected >= end && expected - end < 3600, "{} {}: {} and {}", tz, day, expected, end);
    Ok(())
}

/// The instants from 1990 to 2035 at which a zone changes its clocks.
fn changes(zone: &Iana) -> Vec<i64> {
    const WEEK: i64 = 7 * 86_400;
    let weeks = (instant("1990-01-01T00:00:00Z")..instant("2036-01-01T00:00:00Z")).step_by(604_800);
    let mut changes = Vec::new();
    let mut offset = None;
    for week in weeks {
        let before = offset.unwrap_or_else(|| zone.offset_at(week));
        let after = zone.offset_at(week + WEEK);
        if before != after {
            let (mut low, mut high) = (week, week + WEEK);
            while high - low > 1 {
                let middle = low.midpoint(high);
                *(if zone.offset_at(middle) == before { &mut low } else { &mut high }) = middle;
            }
            changes.push(high);
        }
        offset = Some(after);
    }
    changes
}

#[test]
fn hours_tile_the_days_around_every_change_of_clocks_in_every_zone() {
    let mut seen = HashSet::new();
    let mut checked = 0;
    for tz in TZ_VARIANTS {
        let zone = Iana(tz);
        let changes = changes(&zone);
        // Most zones of a continent have the same clocks.
        let days: Vec<NaiveDate> = changes.iter().map(|change| zone.civil(*change).date()).collect();
        let offsets: Vec<i32> = changes.iter().map(|change| zone.offset_at(*change)).collect();
        if seen.insert((changes, offsets)) {
            for day in days {
                for day in [day.pred_opt().unwrap(), day, day.succ_opt().unwrap()] {
                    check(day, tz).unwrap();
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 10_000, "only {checked} days were checked");
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn hours_tile_any_day_in_any_zone(tz in sample::select(TZ_VARIANTS.to_vec()), day in any::day_from(1990, 2035)) {
        check(day, tz)?;
    }
}

//! The series over the period's axis: missing is not zero, and nothing in the data can bend the axis.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::Datelike;
use proptest::prelude::*;
use support::{Iana, any, at, date, dispatch, on};
use vpp_core::domain::calendar::Bucket;
use vpp_core::domain::performance::{Dispatch, BucketValue, Tense};
use vpp_core::domain::{Decimal, Performance, Period, PeriodType, Point, Timestamp, Zone};

const DENVER: &str = "America/Denver";

fn performance(kind: PeriodType, day: &str, points: Vec<Point>) -> Performance {
    Performance {
        currency: "USD".to_owned(),
        period: Period::containing(kind, date(day)),
        available: PeriodType::ALL.to_vec(),
        has_previous: true,
        has_next: true,
        total: Dispatch::default(),
        points,
    }
}

fn values(kind: PeriodType, day: &str, points: Vec<Point>) -> Vec<BucketValue> {
    performance(kind, day, points).values(&Iana::named(DENVER), date("2030-01-01"))
}

/// The places with dispatch, by name.
fn filled(values: &[BucketValue]) -> Vec<(String, Dispatch)> {
    values.iter().filter_map(|slot| Some((slot.place.name(), slot.dispatch?))).collect()
}

fn names(expected: &[(&str, &str, &str)]) -> Vec<(String, Dispatch)> {
    expected.iter().map(|(name, energy, earnings)| ((*name).to_owned(), dispatch(energy, earnings))).collect()
}

#[test]
fn the_documented_month_has_28_places_of_which_12_are_filled() {
    let shown = support::documented().performance.unwrap();
    let values = shown.values(&Iana::named(DENVER), date("2025-02-28"));
    assert_eq!(values.len(), 28);
    let filled = filled(&values);
    assert_eq!(filled.len(), 12);
    assert_eq!(filled[8], ("2025-02-16".to_owned(), dispatch("7.85", "8.91")));
    let sum = |part: fn(&Dispatch) -> Decimal| filled.iter().map(|(_, dispatch)| part(dispatch)).sum::<Decimal>();
    assert_eq!((sum(|one| one.energy), sum(|one| one.earnings)), (shown.total.energy, shown.total.earnings));
}

#[test]
fn the_axis_comes_from_the_period_and_not_from_the_data() {
    let axis = |kind, day, points: &[Point]| values(kind, day, points.to_vec()).len();
    let one = |day| [on(day, "1", "1")];
    assert_eq!(axis(PeriodType::Month, "2024-02-10", &[]), 29);
    assert_eq!(axis(PeriodType::Month, "2024-02-10", &one("2024-02-29")), 29);
    assert_eq!(axis(PeriodType::Year, "2024-02-10", &[]), 12);
    assert_eq!(axis(PeriodType::Year, "2024-02-10", &one("2024-02-01")), 12);
    assert_eq!(axis(PeriodType::Year, "2024-02-10", &one("2024-02-02")), 366);
    assert_eq!(axis(PeriodType::Year, "2025-02-10", &[at("2025-02-01T00:00:00-07:00", "1", "1")]), 365);
    assert_eq!(axis(PeriodType::Day, "2025-02-16", &[]), 24);
    assert_eq!(axis(PeriodType::Day, "2025-11-02", &[at("2025-11-02T12:00:00Z", "1", "1")]), 25);
    assert_eq!(axis(PeriodType::Day, "2025-02-16", &one("2025-02-16")), 1);
}

#[test]
fn places_stand_in_order_and_each_once() {
    for (kind, points) in [
        (PeriodType::Day, vec![]),
        (PeriodType::Month, vec![]),
        (PeriodType::Year, vec![]),
        (PeriodType::Year, vec![on("2025-11-02", "1", "1")]),
    ] {
        let places: Vec<Bucket> = values(kind, "2025-11-02", points).iter().map(|slot| slot.place).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{kind:?}");
        let mut names: Vec<String> = places.iter().map(|place| place.name()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), places.len(), "{kind:?}");
    }
}

#[test]
fn disorder_duplicates_and_points_outside_do_not_break_the_series() {
    let points = vec![
        on("2025-02-16", "2", "-0.10"),
        on("2025-02-01", "1", "1.10"),
        on("2025-03-01", "9", "9"),
        on("2025-02-16", "3", "0.30"),
        on("2025-01-31", "9", "9"),
        on("2025-02-28", "4", "0"),
        on("1900-01-01", "9", "9"),
    ];
    let values = values(PeriodType::Month, "2025-02-01", points);
    let expected = names(&[("2025-02-01", "1", "1.1"), ("2025-02-16", "5", "0.2"), ("2025-02-28", "4", "0")]);
    assert_eq!((values.len(), filled(&values)), (28, expected));
}

#[test]
fn nothing_earned_is_not_the_same_as_nothing_dispatched() {
    let values = values(PeriodType::Month, "2025-02-01", vec![on("2025-02-03", "0", "0")]);
    assert_eq!((values[1].dispatch, values[2].dispatch), (None, Some(Dispatch::default())));
}

#[test]
fn date_times_count_on_their_civil_day_in_the_zone_of_the_programme() {
    let points = vec![
        // Still the 31st of January in Denver.
        at("2025-02-01T06:59:59Z", "1", "1"),
        at("2025-02-01T07:00:00Z", "2", "2"),
        at("2025-02-28T23:59:59-07:00", "3", "3"),
        at("2025-03-01T00:00:00-07:00", "4", "4"),
        // The same instant as noon in Denver, written in Tokyo's offset, on the next date.
        at("2025-02-17T04:00:00+09:00", "5", "5"),
        on("2025-02-16", "6", "6"),
    ];
    let values = values(PeriodType::Month, "2025-02-01", points);
    let expected = names(&[("2025-02-01", "2", "2"), ("2025-02-16", "11", "11"), ("2025-02-28", "3", "3")]);
    assert_eq!((values.len(), filled(&values)), (28, expected));
}

#[test]
fn a_day_is_shown_by_the_hour_in_the_zone_of_the_programme() {
    let points = vec![
        at("2025-02-16T17:00:00-07:00", "1", "1"),
        at("2025-02-16T17:59:59-07:00", "2", "2"),
        at("2025-02-17T01:00:00Z", "3", "3"),
        at("2025-02-17T07:00:00Z", "9", "9"),
    ];
    let values = values(PeriodType::Day, "2025-02-16", points);
    let expected = names(&[("2025-02-16T17:00:00-07:00", "3", "3"), ("2025-02-16T18:00:00-07:00", "3", "3")]);
    assert_eq!((values.len(), filled(&values)), (24, expected));
}

#[test]
fn the_hour_that_comes_twice_stays_two_hours() {
    let points = vec![at("2025-11-02T01:00:00-06:00", "1", "1"), at("2025-11-02T01:30:00-07:00", "2", "2")];
    let expected = names(&[("2025-11-02T01:00:00-06:00", "1", "1"), ("2025-11-02T01:00:00-07:00", "2", "2")]);
    assert_eq!(filled(&values(PeriodType::Day, "2025-11-02", points)), expected);
}

#[test]
fn a_day_with_dates_only_is_one_place() {
    let values = values(PeriodType::Day, "2025-02-16", vec![on("2025-02-16", "1", "1"), on("2025-02-16", "2", "2")]);
    assert_eq!(filled(&values), names(&[("2025-02-16", "3", "3")]));
}

#[test]
fn a_date_among_hours_counts_at_the_first_hour() {
    let points = vec![on("2025-02-16", "1", "1"), at("2025-02-16T17:00:00-07:00", "2", "2")];
    let expected = names(&[("2025-02-16T00:00:00-07:00", "1", "1"), ("2025-02-16T17:00:00-07:00", "2", "2")]);
    assert_eq!(filled(&values(PeriodType::Day, "2025-02-16", points)), expected);
}

#[test]
fn a_year_is_shown_by_month_or_by_day_as_its_points_are() {
    let monthly = values(PeriodType::Year, "2025-01-01", vec![on("2025-12-01", "1", "1"), on("2025-01-01", "2", "2")]);
    assert_eq!((monthly.len(), filled(&monthly)), (12, names(&[("2025-01", "2", "2"), ("2025-12", "1", "1")])));
    let daily = values(PeriodType::Year, "2025-01-01", vec![on("2025-12-31", "1", "1"), on("2025-01-01", "2", "2")]);
    assert_eq!((daily.len(), filled(&daily)), (365, names(&[("2025-01-01", "2", "2"), ("2025-12-31", "1", "1")])));
}

#[test]
fn every_place_is_past_current_or_future() {
    let zone = Iana::named(DENVER);
    let counts = |kind, day: &str, points, today: &str| {
        let values = performance(kind, day, points).values(&zone, date(today));
        [Tense::Past, Tense::Current, Tense::Future]
            .map(|tense| values.iter().filter(|slot| slot.tense == tense).count())
    };
    let daily = || vec![on("2025-01-02", "1", "1")];
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-02-16"), [15, 1, 12]);
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-03-01"), [28, 0, 0]);
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-01-31"), [0, 0, 28]);
    assert_eq!(counts(PeriodType::Year, "2025-02-01", vec![], "2025-02-16"), [1, 1, 10]);
    assert_eq!(counts(PeriodType::Year, "2025-02-01", daily(), "2025-02-16"), [46, 1, 318]);
    // The hours of today are all current: the page knows the day only.
    assert_eq!(counts(PeriodType::Day, "2025-02-16", vec![], "2025-02-16"), [0, 24, 0]);
    assert_eq!(counts(PeriodType::Day, "2025-02-16", vec![], "2025-02-17"), [24, 0, 0]);
}

#[test]
fn a_stated_period_that_is_no_calendar_month_has_exactly_its_days() {
    let mut stated =
        performance(PeriodType::Month, "2025-02-01", vec![on("2025-03-09", "1", "1"), on("2025-02-09", "9", "9")]);
    stated.period = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    let values = stated.values(&Iana::named(DENVER), date("2030-01-01"));
    assert_eq!((values.len(), filled(&values)), (28, names(&[("2025-03-09", "1", "1")])));
}

/// A zone that counts how often it is asked.
struct Counting(Iana, std::cell::Cell<usize>);

impl Zone for Counting {
    fn offset_at(&self, instant: i64) -> i32 {
        self.1.set(self.1.get() + 1);
        self.0.offset_at(instant)
    }
}

#[test]
fn a_hundred_points_for_every_day_of_a_year_ask_the_zone_once_each() {
    // In the browser each question to the zone costs microseconds, so their number must not grow beyond the points'.
    let day = |index: i64| date("2024-01-01") + chrono::TimeDelta::days(index / 100);
    // A minute apart, because the same point twice at one instant counts once.
    let noon = |index: i64| day(index).and_hms_opt(18, 0, 0).unwrap().and_utc().timestamp() + index % 100 * 60;
    let one = dispatch("0.01", "0.01");
    let points = (0..36_600).map(|index| Point { when: Timestamp::Instant(noon(index)), dispatch: one }).collect();
    let zone = Counting(Iana::named(DENVER), std::cell::Cell::new(0));
    let values = performance(PeriodType::Year, "2024-01-01", points).values(&zone, date("2030-01-01"));
    assert_eq!(values.len(), 366);
    assert!(values.iter().all(|slot| slot.dispatch == Some(dispatch("1", "1"))));
    assert!(zone.1.get() <= 36_600, "asked {} times", zone.1.get());
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn the_slots_add_up_to_the_points_inside_the_period(
        shown in (any::kind(), any::day_from(1990, 2035)).prop_flat_map(|(kind, day)| {
            any::performance_in(Just(Period::containing(kind, day)))
        }),
        zone in prop::sample::select(vec![DENVER, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]),
        today in any::day_from(1990, 2035),
    ) {
        let zone = Iana::named(zone);
        let inside = |point: &&Point| shown.period.contains(match point.when {
            Timestamp::Date(date) => date,
            Timestamp::Instant(instant) => zone.civil(instant).date(),
        });
        let points = || shown.points.iter().filter(inside).map(|point| point.dispatch);
        let values = shown.values(&zone, today);
        let filled = || values.iter().filter_map(|slot| slot.dispatch);
        prop_assert_eq!(filled().map(|one| one.energy).sum::<Decimal>(), points().map(|one| one.energy).sum());
        prop_assert_eq!(filled().map(|one| one.earnings).sum::<Decimal>(), points().map(|one| one.earnings).sum());
        prop_assert!(filled().count() <= points().count());
    }

    #[test]
    fn the_order_of_the_points_does_not_matter(
        (shown, shuffled) in any::performance_in((any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| Period::containing(kind, day)))
            .prop_flat_map(|shown| (Just(shown.clone()), Just(shown.points).prop_shuffle())),
    ) {
        let zone = Iana::named(DENVER);
        let other = Performance { points: shuffled, ..shown.clone() };
        prop_assert_eq!(shown.values(&zone, date("2025-01-01")), other.values(&zone, date("2025-01-01")));
    }

    #[test]
    fn the_number_of_places_is_that_of_the_calendar(shown in any::performance_in(any::period())) {
        let values = shown.values(&Iana::named("UTC"), date("2025-01-01"));
        let days = shown.period.days().count();
        let months = shown.period.days().filter(|day| day.day() == 1).count();
        match values.first().map(|slot| slot.place) {
            Some(Bucket::Hour { .. }) => prop_assert_eq!(values.len(), 24 * days),
            Some(Bucket::Day(_)) => prop_assert_eq!(values.len(), days),
            Some(Bucket::Month(_)) => prop_assert_eq!(values.len(), months),
            None => prop_assert_eq!(months, 0),
        }
    }
}

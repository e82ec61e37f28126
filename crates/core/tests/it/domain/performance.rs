//! The series on the axis of its period: a missing point is not zero, and the data never changes the axis.

use crate::support::{
    DENVER, Iana, any, at, date, dispatch, dispatched, documented_figures, known, of_bucket, of_point, on, sum,
};
use chrono::{DateTime, Datelike};
use proptest::prelude::*;
use vpp_core::domain::calendar::Bucket;
use vpp_core::domain::performance::{BucketState, BucketValue, Dispatch, Tense};
use vpp_core::domain::point::distinct;
use vpp_core::domain::{Performance, Period, PeriodType, Point, Timestamp, Zone};

fn performance(kind: PeriodType, day: &str, points: Vec<Point>) -> Performance {
    Performance { period: Period::containing(kind, date(day)), points, ..documented_figures() }
}

fn values(kind: PeriodType, day: &str, points: Vec<Point>) -> Vec<BucketValue> {
    performance(kind, day, points).bucket_values(&Iana::named(DENVER), date("2030-01-01"))
}

fn names(expected: &[(&str, &str, &str)]) -> Vec<(String, Dispatch)> {
    expected.iter().map(|(name, energy, earnings)| ((*name).to_owned(), dispatch(energy, earnings))).collect()
}

#[test]
fn the_axis_comes_from_the_period_not_from_the_data() {
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
fn buckets_are_in_order_and_unique() {
    for (kind, points) in [
        (PeriodType::Day, vec![]),
        (PeriodType::Month, vec![]),
        (PeriodType::Year, vec![]),
        (PeriodType::Year, vec![on("2025-11-02", "1", "1")]),
    ] {
        let buckets: Vec<Bucket> = values(kind, "2025-11-02", points).iter().map(|value| value.bucket).collect();
        assert!(buckets.windows(2).all(|pair| pair[0] < pair[1]), "{kind:?}");
        let mut names: Vec<String> = buckets.iter().map(|bucket| bucket.name()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), buckets.len(), "{kind:?}");
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
    assert_eq!((values.len(), dispatched(&values)), (28, expected));
}

#[test]
fn a_row_of_zeros_is_no_dispatch_and_zero_of_one_figure_is() {
    let rows = vec![on("2025-02-03", "0", "0"), on("2025-02-04", "1", "0"), on("2025-02-05", "0", "1")];
    let values = values(PeriodType::Month, "2025-02-01", rows);
    assert_eq!(dispatched(&values), names(&[("2025-02-04", "1", "0"), ("2025-02-05", "0", "1")]));
    assert_eq!([1, 2].map(|index| values[index].state()), [BucketState::Nothing; 2]);
}

#[test]
fn a_date_time_counts_on_its_civil_day_in_the_programmes_zone() {
    let points = vec![
        // Still 31 January in Denver.
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
    assert_eq!((values.len(), dispatched(&values)), (28, expected));
}

#[test]
fn a_day_has_the_hours_of_the_programmes_zone() {
    let points = vec![
        at("2025-02-16T17:00:00-07:00", "1", "1"),
        at("2025-02-16T17:59:59-07:00", "2", "2"),
        at("2025-02-17T01:00:00Z", "3", "3"),
        at("2025-02-17T07:00:00Z", "9", "9"),
    ];
    let values = values(PeriodType::Day, "2025-02-16", points);
    let expected = names(&[("2025-02-16T17:00:00-07:00", "3", "3"), ("2025-02-16T18:00:00-07:00", "3", "3")]);
    assert_eq!((values.len(), dispatched(&values)), (24, expected));
}

#[test]
fn a_repeated_hour_is_two_buckets() {
    let points = vec![at("2025-11-02T01:00:00-06:00", "1", "1"), at("2025-11-02T01:30:00-07:00", "2", "2")];
    let expected = names(&[("2025-11-02T01:00:00-06:00", "1", "1"), ("2025-11-02T01:00:00-07:00", "2", "2")]);
    assert_eq!(dispatched(&values(PeriodType::Day, "2025-11-02", points)), expected);
}

#[test]
fn a_day_whose_points_are_dates_is_one_bucket() {
    let values = values(PeriodType::Day, "2025-02-16", vec![on("2025-02-16", "1", "1"), on("2025-02-16", "2", "2")]);
    assert_eq!(dispatched(&values), names(&[("2025-02-16", "3", "3")]));
}

#[test]
fn a_date_among_hours_counts_in_the_first_hour() {
    let points = vec![on("2025-02-16", "1", "1"), at("2025-02-16T17:00:00-07:00", "2", "2")];
    let expected = names(&[("2025-02-16T00:00:00-07:00", "1", "1"), ("2025-02-16T17:00:00-07:00", "2", "2")]);
    assert_eq!(dispatched(&values(PeriodType::Day, "2025-02-16", points)), expected);
}

#[test]
fn a_year_has_months_or_days_as_its_points_do() {
    let monthly = values(PeriodType::Year, "2025-01-01", vec![on("2025-12-01", "1", "1"), on("2025-01-01", "2", "2")]);
    assert_eq!((monthly.len(), dispatched(&monthly)), (12, names(&[("2025-01", "2", "2"), ("2025-12", "1", "1")])));
    let daily = values(PeriodType::Year, "2025-01-01", vec![on("2025-12-31", "1", "1"), on("2025-01-01", "2", "2")]);
    assert_eq!((daily.len(), dispatched(&daily)), (365, names(&[("2025-01-01", "2", "2"), ("2025-12-31", "1", "1")])));
}

#[test]
fn every_bucket_is_past_current_or_future() {
    let zone = Iana::named(DENVER);
    let counts = |kind, day: &str, points, today: &str| {
        let values = performance(kind, day, points).bucket_values(&zone, date(today));
        [Tense::Past, Tense::Current, Tense::Future]
            .map(|tense| values.iter().filter(|value| value.tense == tense).count())
    };
    let daily = || vec![on("2025-01-02", "1", "1")];
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-02-16"), [15, 1, 12]);
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-03-01"), [28, 0, 0]);
    assert_eq!(counts(PeriodType::Month, "2025-02-01", vec![], "2025-01-31"), [0, 0, 28]);
    assert_eq!(counts(PeriodType::Year, "2025-02-01", vec![], "2025-02-16"), [1, 1, 10]);
    assert_eq!(counts(PeriodType::Year, "2025-02-01", daily(), "2025-02-16"), [46, 1, 318]);
    // The page knows the day but not the time, so all hours of today are current.
    assert_eq!(counts(PeriodType::Day, "2025-02-16", vec![], "2025-02-16"), [0, 24, 0]);
    assert_eq!(counts(PeriodType::Day, "2025-02-16", vec![], "2025-02-17"), [24, 0, 0]);
}

#[test]
fn a_stated_period_has_exactly_its_days() {
    let mut stated =
        performance(PeriodType::Month, "2025-02-01", vec![on("2025-03-09", "1", "1"), on("2025-02-09", "9", "9")]);
    stated.period = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    let values = stated.bucket_values(&Iana::named(DENVER), date("2030-01-01"));
    assert_eq!((values.len(), dispatched(&values)), (28, names(&[("2025-03-09", "1", "1")])));
}

/// A zone that counts how often it is queried.
struct Counting(Iana, std::cell::Cell<usize>);

impl Zone for Counting {
    fn offset_at(&self, instant: i64) -> i32 {
        self.1.set(self.1.get() + 1);
        self.0.offset_at(instant)
    }
}

#[test]
fn each_point_queries_the_zone_at_most_once() {
    // In the browser each query costs microseconds, so there must not be more of them than points.
    let day = |index: i64| date("2024-01-01") + chrono::TimeDelta::days(index / 100);
    // A minute apart, because a point that repeats another counts once.
    let noon = |index: i64| day(index).and_hms_opt(18, 0, 0).unwrap().and_utc().timestamp() + index % 100 * 60;
    let one = dispatch("0.01", "0.01");
    let points = (0..36_600).map(|index| known(Timestamp::Time(noon(index), Some(0)), one)).collect();
    let zone = Counting(Iana::named(DENVER), std::cell::Cell::new(0));
    let values = performance(PeriodType::Year, "2024-01-01", points).bucket_values(&zone, date("2030-01-01"));
    assert_eq!(values.len(), 366);
    assert!(values.iter().all(|value| of_bucket(value) == Some(dispatch("1", "1"))));
    assert!(zone.1.get() <= 36_600, "queried {} times", zone.1.get());
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_buckets_add_up_to_the_points_within_the_period(
        shown in (any::kind(), any::day_from(1990, 2035)).prop_flat_map(|(kind, day)| {
            any::performance_in(Just(Period::containing(kind, day)))
        }),
        zone in prop::sample::select(vec![DENVER, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]),
        today in any::day_from(1990, 2035),
    ) {
        let zone = Iana::named(zone);
        let inside = |point: &&Point| shown.period.contains(match point.when {
            Timestamp::Date(date) => date,
            Timestamp::Time(civil, None) => DateTime::from_timestamp(civil, 0).unwrap().date_naive(),
            Timestamp::Time(civil, Some(offset)) => zone.civil(civil - i64::from(offset)).date(),
        });
        let points = || shown.points.iter().filter(inside).map(of_point);
        let values = shown.bucket_values(&zone, today);
        let dispatches = || values.iter().filter_map(of_bucket);
        prop_assert_eq!(sum(dispatches()), sum(points()));
        prop_assert!(dispatches().count() <= points().count());
    }

    #[test]
    fn the_order_of_the_points_does_not_matter(
        (shown, shuffled) in any::performance_in((any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| Period::containing(kind, day)))
            .prop_flat_map(|shown| (Just(shown.clone()), Just(shown.points).prop_shuffle())),
    ) {
        let zone = Iana::named(DENVER);
        let other = Performance { points: shuffled, ..shown.clone() };
        prop_assert_eq!(shown.bucket_values(&zone, date("2025-01-01")), other.bucket_values(&zone, date("2025-01-01")));
    }

    #[test]
    fn points_sent_again_change_nothing(
        (shown, again) in any::performance_in((any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| Period::containing(kind, day)))
            .prop_flat_map(|shown| (Just(shown.clone()), Just([shown.points.clone(), shown.points].concat()).prop_shuffle())),
    ) {
        let zone = Iana::named(DENVER);
        let figures = |points: &[Point]| {
            let values = Performance { points: points.to_vec(), ..shown.clone() }.bucket_values(&zone, date("2025-01-01"));
            values.iter().map(of_bucket).collect::<Vec<_>>()
        };
        prop_assert_eq!(figures(&distinct(again)), figures(&shown.points));
    }

    #[test]
    fn the_calendar_decides_the_number_of_buckets(shown in any::performance_in(any::period())) {
        let values = shown.bucket_values(&Iana::named("UTC"), date("2025-01-01"));
        let days = shown.period.days().count();
        let months = shown.period.days().filter(|day| day.day() == 1 || *day == shown.period.start()).count();
        prop_assert!(values.len() <= 400);
        match values.first().map(|value| value.bucket) {
            Some(Bucket::Hour { .. }) => prop_assert_eq!((values.len(), days <= 2), (24 * days, true)),
            Some(Bucket::Day(_)) => prop_assert_eq!((values.len(), days <= 400), (days, true)),
            Some(Bucket::Month(_)) => prop_assert_eq!(values.len(), months),
            None => prop_assert!(false, "a period has a bucket"),
        }
    }
}

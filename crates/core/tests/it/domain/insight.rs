//! What follows from the figures: the best bucket, averages, shares, sums, and the months of a daily year.

use crate::support::{DENVER, Iana, any, at, date, decimal, dispatch, documented_figures, of_bucket, on};
use proptest::prelude::*;
use vpp_core::domain::calendar::{Bucket, first_of_month};
use vpp_core::domain::insight::{rate, share};
use vpp_core::domain::performance::{BucketValue, Dispatch, Tense, by_month};
use vpp_core::domain::{Decimal, Insight, Performance, Period, PeriodType, Point};

fn month_of(points: Vec<Point>, total: Dispatch) -> (Performance, Vec<BucketValue>) {
    let performance = Performance { points, total, ..documented_figures() };
    let values = values(&performance);
    (performance, values)
}

fn values(performance: &Performance) -> Vec<BucketValue> {
    performance.bucket_values(&Iana::named(DENVER), date("2025-02-28"))
}

fn insight(points: Vec<Point>, total: Dispatch) -> Insight {
    let (performance, values) = month_of(points, total);
    Insight::of(&performance, &values)
}

fn best(insight: &Insight) -> Option<String> {
    insight.best.map(|value| value.bucket.name())
}

#[test]
fn of_two_best_buckets_the_earlier_one_is_named() {
    let mut points = vec![on("2025-02-20", "1", "7"), on("2025-02-03", "9", "7"), on("2025-02-11", "1", "6.999999")];
    for _ in 0..3 {
        points.rotate_left(1);
        assert_eq!(best(&insight(points.clone(), dispatch("11", "20.999999"))), Some("2025-02-03".to_owned()));
    }
}

#[test]
fn the_best_bucket_is_one_of_at_least_two_and_earned_something() {
    let of = |amounts: &[(&str, &str)]| {
        best(&insight(amounts.iter().map(|(day, earnings)| on(day, "1", earnings)).collect(), dispatch("1", "1")))
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[("2025-02-03", "5")]), None);
    assert_eq!(of(&[("2025-02-03", "-5"), ("2025-02-04", "-1")]), None);
    assert_eq!(of(&[("2025-02-03", "-5"), ("2025-02-04", "0")]), None);
    assert_eq!(of(&[("2025-02-03", "-5"), ("2025-02-04", "0.000001")]), Some("2025-02-04".to_owned()));
}

#[test]
fn points_of_one_day_are_one_bucket() {
    let points = vec![on("2025-02-03", "1", "3"), on("2025-02-04", "1", "5"), on("2025-02-03", "1", "4")];
    let insight = insight(points, dispatch("3", "12"));
    assert_eq!((insight.dispatched, best(&insight)), (2, Some("2025-02-03".to_owned())));
    assert_eq!(insight.per_bucket, Some(decimal("6")));
}

#[test]
fn averages_are_computed_from_connects_total() {
    for (total, of_three) in
        [("10", "3.333333"), ("20", "6.666667"), ("-20", "-6.666667"), ("0.000001", "0"), ("0", "0")]
    {
        let points = (1..=3).map(|day| on(&format!("2025-02-0{day}"), "1", "1")).collect();
        assert_eq!(insight(points, dispatch("1", total)).per_bucket, Some(decimal(of_three)), "{total}");
    }
    let one = insight(vec![on("2025-02-01", "1", "5")], dispatch("2", "5"));
    assert_eq!((one.per_bucket, one.per_kwh), (None, Some(decimal("2.5"))));
}

#[test]
fn earnings_without_energy_have_no_rate() {
    assert_eq!(rate(decimal("0"), decimal("5")), None);
    assert_eq!(rate(decimal("-1"), decimal("5")), None);
    assert_eq!(rate(decimal("0.000003"), decimal("0.000002")), Some(decimal("0.666667")));
    assert_eq!(rate(decimal("3"), decimal("-2")), Some(decimal("-0.666667")));
    assert_eq!(rate(decimal("54.7"), decimal("0")), Some(Decimal::ZERO));
}

#[test]
fn a_share_needs_a_positive_whole_and_a_part_of_it() {
    for (part, whole, expected) in [
        ("1", "3", Some("0.333333")),
        ("2", "3", Some("0.666667")),
        ("5", "5", Some("1")),
        ("0", "5", Some("0")),
        ("0.000001", "9000000000", Some("0")),
        ("-1", "5", None),
        ("6", "5", None),
        ("0", "0", None),
        ("0", "-5", None),
        ("-6", "-5", None),
    ] {
        assert_eq!(share(decimal(part), decimal(whole)), expected.map(decimal), "{part} of {whole}");
    }
}

#[test]
fn the_sum_is_that_of_the_buckets() {
    let points = || vec![on("2025-02-03", "1", "3"), on("2025-02-04", "1", "-5.000001")];
    assert_eq!(insight(points(), dispatch("9", "-2.000001")).sum, dispatch("2", "-2.000001"));
    assert_eq!(insight(points(), dispatch("2", "-2")).sum, dispatch("2", "-2.000001"));
    // A point outside the period is not in any bucket.
    let mut more = points();
    more.push(on("2025-03-01", "1", "1"));
    assert_eq!(insight(more, dispatch("3", "-1.000001")).sum, dispatch("2", "-2.000001"));
    assert_eq!(insight(vec![], Dispatch::default()).sum, Dispatch::default());
}

#[test]
fn without_dispatch_the_sum_is_zero() {
    assert_eq!(insight(vec![], dispatch("54.7", "62.1")).sum, Dispatch::default());
}

fn year(points: Vec<Point>) -> Vec<BucketValue> {
    let period = Period::containing(PeriodType::Year, date("2024-01-01"));
    let shown = Performance { period, points, ..documented_figures() };
    shown.bucket_values(&Iana::named(DENVER), date("2024-06-18"))
}

#[test]
fn the_days_of_a_year_are_grouped_into_months() {
    let days = year(vec![on("2024-01-31", "1", "1"), on("2024-01-02", "2", "0.000001"), on("2024-12-31", "3", "-3")]);
    assert_eq!(days.len(), 366);
    let months = by_month(days);
    let read = |value: &BucketValue| (value.bucket.name(), of_bucket(value), value.tense);
    assert_eq!(months.len(), 12);
    assert_eq!(months[6].tense, Tense::Past, "what lies before a dispatch is over");
    assert_eq!(read(&months[0]), ("2024-01".to_owned(), Some(dispatch("3", "1.000001")), Tense::Past));
    assert_eq!(read(&months[4]), ("2024-05".to_owned(), None, Tense::Past));
    assert_eq!(read(&months[5]), ("2024-06".to_owned(), None, Tense::Current));
    assert_eq!(read(&months[11]), ("2024-12".to_owned(), Some(dispatch("3", "-3")), Tense::Past));
}

#[test]
fn hours_and_months_are_not_grouped() {
    let months = year(vec![on("2024-02-01", "1", "1")]);
    assert_eq!(by_month(months.clone()), months);
    let mut shown = documented_figures();
    shown.period = Period::containing(PeriodType::Day, date("2025-11-02"));
    shown.points = vec![at("2025-11-02T08:00:00Z", "1", "1")];
    let hours = values(&shown);
    assert_eq!(hours.len(), 25);
    assert_eq!(by_month(hours.clone()), hours);
    assert_eq!(by_month(Vec::new()), []);
}

fn sum(values: &[BucketValue]) -> Dispatch {
    crate::support::sum(values.iter().filter_map(of_bucket))
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_months_add_up_to_the_days(
        shown in any::performance_in((any::kind(), any::day_from(1990, 2035), 0..366i64, any::<bool>()).prop_map(
            |(kind, day, length, stated)| {
                let end = day + chrono::TimeDelta::days(length);
                if stated { Period::stated(kind, day, end).unwrap() } else { Period::containing(kind, day) }
            },
        )),
        today in any::day_from(1990, 2035),
    ) {
        let days = shown.bucket_values(&Iana::named("UTC"), today);
        let months = by_month(days.clone());
        prop_assert_eq!(sum(&months), sum(&days));
        let is_day = |value: &BucketValue| matches!(value.bucket, Bucket::Day(_));
        prop_assert!(!months.iter().any(is_day));
        prop_assert!(months.windows(2).all(|pair| pair[0].bucket < pair[1].bucket));
        for month in months.iter().filter(|value| matches!(value.bucket, Bucket::Month(_))) {
            let within: Vec<BucketValue> =
                days.iter().filter(|day| first_of_month(day.bucket.date()) == month.bucket.date()).copied().collect();
            let dispatched = within.iter().any(|day| of_bucket(day).is_some());
            prop_assert_eq!(of_bucket(month), dispatched.then(|| sum(&within)), "no dispatch is not zero");
            prop_assert_eq!(month.incomplete, within.iter().any(|day| day.incomplete));
        }
    }

    #[test]
    fn insights_follow_from_the_buckets(shown in any::performance_in(any::period())) {
        let values = values(&shown);
        let insight = Insight::of(&shown, &values);
        let dispatches: Vec<Dispatch> = values.iter().filter_map(of_bucket).collect();
        prop_assert_eq!(insight.dispatched, dispatches.len());
        prop_assert_eq!(insight.sum, sum(&values));
        let highest = dispatches.iter().map(|one| one.earnings).max().filter(|highest| *highest > Decimal::ZERO);
        prop_assert_eq!(insight.best.and_then(|best| best.earnings), highest.filter(|_| dispatches.len() > 1));
        if let Some(best) = insight.best {
            let first = values.iter().find(|value| value.earnings == highest);
            prop_assert_eq!(Some(&best), first);
        }
        prop_assert!(insight.per_kwh.is_none() || !values.iter().any(|value| value.incomplete));
        prop_assert!(insight.per_bucket.is_none() || !values.iter().any(BucketValue::is_open));
        // The rounded average is off by half a millionth at most, for each bucket.
        if let Some(average) = insight.per_bucket {
            let count = i64::try_from(dispatches.len()).unwrap();
            let distance = average.millionths() * count - shown.total.earnings.millionths();
            prop_assert!(distance.abs() * 2 <= count);
        }
    }

    #[test]
    fn a_share_lies_between_zero_and_one(part in any::dispatch(), whole in any::dispatch()) {
        if let Some(share) = share(part.earnings, whole.earnings) {
            prop_assert!(Decimal::ZERO <= share && share <= Decimal::from_count(1));
            prop_assert!(!part.earnings.is_negative() && part.earnings <= whole.earnings);
        }
    }

    #[test]
    fn a_quotient_is_rounded_half_away_from_zero(
        value in any::<i64>(), divisor in prop_oneof![1i64..2_000, 1i64..=9_000_000_000_000_000],
    ) {
        let (wide, by) = (i128::from(value) * 1_000_000, i128::from(divisor));
        let exact = (wide.abs() * 2 + by) / (2 * by) * wide.signum();
        let quotient = Decimal::from_millionths(value).checked_div(Decimal::from_millionths(divisor));
        prop_assert_eq!(quotient.map(Decimal::millionths), i64::try_from(exact).ok());
    }

    #[test]
    fn subtraction_reverses_addition(value in any::dispatch(), other in any::dispatch()) {
        let difference = value.earnings.saturating_sub(other.earnings);
        prop_assert_eq!(difference.saturating_add(other.earnings), value.earnings);
        prop_assert_eq!(other.earnings.saturating_sub(value.earnings).millionths(), -difference.millionths());
    }
}

#[test]
fn differences_and_counts_saturate() {
    let (lowest, highest) = (Decimal::from_millionths(i64::MIN), Decimal::from_millionths(i64::MAX));
    assert_eq!((lowest.saturating_sub(highest), highest.saturating_sub(lowest)), (lowest, highest));
    assert_eq!((Decimal::from_count(0), Decimal::from_count(31)), (Decimal::ZERO, decimal("31")));
    assert_eq!(Decimal::from_count(i64::MAX.unsigned_abs() as usize), highest);
}

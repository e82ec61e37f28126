//! What follows from the figures, exactly: best place, averages, shares, sums, and the months of a year of days.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::prelude::*;
use support::{Iana, any, at, date, decimal, dispatch, documented, on};
use vpp_core::domain::calendar::{Bucket, first_of_month};
use vpp_core::domain::performance::{Dispatch, BucketValue, Tense, by_month};
use vpp_core::domain::insight::{rate, share};
use vpp_core::domain::{Decimal, Insight, Performance, Period, PeriodType, Point};

fn month_of(points: Vec<Point>, total: Dispatch) -> (Performance, Vec<BucketValue>) {
    let performance = Performance { points, total, ..documented().performance.unwrap() };
    let values = values(&performance);
    (performance, values)
}

fn values(performance: &Performance) -> Vec<BucketValue> {
    performance.values(&Iana::named("America/Denver"), date("2025-02-28"))
}

fn insight(points: Vec<Point>, total: Dispatch) -> Insight {
    let (performance, values) = month_of(points, total);
    Insight::of(&performance, &values)
}

fn best(insight: &Insight) -> Option<String> {
    insight.best.map(|slot| slot.place.name())
}

#[test]
fn the_documented_month_tells_what_the_document_says() {
    let shown = documented().performance.unwrap();
    let insight = Insight::of(&shown, &values(&shown));
    assert_eq!((insight.dispatched, best(&insight)), (12, Some("2025-02-16".to_owned())));
    // 62.1 / 12 and 62.1 / 54.7.
    assert_eq!((insight.per_place, insight.per_kwh), (Some(decimal("5.175")), Some(decimal("1.135283"))));
    assert_eq!(insight.sum, None);
}

#[test]
fn of_two_best_places_the_earlier_one_is_named_in_whatever_order_they_came() {
    let mut points = vec![on("2025-02-20", "1", "7"), on("2025-02-03", "9", "7"), on("2025-02-11", "1", "6.999999")];
    for _ in 0..3 {
        points.rotate_left(1);
        assert_eq!(best(&insight(points.clone(), dispatch("11", "20.999999"))), Some("2025-02-03".to_owned()));
    }
}

#[test]
fn a_best_place_is_one_of_two_at_least_and_earned_something() {
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
fn what_was_sent_in_parts_is_one_place() {
    let points = vec![on("2025-02-03", "1", "3"), on("2025-02-04", "1", "5"), on("2025-02-03", "1", "4")];
    let insight = insight(points, dispatch("3", "12"));
    assert_eq!((insight.dispatched, best(&insight)), (2, Some("2025-02-03".to_owned())));
    assert_eq!(insight.per_place, Some(decimal("6")));
}

#[test]
fn averages_are_of_connects_own_total() {
    // A third of a cent too little or too much is rounded half away from zero, to millionths.
    for (total, of_three) in
        [("10", "3.333333"), ("20", "6.666667"), ("-20", "-6.666667"), ("0.000001", "0"), ("0", "0")]
    {
        let points = (1..=3).map(|day| on(&format!("2025-02-0{day}"), "1", "1")).collect();
        assert_eq!(insight(points, dispatch("1", total)).per_place, Some(decimal(of_three)), "{total}");
    }
    let one = insight(vec![on("2025-02-01", "1", "5")], dispatch("2", "5"));
    assert_eq!((one.per_place, one.per_kwh), (None, Some(decimal("2.5"))));
}

#[test]
fn what_took_no_energy_has_no_rate() {
    assert_eq!(rate(dispatch("0", "5")), None);
    assert_eq!(rate(dispatch("-1", "5")), None);
    assert_eq!(rate(dispatch("0.000003", "0.000002")), Some(decimal("0.666667")));
    assert_eq!(rate(dispatch("3", "-2")), Some(decimal("-0.666667")));
    assert_eq!(rate(dispatch("54.7", "0")), Some(Decimal::ZERO));
}

#[test]
fn a_share_is_of_a_whole_that_there_is_something_of() {
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
fn a_sum_that_is_not_connects_total_is_told() {
    let points = || vec![on("2025-02-03", "1", "3"), on("2025-02-04", "1", "-5.000001")];
    assert_eq!(insight(points(), dispatch("9", "-2.000001")).sum, None);
    assert_eq!(insight(points(), dispatch("2", "-2")).sum, Some(decimal("-2.000001")));
    // What lies outside the period is in no bar.
    let mut more = points();
    more.push(on("2025-03-01", "1", "1"));
    assert_eq!(insight(more, dispatch("3", "-1.000001")).sum, Some(decimal("-2.000001")));
    assert_eq!(insight(vec![], Dispatch::default()).sum, None);
}

#[test]
fn a_total_without_a_single_bar_is_told_of_too() {
    assert_eq!(insight(vec![], dispatch("54.7", "62.1")).sum, Some(Decimal::ZERO));
}

fn year(points: Vec<Point>) -> Vec<BucketValue> {
    let period = Period::containing(PeriodType::Year, date("2024-01-01"));
    let shown = Performance { period, points, ..documented().performance.unwrap() };
    shown.values(&Iana::named("America/Denver"), date("2024-06-18"))
}

#[test]
fn the_days_of_a_year_become_its_months() {
    let days = year(vec![on("2024-01-31", "1", "1"), on("2024-01-02", "2", "0.000001"), on("2024-12-31", "3", "-3")]);
    assert_eq!(days.len(), 366);
    let months = by_month(days, date("2024-06-18"));
    let read = |slot: &BucketValue| (slot.place.name(), slot.dispatch, slot.tense);
    assert_eq!(months.len(), 12);
    assert_eq!(read(&months[0]), ("2024-01".to_owned(), Some(dispatch("3", "1.000001")), Tense::Past));
    assert_eq!(read(&months[4]), ("2024-05".to_owned(), None, Tense::Past));
    assert_eq!(read(&months[5]), ("2024-06".to_owned(), None, Tense::Current));
    assert_eq!(read(&months[11]), ("2024-12".to_owned(), Some(dispatch("3", "-3")), Tense::Future));
}

#[test]
fn what_are_no_days_stays_as_it_is() {
    let months = year(vec![on("2024-02-01", "1", "1")]);
    assert_eq!(by_month(months.clone(), date("2024-06-18")), months);
    let mut shown = documented().performance.unwrap();
    shown.period = Period::containing(PeriodType::Day, date("2025-11-02"));
    shown.points = vec![at("2025-11-02T08:00:00Z", "1", "1")];
    let hours = values(&shown);
    assert_eq!(hours.len(), 25);
    assert_eq!(by_month(hours.clone(), date("2025-02-28")), hours);
    assert_eq!(by_month(Vec::new(), date("2025-02-28")), []);
}

fn sum(values: &[BucketValue]) -> Dispatch {
    let filled = || values.iter().filter_map(|slot| slot.dispatch);
    Dispatch { energy: filled().map(|one| one.energy).sum(), earnings: filled().map(|one| one.earnings).sum() }
}

proptest! {
    #![proptest_config(support::cases(256))]

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
        let days = shown.values(&Iana::named("UTC"), today);
        let months = by_month(days.clone(), today);
        prop_assert_eq!(sum(&months), sum(&days));
        let is_day = |slot: &BucketValue| matches!(slot.place, Bucket::Day(_));
        prop_assert!(!months.iter().any(is_day));
        prop_assert!(months.windows(2).all(|pair| pair[0].place < pair[1].place));
        for month in months.iter().filter(|slot| matches!(slot.place, Bucket::Month(_))) {
            let within: Vec<BucketValue> =
                days.iter().filter(|day| first_of_month(day.place.date()) == month.place.date()).copied().collect();
            let filled = within.iter().any(|day| day.dispatch.is_some());
            prop_assert_eq!(month.dispatch, filled.then(|| sum(&within)), "nothing is not the same as zero");
        }
    }

    #[test]
    fn what_follows_does_so_from_the_bars(shown in any::performance_in(any::period())) {
        let values = values(&shown);
        let insight = Insight::of(&shown, &values);
        let filled: Vec<Dispatch> = values.iter().filter_map(|slot| slot.dispatch).collect();
        prop_assert_eq!(insight.dispatched, filled.len());
        let total: Decimal = filled.iter().map(|one| one.earnings).sum();
        prop_assert_eq!(insight.sum.unwrap_or(shown.total.earnings), total);
        let highest = filled.iter().map(|one| one.earnings).max().filter(|highest| *highest > Decimal::ZERO);
        prop_assert_eq!(insight.best.map(|best| best.dispatch.unwrap().earnings), highest.filter(|_| filled.len() > 1));
        if let Some(best) = insight.best {
            let first = values.iter().find(|slot| slot.dispatch.map(|one| one.earnings) == highest);
            prop_assert_eq!(Some(&best), first);
        }
        // A rounded average is half a millionth from the exact one at most, for each place.
        if let Some(average) = insight.per_place {
            let count = i64::try_from(filled.len()).unwrap();
            let distance = average.millionths() * count - shown.total.earnings.millionths();
            prop_assert!(distance.abs() * 2 <= count);
        }
    }

    #[test]
    fn a_share_is_none_or_a_part_of_one(part in any::dispatch(), whole in any::dispatch()) {
        if let Some(share) = share(part.earnings, whole.earnings) {
            prop_assert!(Decimal::ZERO <= share && share <= Decimal::from_count(1));
            prop_assert!(!part.earnings.is_negative() && part.earnings <= whole.earnings);
        }
    }

    #[test]
    fn a_quotient_is_rounded_half_away_from_zero_or_out_of_range(
        value in any::<i64>(), divisor in prop_oneof![1i64..2_000, 1i64..=9_000_000_000_000_000],
    ) {
        let (wide, by) = (i128::from(value) * 1_000_000, i128::from(divisor));
        let exact = (wide.abs() * 2 + by) / (2 * by) * wide.signum();
        let quotient = Decimal::from_millionths(value).checked_div(Decimal::from_millionths(divisor));
        prop_assert_eq!(quotient.map(Decimal::millionths), i64::try_from(exact).ok());
    }

    #[test]
    fn a_difference_and_its_subtrahend_add_up_again(value in any::dispatch(), other in any::dispatch()) {
        let difference = value.earnings.saturating_sub(other.earnings);
        prop_assert_eq!(difference.saturating_add(other.earnings), value.earnings);
        prop_assert_eq!(other.earnings.saturating_sub(value.earnings).millionths(), -difference.millionths());
    }
}

#[test]
fn differences_and_counts_stay_at_the_ends_of_the_range() {
    let (lowest, highest) = (Decimal::from_millionths(i64::MIN), Decimal::from_millionths(i64::MAX));
    assert_eq!((lowest.saturating_sub(highest), highest.saturating_sub(lowest)), (lowest, highest));
    assert_eq!((Decimal::from_count(0), Decimal::from_count(31)), (Decimal::ZERO, decimal("31")));
    assert_eq!(Decimal::from_count(i64::MAX.unsigned_abs() as usize), highest);
}

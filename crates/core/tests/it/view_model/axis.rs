//! The value axis: its ticks and their labels.

use crate::support::page::{Page, today};
use crate::support::wire::scenarios;
use crate::support::{DENVER, Iana, any, documented_with_figures, in_period, known, on, read_page};
use proptest::{collection, prelude::*};
use std::collections::HashSet;
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{Answer, Decimal, Period, PeriodType, Summary, Timestamp};
use vpp_core::state::{Measure, Msg};
use vpp_core::view_model::PeriodView;

/// February with these amounts, each as a point of its own, several on a day.
fn month_of(amounts: &[i64], per_day: usize) -> PeriodView {
    let summary = documented_with_figures(|figures| {
        let day = |index: usize| figures.period.start() + chrono::Days::new(u64::try_from(index / per_day).unwrap());
        let point = |(index, millionths): (usize, &i64)| {
            let dispatch = Dispatch { energy: Decimal::ZERO, earnings: Decimal::from_millionths(*millionths) };
            known(Timestamp::Date(day(index)), dispatch)
        };
        figures.points = amounts.iter().enumerate().map(point).collect();
    });
    Page::ready(summary).figures()
}

/// Ticks are evenly spaced, round and no finer than a cent; there are three to five where cents allow it. They include zero, and
/// a side ends at most a quarter beyond its longest bar. Their labels differ.
fn check_ticks(figures: &PeriodView) -> Result<(), TestCaseError> {
    const CENT: i64 = 10_000;
    let ticks: Vec<i64> = figures.axis.ticks.iter().map(|tick| tick.value).collect();
    let values: Vec<i64> = figures.bars.iter().filter_map(|bar| bar.value).collect();
    let low = values.iter().min().map_or(0, |low| *low.min(&0));
    let high = values.iter().max().map_or(0, |high| *high.max(&0));
    let fewest = if high - low >= 4 * CENT { 3 } else { 1 };
    prop_assert!((fewest..=5).contains(&ticks.len()) && ticks.contains(&0), "{:?} for {}..{}", ticks, low, high);
    let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
    prop_assert!(last - high <= high / 4 && low - first <= -low / 4, "{:?} for {}..{}", ticks, low, high);
    prop_assert_eq!((figures.axis.low, figures.axis.high), (low.min(first), high.max(last)));
    let step = ticks.get(1).map_or(CENT, |second| second - first);
    prop_assert!(ticks.windows(2).all(|pair| pair[1] - pair[0] == step) && step % CENT == 0, "{:?}", ticks);
    prop_assert!(first < low + step && last > high - step, "{:?} for {}..{}", ticks, low, high);
    let digits = step.to_string();
    prop_assert!(["1", "2", "25", "5"].contains(&digits.trim_end_matches('0')), "{}", step);
    let labels: HashSet<&str> = figures.axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
    prop_assert_eq!(labels.len(), ticks.len());
    Ok(())
}

/// The labels of the value axis of a month whose best day has this amount.
fn tick_labels(currency: &str, best: &str) -> Vec<String> {
    let mut summary = in_period(PeriodType::Month, "2025-02-01", vec![on("2025-02-03", best, best)]);
    summary.performance.as_mut().unwrap().currency = currency.to_owned();
    let ticks = Page::ready(summary).figures().axis.ticks;
    ticks.into_iter().map(|tick| tick.label).collect()
}

#[test]
fn ticks_are_no_finer_than_the_smallest_coin_and_whole_ones_have_no_decimals() {
    for (currency, best, labels) in [
        ("USD", "0.02", &["0", "0.01", "0.02"][..]),
        ("USD", "0.1", &["0", "0.05", "0.1"]),
        ("USD", "0.004", &["USD 0"]),
        ("USD", "8.91", &["USD 0", "USD 5", "USD 10"]),
        // The next round tick would leave a third of the plot empty.
        ("USD", "10.12", &["USD 0", "USD 5", "USD 10"]),
        ("JPY", "3", &["JPY 0", "JPY 1", "JPY 2", "JPY 3"]),
        ("JPY", "1", &["JPY 0", "JPY 1"]),
        ("KWD", "0.004", &["0", "0.001", "0.002", "0.003", "0.004"]),
        ("USD", "6000", &["0", "2000", "4000", "6000"]),
        ("USD", "9999", &["0K", "2K", "5K", "7K", "10K"]),
        ("USD", "5", &["USD 0", "USD 2", "USD 4", "USD 6"]),
        ("USD", "20000", &["0K", "5K", "10K", "15K", "20K"]),
        ("USD", "-15.5", &["-15", "-10", "-5", "0"]),
    ] {
        assert_eq!(tick_labels(currency, best), labels, "{currency} {best}");
    }
    let mut page = Page::ready(in_period(PeriodType::Month, "2025-02-01", vec![on("2025-02-03", "0.02", "9")]));
    page.send(Msg::MeasureSelected(Measure::Energy));
    let ticks = page.figures().axis.ticks;
    assert_eq!(
        ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(),
        ["0", "0.01", "0.02"],
        "with the unit they are too long"
    );
}

#[test]
fn all_customers_of_the_sandbox_have_such_ticks_in_either_measure() {
    let mut checked = 0;
    for scenario in scenarios() {
        let mut page = match read_page(&scenario.page).map(|read| read.answer) {
            Ok(Answer::Summary(summary)) => Page::ready(Summary::clone(&summary)),
            _ => continue,
        };
        for measure in [Measure::Earnings, Measure::Energy] {
            page.send(Msg::MeasureSelected(measure));
            let Some(figures) = page.summary().figures else { continue };
            // A thousandth of a dinar is finer than a cent.
            if scenario.name != "dinar" {
                check_ticks(&figures).unwrap_or_else(|fault| panic!("{}: {fault}", scenario.name));
            }
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_largest_amounts_have_ticks() {
    const LARGEST: i64 = 9_000_000_000_000_000;
    for amounts in
        [vec![LARGEST], vec![-LARGEST], vec![LARGEST, -LARGEST], vec![LARGEST; 28], vec![1], vec![-1], vec![0]]
    {
        check_ticks(&month_of(&amounts, 1)).unwrap();
    }
}

#[test]
fn a_sum_beyond_the_range_still_has_ticks() {
    // Two thousand of the largest amounts on one day saturate.
    for amount in [9_000_000_000_000_000, -9_000_000_000_000_000] {
        let figures = month_of(&[amount; 2000], 2000);
        assert!(figures.axis.ticks.iter().any(|tick| tick.value == 0));
        assert_eq!(figures.bars[0].value.unwrap().signum(), amount.signum());
    }
}

proptest! {
    #![proptest_config(crate::support::cases(64))]

    #[test]
    fn ticks_are_few_and_round_and_end_near_the_longest_bars(
        scale in prop::sample::select(vec![10i64, 10_000, 100_000_000, 9_000_000_000_000_000]),
        shares in collection::vec(-1000i64..=1000, 0..28),
        only_earnings in any::<bool>(),
    ) {
        let amount = |share: i64| scale / 1000 * share + share % 7;
        let amounts: Vec<i64> = shares.iter().map(|share| amount(if only_earnings { share.abs() } else { *share })).collect();
        check_ticks(&month_of(&amounts, 1))?;
    }

    #[test]
    fn any_figures_have_a_bar_for_each_bucket_with_its_own_name(summary in any::summary_in(
        (any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| Period::containing(kind, day)),
    )) {
        let Some(shown) = &summary.performance else { return Ok(()) };
        let values = shown.bucket_values(&Iana::named(DENVER), today());
        // Who does not take part has no chart without a point.
        let Some(figures) = Page::ready(summary.clone()).summary().figures else {
            prop_assert!(shown.points.is_empty());
            return Ok(());
        };
        prop_assert_eq!(figures.bars.len(), values.len());
        for (bar, value) in figures.bars.iter().zip(&values) {
            prop_assert_eq!(&bar.name, &value.bucket.name());
            prop_assert_eq!(bar.value, value.earnings.map(Decimal::millionths));
            prop_assert!(!(bar.current && bar.dispatch == "future"));
        }
        let names: HashSet<&str> = figures.bars.iter().map(|bar| bar.name.as_str()).collect();
        prop_assert_eq!(names.len(), figures.bars.len());
        check_ticks(&figures)?;
    }
}

//! The chart: its bars and the ticks of its value axis.

use super::naming::{is_marked, kwh};
use crate::domain::calendar::Bucket;
use crate::domain::performance::{BucketState, BucketValue};
use crate::domain::{Decimal, Performance};
use crate::locale::{DateStyle, Locale};
use crate::state::Measure;

/// A bucket of the chart's axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its stable name, for the hook `data-bar`.
    pub name: String,
    /// Its height in millionths of the currency or of a kilowatt-hour; `None` where it is not known or nothing was dispatched.
    pub value: Option<i64>,
    /// What can be said of it, for the hook `data-dispatch`.
    pub dispatch: &'static str,
    /// The label below it, where there is room for one.
    pub label: Option<String>,
    /// Whether it is today or the current month.
    pub current: bool,
}

/// A tick of the value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its height, in the unit of [`Bar::value`].
    pub value: i64,
    /// Its label.
    pub label: String,
}

pub(super) fn bars(values: &[BucketValue], measure: Measure, locale: &dyn Locale) -> Vec<Bar> {
    values
        .iter()
        .enumerate()
        .map(|(index, value)| Bar {
            name: value.bucket.name(),
            value: measured(value, measure).map(Decimal::millionths),
            dispatch: dispatch(value, measure),
            label: axis_label(index, values.len(), value.bucket, locale),
            current: is_marked(value),
        })
        .collect()
}

pub(super) fn ticks(
    values: &[BucketValue],
    performance: &Performance,
    measure: Measure,
    locale: &dyn Locale,
) -> Vec<Tick> {
    let heights = values.iter().filter_map(|value| Some(measured(value, measure)?.millionths()));
    let low = heights.clone().min().unwrap_or(0).min(0);
    let high = heights.max().unwrap_or(0).max(0);
    let label = |value| match measure {
        Measure::Earnings => locale.money(value, &performance.currency),
        Measure::Energy => kwh(value, locale),
    };
    round_ticks(low, high)
        .into_iter()
        .map(|value| Tick { value, label: label(Decimal::from_millionths(value)) })
        .collect()
}

pub(super) fn measured(value: &BucketValue, measure: Measure) -> Option<Decimal> {
    match measure {
        Measure::Earnings => value.earnings,
        Measure::Energy => value.energy,
    }
}

fn dispatch(value: &BucketValue, measure: Measure) -> &'static str {
    match value.state() {
        BucketState::Earned if measured(value, measure).or(value.earnings) < Some(Decimal::ZERO) => "penalty",
        BucketState::Earned => "earned",
        BucketState::Pending => "pending",
        BucketState::Unknown => "unknown",
        BucketState::Future => "future",
        BucketState::Nothing => "none",
    }
}

/// The label below a bucket, for so few of them that labels seldom touch.
fn axis_label(index: usize, count: usize, bucket: Bucket, locale: &dyn Locale) -> Option<String> {
    use chrono::{Datelike, Timelike};
    match bucket {
        Bucket::Month(date) => Some(locale.date(date, DateStyle::ShortMonth)),
        // In a year of days each month is named at its first day.
        Bucket::Day(date) if count > 31 => (date.day() == 1).then(|| locale.date(date, DateStyle::ShortMonth)),
        Bucket::Day(date) if count == 1 => Some(locale.date(date, DateStyle::ShortDay)),
        Bucket::Day(date) => (date.day() == 1 || date.day() % 7 == 1 && index + 2 < count)
            .then(|| locale.date(date, DateStyle::DayOfMonth)),
        Bucket::Hour { civil, .. } => (civil.hour() % 6 == 0 && civil.minute() == 0).then(|| locale.time(civil)),
    }
}

/// At most five round ticks that enclose all values; zero is always one of them.
fn round_ticks(low: i64, high: i64) -> Vec<i64> {
    // Twice the range of the axis must fit, too.
    let (low, high) = (low.max(i64::MIN / 4), high.min(i64::MAX / 4));
    let mut power = 1;
    'found: loop {
        for factor in [1, 2, 5] {
            let step: i64 = factor * power;
            // Rounded away from zero, the range takes this many steps.
            let below = (-low).div_euclid(step) + i64::from((-low) % step != 0);
            let above = high.div_euclid(step) + i64::from(high % step != 0);
            if below + above <= 4 {
                break 'found (-below..=above).map(|index| index * step).collect();
            }
        }
        match power.checked_mul(10) {
            Some(next) if next < i64::MAX / 100 => power = next,
            _ => break vec![0],
        }
    }
}

//! The chart: its bars and the ticks of its value axis.

use super::naming::{is_marked, is_today, kwh};
use crate::domain::calendar::Bucket;
use crate::domain::performance::{BucketState, BucketValue};
use crate::domain::{Decimal, Performance};
use crate::locale::{DateStyle, Locale, MessageId};
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
    /// What today is called; for today only. It replaces the label, and labels around it make room.
    pub today: Option<&'static str>,
}

/// The value axis. All its values are in the unit of [`Bar::value`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// The lowest value: that of a bar, a tick, or zero.
    pub low: i64,
    /// The highest value.
    pub high: i64,
    /// The ticks, from low to high; zero is among them. A bar may be longer than the last one.
    pub ticks: Vec<Tick>,
}

/// A tick of the value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its height.
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
            today: is_today(value).then(|| locale.text(MessageId::Today)),
        })
        .collect()
}

pub(super) fn axis(values: &[BucketValue], performance: &Performance, measure: Measure, locale: &dyn Locale) -> Axis {
    let heights = values.iter().filter_map(|value| Some(measured(value, measure)?.millionths()));
    let low = heights.clone().min().unwrap_or(0);
    let high = heights.max().unwrap_or(0);
    let currency = (measure == Measure::Earnings).then_some(performance.currency.as_str());
    let exact = |value| {
        let value = Decimal::from_millionths(value);
        currency.map_or_else(|| kwh(value, 2, locale), |currency| locale.money(value, currency))
    };
    // What is finer than the smallest coin is written as nothing.
    let mut finest = UNIT / 10_000;
    while finest < UNIT && exact(finest) == exact(0) {
        finest *= 10;
    }
    // Twice the range of the axis must fit, too.
    let [below, above] = [low.saturating_neg(), high].map(|side| side.clamp(0, i64::MAX / 4));
    let (step, fewer, more) = round_step(below, above, finest);
    let (first, last) = (-fewer * step, more * step);
    let compact = last.max(-first) >= COMPACT;
    let tick = |value, bare: bool| {
        let amount = Decimal::from_millionths(value);
        let label = match currency.filter(|_| !bare) {
            currency if compact => locale.compact(amount, currency),
            None if bare => locale.number(amount, 3),
            Some(currency) if step % UNIT == 0 => locale.rounded(amount, currency),
            _ => exact(value),
        };
        Tick { value, label }
    };
    let ticks = |bare| (-fewer..more + 1).map(|index| tick(index * step, bare)).collect::<Vec<_>>();
    let with_unit = ticks(false);
    // Long labels would leave a phone little room for the bars. The figures above the chart have the unit.
    let is_long = |tick: &Tick| tick.label.chars().count() > LONGEST;
    let ticks = if with_unit.iter().any(is_long) { ticks(true) } else { with_unit };
    Axis { low: first.min(-below), high: last.max(above), ticks }
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
        Bucket::Hour { civil, .. } => (civil.hour() % 6 == 0 && civil.minute() == 0).then(|| locale.hour(civil)),
    }
}

/// One unit of the currency, or a kilowatt-hour, in millionths.
const UNIT: i64 = 1_000_000;
/// From here on ticks are compact.
const COMPACT: i64 = 10_000 * UNIT;
/// How many characters a tick's label has at most with its unit.
const LONGEST: usize = 6;

/// The step of three to five round ticks, and how many of them are below and above zero. There are fewer where more would be
/// finer than the finest.
fn round_step(below: i64, above: i64, finest: i64) -> (i64, i64, i64) {
    let mut power = finest;
    while power < i64::MAX / 100 {
        for tenths in [10, 20, 25, 50] {
            let step = power / 10 * tenths;
            let [fewer, more] = [below, above].map(|side| steps(side, step));
            // "$2.50" would give every label decimals; three labels say as much.
            let is_odd = step == UNIT / 10 * 25;
            if fewer + more <= 4 && step % finest == 0 && !is_odd {
                return (step, fewer, more);
            }
        }
        power *= 10;
    }
    (power, 0, 0)
}

/// How many steps a side of the axis takes. It ends at most a quarter above its longest bar, else below.
fn steps(side: i64, step: i64) -> i64 {
    let below = side / step;
    let rest = side - below * step;
    below + i64::from(rest > 0 && step - rest <= side / 4)
}

//! The chart in words: what each bar is, what its axes say, and what is read of it.

use super::picker::{Choice, choice};
use crate::domain::calendar::{Period, Place};
use crate::domain::earnings::{Dispatch, Slot, Tense};
use crate::domain::insight::{rate, share};
use crate::domain::{Action, Decimal, Performance, PeriodType, Summary};
use crate::locale::{DateStyle, Locale, Text};
use crate::state::{Measure, Model};

/// A place of the chart's axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its stable name, for the hook `data-bar`.
    pub name: String,
    /// Its height in millionths of the currency or of a kilowatt-hour; `None` without dispatch.
    pub value: Option<i64>,
    /// The label under it, where there is room for one.
    pub label: Option<String>,
    /// Whether it is today, or the current month.
    pub current: bool,
    /// Whether it is still to come.
    pub future: bool,
}

/// A mark of the value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its height, as a bar's.
    pub value: i64,
    /// Its label.
    pub label: String,
}

/// The place that is read, in full.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its place among the bars, from 0.
    pub index: usize,
    /// The same from 1, for assistive technology.
    pub number: String,
    /// The full date, or the hour.
    pub place: String,
    /// What the bar shows, or why there is none.
    pub value: String,
    /// The other figures: earnings or energy, rate and share; empty without dispatch.
    pub detail: String,
    /// All in one, as assistive technology is told.
    pub spoken: String,
    /// The period that the place stands for, where Connect can be asked for it.
    pub open: Option<Choice>,
}

pub(super) fn bars(slots: &[Slot], measure: Measure, locale: &dyn Locale) -> Vec<Bar> {
    slots
        .iter()
        .enumerate()
        .map(|(index, slot)| Bar {
            name: slot.place.name(),
            value: slot.dispatch.map(|dispatch| measured(dispatch, measure).millionths()),
            label: tick(index, slots.len(), slot.place, locale),
            current: is_marked(slot),
            future: slot.tense == Tense::Future,
        })
        .collect()
}

pub(super) fn marks(slots: &[Slot], performance: &Performance, measure: Measure, locale: &dyn Locale) -> Vec<Mark> {
    let values = slots.iter().filter_map(|slot| Some(measured(slot.dispatch?, measure).millionths()));
    let low = values.clone().min().unwrap_or(0).min(0);
    let high = values.max().unwrap_or(0).max(0);
    let label = |value| match measure {
        Measure::Earnings => locale.money(value, &performance.currency),
        Measure::Energy => kwh(value, locale),
    };
    round_marks(low, high)
        .into_iter()
        .map(|value| Mark { value, label: label(Decimal::from_millionths(value)) })
        .collect()
}

/// What is read of the chart.
pub(super) fn reading(
    slots: &[Slot],
    summary: &Summary,
    performance: &Performance,
    model: &Model,
    locale: &dyn Locale,
) -> Option<Reading> {
    let index = model.reading?.place;
    let slot = slots.get(index)?;
    let mut place = place_name(slot.place, slots.len(), locale);
    if is_marked(slot) && matches!(slot.place, Place::Day(_)) {
        place = [&place, locale.text(Text::Today)].join(SEPARATOR);
    }
    let (earnings, energy) = cells(slot, &performance.currency, locale);
    let mut value = earnings;
    let mut detail = String::new();
    if let Some(dispatch) = slot.dispatch {
        let mut other = energy;
        if model.measure == Measure::Energy {
            std::mem::swap(&mut value, &mut other);
        }
        detail = other;
        let rate = rate(dispatch).map(|rate| locale.money(rate, &performance.currency));
        let share = share(measured(dispatch, model.measure), measured(performance.total, model.measure));
        let rate = rate.map(|rate| locale.with(Text::PerKwh, &rate));
        let share = share.map(|share| locale.with(Text::ShareOfTotal, &locale.percent(share)));
        for more in [rate, share].into_iter().flatten() {
            detail.push_str(SEPARATOR);
            detail.push_str(&more);
        }
    }
    let (kind, label) = match slot.place {
        Place::Hour { .. } => (None, Text::OpenDay),
        // Where a year is shown by its days, their month comes next.
        Place::Day(_) if performance.period.kind() != PeriodType::Year => (Some(PeriodType::Day), Text::OpenDay),
        Place::Day(_) | Place::Month(_) => (Some(PeriodType::Month), Text::OpenMonth),
    };
    let open = kind.filter(|kind| {
        slot.tense != Tense::Future
            && *kind != performance.period.kind()
            && performance.available.contains(kind)
            && summary.offers(Action::ChangePeriod)
            && !model.has_ended()
    });
    let open = open.map(|kind| choice(Period::holding(kind, slot.place.date()), locale.text(label).to_owned(), model));
    let separator = if detail.is_empty() { "" } else { SEPARATOR };
    let spoken = [place.as_str(), ": ", &value, separator, &detail].concat();
    Some(Reading { index, number: (index + 1).to_string(), place, value, detail, spoken, open })
}

const SEPARATOR: &str = " · ";

fn measured(dispatch: Dispatch, measure: Measure) -> Decimal {
    match measure {
        Measure::Earnings => dispatch.earnings,
        Measure::Energy => dispatch.energy,
    }
}

/// Hours are not marked: which of them is the current one changes while the page is open.
fn is_marked(slot: &Slot) -> bool {
    slot.tense == Tense::Current && !matches!(slot.place, Place::Hour { .. })
}

/// Earnings and energy of a place in words, or why there are none.
pub(super) fn cells(slot: &Slot, currency: &str, locale: &dyn Locale) -> (String, String) {
    match (slot.dispatch, slot.tense) {
        (Some(dispatch), _) => (locale.money(dispatch.earnings, currency), kwh(dispatch.energy, locale)),
        (None, Tense::Future) => (locale.text(Text::StillToCome).to_owned(), String::new()),
        (None, Tense::Past | Tense::Current) => (locale.text(Text::NoDispatch).to_owned(), String::new()),
    }
}

pub(super) fn place_name(place: Place, count: usize, locale: &dyn Locale) -> String {
    match place {
        // Where the clocks change, the same hour can come twice; the distance to UTC tells one from the other.
        Place::Hour { civil, .. } if count != 24 => {
            let name = place.name();
            format!("{} ({})", locale.time(civil), name.get(name.len().saturating_sub(6)..).unwrap_or_default())
        }
        Place::Hour { civil, .. } => locale.time(civil),
        Place::Day(date) => locale.date(date, DateStyle::FullDay),
        Place::Month(date) => locale.date(date, DateStyle::Month),
    }
}

/// The label under a place, thinned out so that labels never touch.
fn tick(index: usize, count: usize, place: Place, locale: &dyn Locale) -> Option<String> {
    use chrono::{Datelike, Timelike};
    match place {
        Place::Month(date) => Some(locale.date(date, DateStyle::ShortMonth)),
        // A year of days: each month is named at its first day.
        Place::Day(date) if count > 31 => (date.day() == 1).then(|| locale.date(date, DateStyle::ShortMonth)),
        Place::Day(date) if count == 1 => Some(locale.date(date, DateStyle::ShortDay)),
        Place::Day(date) => (date.day() == 1 || date.day() % 7 == 1 && index + 2 < count)
            .then(|| locale.date(date, DateStyle::DayOfMonth)),
        Place::Hour { civil, .. } => (civil.hour() % 6 == 0 && civil.minute() == 0).then(|| locale.time(civil)),
    }
}

pub(super) fn kwh(energy: Decimal, locale: &dyn Locale) -> String {
    locale.with(Text::Kwh, &locale.number(energy, 2))
}

/// At most five round marks which hold all values; zero is always one of them.
fn round_marks(low: i64, high: i64) -> Vec<i64> {
    // Twice the range of the axis must be a number, too.
    let (low, high) = (low.max(i64::MIN / 4), high.min(i64::MAX / 4));
    let mut step = 1;
    'found: loop {
        for factor in [1, 2, 5] {
            let step_now: i64 = factor * step;
            // Rounded away from zero, the range takes this many steps.
            let below = (-low).div_euclid(step_now) + i64::from((-low) % step_now != 0);
            let above = high.div_euclid(step_now) + i64::from(high % step_now != 0);
            if below + above <= 4 {
                step = step_now;
                break 'found (-below..=above).map(|index| index * step).collect();
            }
        }
        match step.checked_mul(10) {
            Some(next) if next < i64::MAX / 100 => step = next,
            _ => break vec![0],
        }
    }
}

//! The figures of the period: totals, period control, bars and table.

use super::{Control, Setting, control};
use crate::domain::calendar::{Period, Place};
use crate::domain::earnings::{Slot, Tense};
use crate::domain::{Decimal, Intent, Performance, PeriodType, Summary};
use crate::locale::{DateStyle, Locale, Text};
use crate::state::Model;

/// The figures of one period, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// The period's name, from Connect's answer.
    pub period: String,
    /// The period's type and first day, such as `MONTH 2025-02-01`, to tell one period from another.
    pub key: String,
    /// What was earned.
    pub earnings: String,
    /// What the amount is: earnings, or a balance when it is less than nothing.
    pub heading: &'static str,
    /// The energy dispatched.
    pub energy: String,
    /// On how many places of the axis there was dispatch, and what these places are.
    pub dispatches: (&'static str, String),
    /// The period types on offer.
    pub types: Vec<Control>,
    /// To the period before.
    pub previous: Option<Control>,
    /// To the period after.
    pub next: Option<Control>,
    /// The chart's name.
    pub chart_name: String,
    /// The chart in a sentence.
    pub chart_summary: String,
    /// One bar for every place of the axis.
    pub bars: Vec<Bar>,
    /// The marks of the value axis, from low to high; zero is among them.
    pub marks: Vec<Mark>,
    /// Whether the table is shown, and the text of the control that shows or hides it.
    pub table: (bool, &'static str),
    /// The table's caption.
    pub table_caption: String,
    /// The table's column heads.
    pub columns: [&'static str; 3],
    /// The table's rows.
    pub rows: Vec<Row>,
    /// The table's last row.
    pub total: Row,
}

/// A place of the chart's axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its stable name, for the hook `data-bar`.
    pub name: String,
    /// Its height in millionths of the currency; `None` without dispatch.
    pub value: Option<i64>,
    /// The label under it, where there is room for one.
    pub label: Option<String>,
    /// Everything about it in words.
    pub reading: String,
    /// Whether it is the current one.
    pub current: bool,
    /// Whether it is still to come.
    pub future: bool,
}

/// A mark of the value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its height in millionths of the currency.
    pub value: i64,
    /// Its label.
    pub label: String,
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its stable name, as in the chart.
    pub name: String,
    /// The day, hour or month.
    pub place: String,
    /// The earnings, or why there are none.
    pub earnings: String,
    /// The energy; empty without dispatch.
    pub energy: String,
}

impl Figures {
    /// What assistive technology is told when these figures arrive.
    pub(super) fn announcement(&self) -> String {
        format!("{}: {}, {}", self.period, self.earnings, self.energy)
    }
}

pub(super) fn of(summary: &Summary, performance: &Performance, model: &Model, setting: &Setting<'_>) -> Figures {
    let locale = setting.locale;
    let text = |text| locale.text(text);
    let slots = performance.slots(setting.zone, setting.today);
    let period = period_name(performance.period, locale);
    let earnings = locale.money(performance.total.earnings, &performance.currency);
    let energy = kwh(performance.total.energy, locale);
    let dispatched = slots.iter().filter(|slot| slot.dispatch.is_some()).count();
    let (column, dispatches) = match slots.first().map(|slot| slot.place) {
        Some(Place::Hour { .. }) => (Text::ColumnHour, Text::DispatchHours),
        Some(Place::Month(_)) => (Text::ColumnMonth, Text::DispatchMonths),
        _ => (Text::ColumnDay, Text::DispatchDays),
    };
    let count = locale.number(whole(dispatched), 0);
    let chart_summary = match dispatched {
        0 => text(Text::ChartSummaryNone).to_owned(),
        _ => format!("{earnings}, {energy}. {}: {count}.", locale.text(dispatches)),
    };
    let available = performance.available.contains(&performance.period.kind());
    let step = |intent, label, possible: bool| {
        let control = control(summary, model, intent, locale.text(label))?;
        Some(Control { disabled: control.disabled || !(possible && available), ..control })
    };
    let extremes = slots.iter().filter_map(|slot| slot.dispatch).map(|dispatch| dispatch.earnings.millionths());
    let low = extremes.clone().min().unwrap_or(0).min(0);
    let high = extremes.max().unwrap_or(0).max(0);
    Figures {
        key: format!(
            "{} {}",
            performance.period.kind().name(),
            crate::domain::calendar::iso_date(performance.period.start())
        ),
        heading: text(if performance.total.earnings.is_negative() { Text::Balance } else { Text::Earned }),
        dispatches: (text(dispatches), count),
        types: types(summary, performance, model, locale),
        previous: step(Intent::Previous, Text::Previous, performance.has_previous),
        next: step(Intent::Next, Text::Next, performance.has_next),
        chart_name: locale.with(Text::ChartName, &period),
        chart_summary,
        bars: bars(&slots, &performance.currency, locale),
        marks: marks(low, high)
            .into_iter()
            .map(|value| Mark { value, label: locale.money(Decimal::from_millionths(value), &performance.currency) })
            .collect(),
        table: (model.table, text(if model.table { Text::HideTable } else { Text::ShowTable })),
        table_caption: locale.with(Text::TableCaption, &period),
        columns: [text(column), text(Text::ColumnEarnings), text(Text::ColumnEnergy)],
        rows: if model.table { rows(&slots, &performance.currency, locale) } else { Vec::new() },
        total: Row {
            name: "total".to_owned(),
            place: text(Text::Total).to_owned(),
            earnings: earnings.clone(),
            energy: energy.clone(),
        },
        period,
        earnings,
        energy,
    }
}

/// The period in words, such as "February 2025".
fn period_name(period: Period, locale: &dyn Locale) -> String {
    let style = match period.kind() {
        PeriodType::Day => DateStyle::FullDay,
        PeriodType::Month => DateStyle::Month,
        PeriodType::Year => DateStyle::Year,
    };
    let first = locale.date(period.start(), style);
    // A stated period that is no calendar one is named by both of its ends.
    if period == Period::holding(period.kind(), period.start()) {
        return first;
    }
    let [start, end] = [period.start(), period.end()].map(|date| locale.date(date, DateStyle::FullDay));
    format!("{start} – {end}")
}

fn types(summary: &Summary, performance: &Performance, model: &Model, locale: &dyn Locale) -> Vec<Control> {
    let available = PeriodType::ALL.into_iter().filter(|kind| performance.available.contains(kind));
    available
        .filter_map(|kind| {
            let label = match kind {
                PeriodType::Day => Text::Day,
                PeriodType::Month => Text::Month,
                PeriodType::Year => Text::Year,
            };
            let control = control(summary, model, Intent::Show(kind), locale.text(label))?;
            Some(Control { pressed: kind == performance.period.kind(), ..control })
        })
        .collect()
}

fn bars(slots: &[Slot], currency: &str, locale: &dyn Locale) -> Vec<Bar> {
    slots
        .iter()
        .enumerate()
        .map(|(index, slot)| {
            let place = place_name(slot.place, slots.len(), locale);
            let (earnings, energy) = cells(slot, currency, locale);
            Bar {
                name: slot.place.name(),
                value: slot.dispatch.map(|dispatch| dispatch.earnings.millionths()),
                label: tick(index, slots.len(), slot.place, locale),
                reading: if energy.is_empty() {
                    format!("{place}: {earnings}")
                } else {
                    format!("{place}: {earnings}, {energy}")
                },
                current: slot.tense == Tense::Current,
                future: slot.tense == Tense::Future,
            }
        })
        .collect()
}

fn rows(slots: &[Slot], currency: &str, locale: &dyn Locale) -> Vec<Row> {
    slots
        .iter()
        .map(|slot| {
            let (earnings, energy) = cells(slot, currency, locale);
            // The table's caption says which year and, for days, which month it is.
            let place = match slot.place {
                Place::Day(date) => locale.date(date, DateStyle::Weekday),
                other => place_name(other, slots.len(), locale),
            };
            Row { name: slot.place.name(), place, earnings, energy }
        })
        .collect()
}

fn cells(slot: &Slot, currency: &str, locale: &dyn Locale) -> (String, String) {
    match (slot.dispatch, slot.tense) {
        (Some(dispatch), _) => (locale.money(dispatch.earnings, currency), kwh(dispatch.energy, locale)),
        (None, Tense::Future) => (locale.text(Text::StillToCome).to_owned(), String::new()),
        (None, Tense::Past | Tense::Current) => (locale.text(Text::NoDispatch).to_owned(), String::new()),
    }
}

fn place_name(place: Place, count: usize, locale: &dyn Locale) -> String {
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

fn kwh(energy: Decimal, locale: &dyn Locale) -> String {
    locale.with(Text::Kwh, &locale.number(energy, 2))
}

fn whole(count: usize) -> Decimal {
    Decimal::from_millionths(i64::try_from(count).unwrap_or(0).saturating_mul(1_000_000))
}

/// At most five round marks which hold all values; zero is always one of them.
fn marks(low: i64, high: i64) -> Vec<i64> {
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

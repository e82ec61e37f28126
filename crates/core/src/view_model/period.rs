//! The figures of the period: totals, period control, table, and what follows from them.

use super::chart::{self, Bar, Mark, Reading};
use super::insight::{self, Fact};
use super::picker::{self, Choice, Picker};
use super::{Control, Setting, control};
use crate::domain::calendar::{Period, Place, iso_date};
use crate::domain::earnings::{Dispatch, Slot, by_month};
use crate::domain::{Insight, Intent, Performance, PeriodType, Summary};
use crate::locale::{DateStyle, Locale, Text};
use crate::state::{Measure, Model};

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
    /// The year for which picking a period begins, where one can be picked at all.
    pub pickable: Option<i32>,
    /// The periods to pick from, while one is being picked.
    pub picker: Option<Picker>,
    /// What the chart can show, and whether it does.
    pub measures: [(Measure, &'static str, bool); 2],
    /// The chart's name.
    pub chart_name: String,
    /// The chart in a sentence.
    pub chart_summary: String,
    /// One bar for every place of the axis.
    pub bars: Vec<Bar>,
    /// How many bars there are.
    pub places: String,
    /// The marks of the value axis, from low to high; zero is among them.
    pub marks: Vec<Mark>,
    /// The place that is read.
    pub reading: Option<Reading>,
    /// What is said of a period without dispatch, and the last one with dispatch, where one is known.
    pub empty: Option<(String, Option<Choice>)>,
    /// What the figures tell beyond themselves.
    pub facts: Vec<Fact>,
    /// What is to be known about the figures.
    pub remarks: Vec<String>,
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
    // What is told of the period is the same on every screen, however much of it the chart has room for.
    let fine = performance.slots(setting.zone, setting.today);
    let insight = Insight::of(performance, &fine);
    let words = Words::of(&fine);
    let slots = slots(fine, setting);
    let period = period_name(performance.period, locale);
    let earnings = locale.money(performance.total.earnings, &performance.currency);
    let energy = chart::kwh(performance.total.energy, locale);
    let dispatched = u32::try_from(insight.dispatched).unwrap_or(u32::MAX);
    // A total may come without a series; then nobody knows when, but something was dispatched.
    let nothing = dispatched == 0 && performance.total == Dispatch::default();
    let chart_summary = if nothing {
        text(Text::ChartSummaryNone).to_owned()
    } else {
        [earnings.as_str(), &energy, &locale.plural(words.count, dispatched)].join(", ")
    };
    let pickable = picker::year(summary, performance, model);
    let available = performance.available.contains(&performance.period.kind());
    let step = |intent, label, possible: bool| {
        let control = control(summary, model, intent, locale.text(label))?;
        Some(Control { disabled: control.disabled || !(possible && available), ..control })
    };
    let chart_name = match model.measure {
        Measure::Earnings => Text::ChartName,
        Measure::Energy => Text::ChartNameEnergy,
    };
    Figures {
        key: [performance.period.kind().name(), &iso_date(performance.period.start())].join(" "),
        heading: text(if performance.total.earnings.is_negative() { Text::Balance } else { Text::Earned }),
        dispatches: (text(words.dispatches), locale.number(crate::domain::Decimal::whole(insight.dispatched), 0)),
        types: types(summary, performance, model, locale),
        previous: step(Intent::Previous, Text::Previous, performance.has_previous),
        next: step(Intent::Next, Text::Next, performance.has_next),
        pickable,
        picker: pickable.and_then(|_| picker::of(performance, model, locale)),
        measures: [(Measure::Earnings, Text::MeasureEarnings), (Measure::Energy, Text::MeasureEnergy)]
            .map(|(measure, label)| (measure, text(label), measure == model.measure)),
        chart_name: locale.with(chart_name, &period),
        chart_summary,
        bars: chart::bars(&slots, model.measure, locale),
        places: slots.len().to_string(),
        marks: chart::marks(&slots, performance, model.measure, locale),
        reading: chart::reading(&slots, summary, performance, model, locale),
        empty: nothing.then(|| insight::empty(performance, &period, pickable.is_some(), model, setting)),
        facts: insight::facts(performance, slots.len(), &insight, &words, model, setting),
        remarks: insight::remarks(performance, &insight, locale),
        table: (model.table, text(if model.table { Text::HideTable } else { Text::ShowTable })),
        table_caption: locale.with(Text::TableCaption, &period),
        columns: [text(Words::of(&slots).column), text(Text::ColumnEarnings), text(Text::ColumnEnergy)],
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

/// What is read of the chart, by itself.
pub(super) fn reading(model: &Model, setting: &Setting<'_>) -> Option<Reading> {
    let summary = model.summary.as_ref()?;
    let performance = summary.performance.as_ref()?;
    let fine = performance.slots(setting.zone, setting.today);
    chart::reading(&slots(fine, setting), summary, performance, model, setting.locale)
}

/// The places of the chart and the table.
fn slots(slots: Vec<Slot>, setting: &Setting<'_>) -> Vec<Slot> {
    // The days of a year are more than a phone has pixels for.
    if setting.narrow && slots.len() > 31 { by_month(slots, setting.today) } else { slots }
}

/// The words that depend on what the places are.
pub(super) struct Words {
    pub(super) column: Text,
    pub(super) dispatches: Text,
    pub(super) count: Text,
    pub(super) best: Text,
    pub(super) average: Text,
}

impl Words {
    fn of(slots: &[Slot]) -> Self {
        let [column, dispatches, count, best, average] = match slots.first().map(|slot| slot.place) {
            Some(Place::Hour { .. }) => {
                [Text::ColumnHour, Text::DispatchHours, Text::CountHours, Text::BestHour, Text::PerDispatchHour]
            }
            Some(Place::Month(_)) => {
                [Text::ColumnMonth, Text::DispatchMonths, Text::CountMonths, Text::BestMonth, Text::PerDispatchMonth]
            }
            _ => [Text::ColumnDay, Text::DispatchDays, Text::CountDays, Text::BestDay, Text::PerDispatchDay],
        };
        Self { column, dispatches, count, best, average }
    }
}

/// The period in words, such as "February 2025".
pub(super) fn period_name(period: Period, locale: &dyn Locale) -> String {
    let style = match period.kind() {
        PeriodType::Day => DateStyle::Day,
        PeriodType::Month => DateStyle::Month,
        PeriodType::Year => DateStyle::Year,
    };
    let first = locale.date(period.start(), style);
    // A stated period that is no calendar one is named by both of its ends.
    if period == Period::holding(period.kind(), period.start()) {
        return first;
    }
    let [start, end] = [period.start(), period.end()].map(|date| locale.date(date, DateStyle::Day));
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

fn rows(slots: &[Slot], currency: &str, locale: &dyn Locale) -> Vec<Row> {
    slots
        .iter()
        .map(|slot| {
            let (earnings, energy) = chart::cells(slot, currency, locale);
            // The table's caption says which year and, for days, which month it is.
            let place = match slot.place {
                Place::Day(date) => locale.date(date, DateStyle::Weekday),
                other => chart::place_name(other, slots.len(), locale),
            };
            Row { name: slot.place.name(), place, earnings, energy }
        })
        .collect()
}

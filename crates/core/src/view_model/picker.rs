//! Picking a period directly, within what is known to exist.

use crate::domain::calendar::{Period, iso_date};
use crate::domain::{Action, Intent, Performance, PeriodType, Summary};
use crate::locale::{DateStyle, Locale};
use crate::state::Model;
use chrono::{Datelike, NaiveDate};

/// The periods to pick from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// The year whose months these are, in words and as a number; absent for years and days.
    pub year: Option<(String, i32)>,
    /// Whether there is a year before and a year after.
    pub turns: (bool, bool),
    /// The months or years.
    pub choices: Vec<Choice>,
    /// For days a field: the day shown, and the first and the last one to choose from, as ISO 8601 writes them.
    pub days: Option<[String; 3]>,
}

/// A control that asks for one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its text.
    pub label: String,
    /// What it asks for.
    pub intent: Intent,
    /// Whether it is the period shown.
    pub chosen: bool,
    /// Whether there is nothing to be had.
    pub disabled: bool,
}

/// The control for a period.
pub(super) fn choice(period: Period, label: String, model: &Model) -> Choice {
    let shown = model.summary.as_ref().and_then(|summary| summary.performance.as_ref());
    Choice {
        label,
        intent: Intent::Open(period.kind(), period.start()),
        chosen: shown.is_some_and(|shown| shown.period == period),
        disabled: false,
    }
}

/// The year to begin with; `None` where no period can be picked.
pub(super) fn year(summary: &Summary, performance: &Performance, model: &Model) -> Option<i32> {
    let can = summary.offers(Action::ChangePeriod)
        && performance.available.contains(&performance.period.kind())
        && model.seen.known().is_some()
        && !model.has_ended();
    can.then(|| performance.period.start().year())
}

pub(super) fn of(performance: &Performance, model: &Model, locale: &dyn Locale) -> Option<Picker> {
    let (year, (first, last)) = (model.picker?, model.seen.known()?);
    // A year that was seen has days to come, and those on a side where there is nothing are refused.
    let first = if performance.has_previous { first } else { performance.period.start() };
    let last = if performance.has_next { last } else { performance.period.end() };
    let month = |month| NaiveDate::from_ymd_opt(year, month, 1);
    let periods = |starts: &mut dyn Iterator<Item = NaiveDate>, style| {
        let kind = performance.period.kind();
        let choice_of = |start| {
            let period = Period::holding(kind, start);
            let choice = choice(period, locale.date(start, style), model);
            Choice { disabled: period.end() < first || period.start() > last, ..choice }
        };
        starts.map(choice_of).collect()
    };
    Some(match performance.period.kind() {
        PeriodType::Day => {
            Picker { days: Some([performance.period.start(), first, last].map(iso_date)), ..Picker::default() }
        }
        PeriodType::Month => Picker {
            year: month(1).map(|start| (locale.date(start, DateStyle::Year), year)),
            turns: (first.year() < year, year < last.year()),
            choices: periods(&mut (1..=12).filter_map(month), DateStyle::ShortMonth),
            ..Picker::default()
        },
        PeriodType::Year => Picker {
            choices: periods(
                &mut (first.year()..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1)),
                DateStyle::Year,
            ),
            ..Picker::default()
        },
    })
}

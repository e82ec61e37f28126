//! Picking a period directly, as far as Connect has confirmed data. Earlier months may have some as well.

use super::env::Env;
use crate::domain::calendar::{Period, iso_date};
use crate::domain::{Action, Intent, Performance, PeriodType, Summary};
use crate::locale::DateStyle;
use crate::state::Model;
use chrono::{Datelike, NaiveDate};

/// The periods to pick from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// The year of the months; absent for years and days.
    pub year: Option<PickerYear>,
    /// The months or years.
    pub choices: Vec<PeriodChoice>,
    /// A date field, for days.
    pub day: Option<DayField>,
}

/// The year of a picker's months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickerYear {
    /// The year in words.
    pub label: String,
    /// Its number.
    pub number: i32,
    /// Whether there is an earlier year to turn to.
    pub has_earlier: bool,
    /// Whether there is a later one.
    pub has_later: bool,
}

/// A date field. All dates are in ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayField {
    /// The displayed day.
    pub value: String,
    /// The first day to choose.
    pub min: String,
    /// The last day to choose.
    pub max: String,
}

/// A control that asks for one period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodChoice {
    /// Its text.
    pub label: String,
    /// What it asks for.
    pub intent: Intent,
    /// Whether it is the displayed period.
    pub selected: bool,
    /// Whether Connect has nothing for it.
    pub disabled: bool,
}

impl PeriodChoice {
    pub(super) fn new(period: Period, label: String, model: &Model) -> Self {
        let intent = Intent::Open(period.kind(), period.start());
        Self { label, intent, selected: model.period() == Some(period), disabled: false }
    }
}

/// The year to begin with; `None` where no period can be picked.
pub(super) fn first_year(summary: &Summary, performance: &Performance, model: &Model) -> Option<i32> {
    let pickable = summary.offers(Action::ChangePeriod)
        && performance.available.contains(&performance.period.kind())
        && model.cache.known().is_some()
        && !model.has_ended();
    pickable.then(|| performance.period.start().year())
}

impl Picker {
    pub(super) fn of(performance: &Performance, model: &Model, env: &Env<'_>) -> Option<Self> {
        let (year, (first, last)) = (model.picker_year?, model.cache.known()?);
        // A cached year ends with days in the future. Beyond the displayed period Connect refuses a side without data.
        let first = match performance.period.kind() {
            _ if !performance.has_previous => performance.period.start(),
            PeriodType::Month => first.min(model.cache.beginning()),
            PeriodType::Day | PeriodType::Year => first,
        };
        let last = if performance.has_next { last } else { performance.period.end() };
        let month = |month| NaiveDate::from_ymd_opt(year, month, 1);
        let choices = |starts: &mut dyn Iterator<Item = NaiveDate>, style| {
            let kind = performance.period.kind();
            let choice = |start| {
                let period = Period::containing(kind, start);
                let disabled = period.end() < first || period.start() > last;
                PeriodChoice { disabled, ..PeriodChoice::new(period, env.locale.date(start, style), model) }
            };
            starts.map(choice).collect()
        };
        Some(match performance.period.kind() {
            PeriodType::Day => {
                let [value, min, max] = [performance.period.start(), first, last].map(iso_date);
                Self { day: Some(DayField { value, min, max }), ..Self::default() }
            }
            PeriodType::Month => Self {
                year: month(1).map(|start| PickerYear {
                    label: env.locale.date(start, DateStyle::Year),
                    number: year,
                    has_earlier: first.year() < year,
                    has_later: year < last.year(),
                }),
                choices: choices(&mut (1..=12).filter_map(month), DateStyle::ShortMonth),
                day: None,
            },
            PeriodType::Year => {
                let years = first.year()..=last.year();
                let starts = &mut years.filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
                Self { choices: choices(starts, DateStyle::Year), ..Self::default() }
            }
        })
    }
}

//! Builds the page object `vpp_summary` of a scenario for one period.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::{
    calendar::{Period, PeriodType},
    decimal,
    dispatch::{Amount, DayPoints, ENERGY_DIGITS, Generator, YearPoints},
    scenario::Scenario,
};

/// The first day for which there are figures.
pub const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What the page depends on beyond its scenario.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The token to repeat.
    pub token: &'a str,
    /// Whether a tariff was connected in this session.
    pub tariff_connected: bool,
    /// The period to show; the current month of a page without one.
    pub period: Option<Period>,
    /// The current day in the programme's zone.
    pub today: NaiveDate,
}

/// The page object.
pub fn page(scenario: &Scenario, view: View<'_>) -> Value {
    let mut page = scenario.page.clone();
    if let Some(token) = page.get_mut("connect_token") {
        *token = json!(view.token);
    }
    if view.tariff_connected {
        if let Some(connected) = page.get_mut("tariff_connected") {
            *connected = json!(true);
        }
        if let Some(actions) = page.get_mut("actions").and_then(Value::as_array_mut) {
            actions.retain(|action| action != "CONNECT_TARIFF");
        }
    }
    let digits = decimal::currency_digits(page["currency_code"].as_str().unwrap_or_default());
    if let (Some(generator), Some(performance)) = (&scenario.generator, page.get_mut("performance")) {
        let period = view
            .period
            .unwrap_or_else(|| Period::holding(first_kind(scenario), view.today))
            .clamped(FIRST_DAY, view.today);
        fill(performance, generator, period, view.today, scenario.zone(), digits);
    }
    page
}

/// The kind of period that the scenario shows at first: that of its page.
fn first_kind(scenario: &Scenario) -> PeriodType {
    let kind = scenario.page.pointer("/performance/period_type");
    kind.and_then(Value::as_str).and_then(PeriodType::parse).unwrap_or(PeriodType::Month)
}

fn fill(performance: &mut Value, generator: &Generator, period: Period, today: NaiveDate, zone: Tz, digits: u32) {
    let points = points(generator, period, today, zone);
    let total: Amount = points.iter().map(|(_, amount)| *amount).sum();
    let series: Vec<Value> = points
        .iter()
        .map(|(date, amount)| {
            json!({
                "date": date,
                "dispatched_kwh": decimal::number(amount.energy, ENERGY_DIGITS),
                "earnings": decimal::number(amount.earnings, digits),
            })
        })
        .collect();
    performance["period_type"] = json!(period.kind().as_str());
    performance["period_start"] = json!(period.start().to_string());
    performance["period_end"] = json!(period.end().to_string());
    performance["has_previous"] = json!(period.has_previous(FIRST_DAY));
    performance["has_next"] = json!(period.has_next(today));
    performance["energy_dispatched_kwh"] = decimal::number(total.energy, ENERGY_DIGITS);
    performance["earnings"] = decimal::number(total.earnings, digits);
    performance["series"] = Value::Array(series);
}

/// The points of a period in order; parts without dispatch are left out, as Connect does.
fn points(generator: &Generator, period: Period, today: NaiveDate, zone: Tz) -> Vec<(String, Amount)> {
    let hours = |day| generator.hours(day, today, zone);
    match period.kind() {
        PeriodType::Day if generator.day_in == DayPoints::Hours => {
            hours(period.start()).into_iter().map(|hour| (hour.start.to_rfc3339(), hour.amount)).collect()
        }
        PeriodType::Year if generator.year_in == YearPoints::Months => (1..=12)
            .filter_map(|month| period.start().with_month(month))
            .map(|first| (first, Period::holding(PeriodType::Month, first)))
            .filter_map(|(first, month)| sum(month, hours).map(|sum| (first.to_string(), sum)))
            .collect(),
        _ => period
            .days()
            .filter_map(|day| {
                let whole = Period::holding(PeriodType::Day, day);
                sum(whole, hours).map(|sum| (day.to_string(), sum))
            })
            .collect(),
    }
}

/// What a period amounts to, or nothing if nothing was dispatched in it.
fn sum(period: Period, hours: impl Fn(NaiveDate) -> Vec<crate::dispatch::Hour>) -> Option<Amount> {
    let mut hours = period.days().flat_map(hours).peekable();
    hours.peek()?;
    Some(hours.map(|hour| hour.amount).sum())
}

/// A plausible page of another route, which the summary's client does not show.
pub fn elsewhere(route: &str, token: &str, summary: &Value) -> Value {
    let mut page = json!({
        "connect_token": token,
        "route": route,
        "live_mode": summary.get("live_mode").cloned().unwrap_or(json!(true)),
        "actions": ["BACK"],
    });
    match route {
        "payment_history" => {
            page["currency_code"] = summary["currency_code"].clone();
            page["payments"] = json!([{
                "payment_id": "pay_7a1f8e375db9de605baadd46",
                "date": "2025-02-05",
                "status": "PAID",
                "amount": decimal::number(4827, 2),
            }]);
        }
        _ => page["programme"] = summary["programme"].clone(),
    }
    page
}

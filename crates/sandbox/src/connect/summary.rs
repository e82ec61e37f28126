//! Builds the page object `vpp_summary` of a scenario for one period, and the pages of other routes.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{
    fields::{field, field_mut},
    scenario::Scenario,
};
use crate::{
    calendar::{Period, PeriodType},
    decimal,
    dispatch::{Amount, DayPoints, ENERGY_DIGITS, Generator, Hour, YearPoints},
};

/// The first day with figures.
pub const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What the page depends on beyond its scenario.
#[derive(Clone, Copy, Debug)]
pub struct SummaryState<'a> {
    /// The token to repeat.
    pub token: &'a str,
    /// Whether a tariff was connected in this session.
    pub tariff_connected: bool,
    /// The period to show; without it, the one that contains today.
    pub period: Option<Period>,
    /// The current day in the programme's time zone.
    pub today: NaiveDate,
}

/// The page object.
pub fn page(scenario: &Scenario, state: SummaryState<'_>) -> Value {
    let mut page = scenario.page.clone();
    if let Some(token) = page.get_mut("connect_token") {
        *token = json!(state.token);
    }
    if state.tariff_connected {
        if let Some(connected) = field_mut(&mut page, "tariff_connected") {
            *connected = json!(true);
        }
        if let Some(actions) = field_mut(&mut page, "actions").and_then(Value::as_array_mut) {
            actions.retain(|action| action != "CONNECT_TARIFF");
        }
    }
    let currency = field(&page, "currency_code").and_then(Value::as_str);
    let digits = decimal::currency_digits(currency.unwrap_or_default());
    if let (Some(generator), Some(performance)) = (&scenario.generator, field_mut(&mut page, "performance")) {
        let period = state
            .period
            .unwrap_or_else(|| Period::containing(first_period_type(performance), state.today))
            .clamped(FIRST_DAY, state.today);
        fill(performance, generator, period, state.today, scenario.zone(), digits);
    }
    page
}

/// A plausible page of another route, which a client for the summary does not show.
pub fn foreign_page(scenario: &Scenario, route: &str, token: &str) -> Value {
    let copy = |name| field(&scenario.page, name).cloned();
    let mut page = json!({
        "connect_token": token,
        "route": route,
        "live_mode": copy("live_mode").unwrap_or(json!(true)),
    });
    if let Some(actions) = &scenario.foreign_actions {
        page["actions"] = json!(actions);
    }
    match route {
        "payment_history" => {
            page["currency_code"] = json!(copy("currency_code"));
            page["payments"] = json!([{
                "payment_id": "pay_7a1f8e375db9de605baadd46",
                "date": "2025-02-05",
                "status": "PAID",
                "amount": decimal::number(4827, 2),
            }]);
        }
        _ => page["programme"] = json!(copy("programme")),
    }
    page
}

/// The type of the period that is shown at first.
fn first_period_type(performance: &Value) -> PeriodType {
    performance["period_type"].as_str().and_then(PeriodType::parse).unwrap_or(PeriodType::Month)
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

/// The points of a period in order. Parts without dispatch are left out, as Connect does.
fn points(generator: &Generator, period: Period, today: NaiveDate, zone: Tz) -> Vec<(String, Amount)> {
    let hours = |day| generator.hours(day, today, zone);
    match period.kind() {
        PeriodType::Day if generator.day_in == DayPoints::Hours => {
            hours(period.start()).into_iter().map(|hour| (hour.start.to_rfc3339(), hour.amount)).collect()
        }
        PeriodType::Year if generator.year_in == YearPoints::Months => (1..=12)
            .filter_map(|month| period.start().with_month(month))
            .map(|first| (first, Period::containing(PeriodType::Month, first)))
            .filter_map(|(first, month)| total(month, hours).map(|amount| (first.to_string(), amount)))
            .collect(),
        _ => period
            .days()
            .filter_map(|day| {
                let period = Period::containing(PeriodType::Day, day);
                total(period, hours).map(|amount| (day.to_string(), amount))
            })
            .collect(),
    }
}

/// The total of a period, or nothing if nothing was dispatched in it.
fn total(period: Period, hours: impl Fn(NaiveDate) -> Vec<Hour>) -> Option<Amount> {
    let mut hours = period.days().flat_map(hours).peekable();
    hours.peek()?;
    Some(hours.map(|hour| hour.amount).sum())
}

//! The figures: hours add up to days, days to months and months to years, exactly.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use sandbox::{
    calendar::{self, Period, PeriodType},
    connect::{Sandbox, Scenario, fields::field, scenarios},
};
use serde_json::Value;

use crate::support::{Customer, date, exact};

fn generated() -> Vec<&'static Scenario> {
    let generated =
        scenarios().iter().filter(|one| one.generator.is_some() && one.fault.is_none() && one.start_route.is_none());
    generated.filter(|one| one.actions().contains(&"CHANGE_PERIOD")).collect()
}

/// The total energy and earnings of a page.
fn total(page: &Value) -> (i64, i64) {
    let performance = performance(page);
    (exact(&performance["energy_dispatched_kwh"]), exact(&performance["earnings"]))
}

/// The energy and earnings of the points whose date is `included`.
fn points(page: &Value, included: impl Fn(&str) -> bool) -> (i64, i64) {
    let series = performance(page)["series"].as_array().unwrap().iter();
    let chosen = series.filter(|point| included(point["date"].as_str().unwrap()));
    chosen.fold((0, 0), |(energy, earnings), point| {
        (energy + exact(&point["dispatched_kwh"]), earnings + exact(&point["earnings"]))
    })
}

fn performance(page: &Value) -> &Value {
    field(page, "performance").unwrap()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..800).prop_map(|days| date("2024-01-01") + chrono::Days::new(days))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn days_add_up_to_months_and_months_to_years(pick in any::<prop::sample::Index>(), day in any_day()) {
        let sandbox = Sandbox::new().with_today(Some(date("2026-03-10")));
        let generated = generated();
        let scenario = pick.get(&generated);
        let customer = Customer::new(&sandbox, scenario);
        customer.start();
        let today = sandbox.today_in(scenario, customer.now);
        prop_assume!(day <= today);

        let (month, year) = (day.with_day(1).unwrap(), day.with_ordinal(1).unwrap());
        let day_page = customer.period("DAY", day);
        let month_page = customer.period("MONTH", month);
        let year_page = customer.period("YEAR", year);
        for page in [&day_page, &month_page, &year_page] {
            prop_assert_eq!(points(page, |_| true), total(page));
        }
        let day_text = day.to_string();
        prop_assert_eq!(points(&month_page, |date| date == day_text), total(&day_page));
        let month_text = day.format("%Y-%m").to_string();
        prop_assert_eq!(points(&year_page, |date| date.starts_with(&month_text)), total(&month_page));
        prop_assert!(points(&day_page, |date| date.starts_with(&day_text)) == total(&day_page));
    }

    #[test]
    fn the_hours_of_a_day_lie_in_it_one_hour_apart(day in any_day(), pick in any::<prop::sample::Index>()) {
        let zone = *pick.get(&[
            Tz::America__Denver, Tz::Europe__Berlin, Tz::Australia__Adelaide, Tz::Australia__Lord_Howe,
            Tz::Asia__Kolkata, Tz::Asia__Beirut, Tz::America__Santiago, Tz::Pacific__Apia, Tz::UTC,
        ]);
        let hours = calendar::hours(day, zone);
        prop_assert!((23..=25).contains(&hours.len()));
        for hour in &hours {
            prop_assert_eq!(hour.date_naive(), day);
        }
        for pair in hours.windows(2) {
            prop_assert_eq!((pair[1] - pair[0]).num_minutes(), 60);
        }
    }

    #[test]
    fn periods_follow_each_other_without_gaps(day in any_day()) {
        for kind in PeriodType::ALL {
            let period = Period::containing(kind, day);
            prop_assert!(period.start() <= day && day <= period.end());
            let after = period.end().succ_opt().unwrap();
            prop_assert_eq!(Period::containing(kind, after).start(), after);
            prop_assert_eq!(PeriodType::parse(kind.as_str()), Some(kind));
        }
    }
}

#[test]
fn days_are_23_to_25_hours_long() {
    for (zone, day, length) in [
        (Tz::America__Denver, "2025-03-09", 23),
        (Tz::America__Denver, "2025-11-02", 25),
        (Tz::America__Denver, "2025-02-16", 24),
        (Tz::Europe__Berlin, "2025-03-30", 23),
        (Tz::Australia__Adelaide, "2025-04-06", 25),
        // The clocks go back by half an hour, so the last "hour" is half an hour.
        (Tz::Australia__Lord_Howe, "2025-04-06", 25),
        // There is no midnight: the day starts at one o'clock.
        (Tz::Asia__Beirut, "2025-03-30", 23),
    ] {
        assert_eq!(calendar::hours(date(day), zone).len(), length, "{zone} {day}");
    }
}

#[test]
fn hours_across_a_clock_change_keep_their_own_offsets() {
    let sandbox = Sandbox::new().with_today(Some(date("2025-12-31")));
    let customer = Customer::named(&sandbox, "active");
    customer.start();
    let dates = |day| -> Vec<String> {
        let page = customer.period("DAY", day);
        let series = page["performance"]["series"].as_array().unwrap().clone();
        series.iter().map(|point| point["date"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(dates("2025-03-09")[1..3], ["2025-03-09T01:00:00-07:00", "2025-03-09T03:00:00-06:00"]);
    assert_eq!(dates("2025-11-02")[1..3], ["2025-11-02T01:00:00-06:00", "2025-11-02T01:00:00-07:00"]);
    let adelaide = Customer::named(&sandbox, "half_hour_zone");
    adelaide.start();
    let page = adelaide.period("DAY", "2025-04-14");
    let first = page["performance"]["series"][0]["date"].as_str().unwrap().to_owned();
    assert!(first.ends_with("+09:30"), "{first}");
}

#[test]
fn documented_days_add_up_to_the_documented_month() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "documented");
    customer.start();
    let day = customer.period("DAY", "2025-02-16");
    assert_eq!(total(&day), (78_500, 89_100));
    assert_eq!(day["performance"]["series"][0]["date"], "2025-02-16T17:00:00-07:00");
    let year = customer.period("YEAR", "2025-01-01");
    assert_eq!(points(&year, |date| date == "2025-02-01"), (547_000, 621_000));
    assert_eq!(year["performance"]["has_next"], false);

    // The same February, for a customer with later data.
    let sandbox = Sandbox::new().with_today(Some(date("2025-08-01")));
    let active = Customer::named(&sandbox, "active");
    active.start();
    let february = active.period("MONTH", "2025-02-01");
    assert_eq!(february["performance"]["series"], customer.period("MONTH", "2025-02-01")["performance"]["series"]);
    assert_eq!(february["performance"]["has_next"], true);
}

#[test]
fn there_are_no_periods_before_the_first_day_and_after_today() {
    let sandbox = Sandbox::new().with_today(Some(date("2025-08-20")));
    let customer = Customer::named(&sandbox, "active");
    customer.start();
    for (kind, asked, start, previous, next) in [
        ("DAY", "2024-01-01", "2024-01-01", false, true),
        ("DAY", "2024-01-02", "2024-01-02", true, true),
        ("DAY", "2025-08-20", "2025-08-20", true, false),
        ("DAY", "2025-08-19", "2025-08-19", true, true),
        ("DAY", "2019-05-05", "2024-01-01", false, true),
        ("DAY", "2031-01-01", "2025-08-20", true, false),
        ("MONTH", "2024-01-01", "2024-01-01", false, true),
        ("MONTH", "2025-08-01", "2025-08-01", true, false),
        ("MONTH", "1970-01-01", "2024-01-01", false, true),
        ("MONTH", "9999-12-01", "2025-08-01", true, false),
        // A day within a period asks for that period.
        ("MONTH", "2025-02-15", "2025-02-01", true, true),
        ("YEAR", "2024-01-01", "2024-01-01", false, true),
        ("YEAR", "2025-01-01", "2025-01-01", true, false),
        ("YEAR", "0000-01-01", "2024-01-01", false, true),
        ("YEAR", "2026-01-01", "2025-01-01", true, false),
    ] {
        let page = customer.period(kind, asked);
        let performance = &page["performance"];
        let ends = (&performance["has_previous"], &performance["has_next"]);
        assert_eq!(performance["period_start"], start, "{kind} {asked}");
        assert_eq!(ends, (&Value::Bool(previous), &Value::Bool(next)), "{kind} {asked}");
    }
}

#[test]
fn dispatch_happens_on_some_days_for_a_few_hours() {
    for scenario in generated() {
        let generator = scenario.generator.as_ref().unwrap();
        let today = date("2024-12-31");
        if generator.from.is_some() || generator.penalties {
            continue;
        }
        let year = Period::containing(PeriodType::Year, today);
        let mut busy = 0;
        for day in year.days().filter(|day| day.month() < 12) {
            let hours = generator.hours(day, today, scenario.zone());
            assert!(hours.len() <= 4, "{}", scenario.name);
            assert!(hours.iter().all(|hour| hour.start.date_naive() == day && hour.start.second() == 0));
            assert!(hours.iter().all(|hour| hour.amount.energy > 0 && hour.amount.earnings > 0));
            busy += usize::from(!hours.is_empty());
        }
        assert!((335 * 3 / 10..=335 / 2).contains(&busy), "{}: {busy} days", scenario.name);
    }
}

#[test]
fn figures_are_as_their_scenarios_describe() {
    let sandbox = Sandbox::new();
    let first = |name| {
        let customer = Customer::named(&sandbox, name);
        crate::support::page(&customer.start())["performance"].clone()
    };
    assert_eq!(first("empty_period")["series"], Value::Array(Vec::new()));
    assert_eq!(first("empty_period")["has_previous"], true);
    let negative = first("negative_day")["series"].as_array().unwrap().clone();
    assert!(negative.iter().any(|point| exact(&point["earnings"]) < 0));
    assert!(!first("yen")["earnings"].to_string().contains('.'));
    assert_eq!(first("dinar")["earnings"].to_string().split_once('.').unwrap().1.len(), 3);
    let mismatch = first("sum_mismatch");
    let page = serde_json::json!({ "performance": mismatch });
    assert_ne!(total(&page), points(&page, |_| true));
    let daily = Customer::named(&sandbox, "daily_year");
    daily.start();
    assert!(daily.period("YEAR", "2024-01-01")["performance"]["series"].as_array().unwrap().len() > 100);
    let single = Customer::named(&sandbox, "single_day_point");
    single.start();
    assert_eq!(single.period("DAY", "2025-02-16")["performance"]["series"][0]["date"], "2025-02-16");
}

#[test]
fn an_instant_is_a_day_of_the_time_zone() {
    let instant: DateTime<Utc> = "2025-03-01T05:30:00Z".parse().unwrap();
    assert_eq!(calendar::today(instant, Tz::America__Denver), date("2025-02-28"));
    assert_eq!(calendar::today(instant, Tz::Asia__Tokyo), date("2025-03-01"));
}

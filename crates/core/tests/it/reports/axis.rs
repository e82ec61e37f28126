//! Where the points belong: dates and times, long periods, zones and clocks.

use super::{Shown, bucket, february, figures, line, marked, page, report, with_series};
use crate::support::page::Page;
use crate::support::plain::Plain;
use crate::support::shown::count;
use crate::support::{Iana, date, decimal, documented_page, summary_of};
use serde_json::{Value, json};
use vpp_core::domain::Zone;
use vpp_core::domain::point::ProgrammeZone;
use vpp_core::view_model::{Env, Export};

#[test]
fn a_time_without_its_distance_to_utc_is_one_in_the_programmes_zone() {
    let shown = figures(&report("hour-without-offset"));
    assert_eq!(bucket(&shown, "2025-02-16T17:00:00-07:00"), ("earned", Some(8_910_000), "USD 8.91", "7.85 kWh"));
    assert_eq!((marked(&shown, "none"), shown.remarks.as_slice()), (23, &[][..]));
    // Half an hour after midnight belongs to the day, even where the clocks have changed since.
    let points = json!([{"date": "2025-03-09T23:30:00", "dispatched_kwh": 1, "earnings": 2}]);
    let shown = figures(&with_series("DAY", "2025-03-09", "2025-03-09", points));
    assert_eq!(bucket(&shown, "2025-03-09T23:00:00-06:00").0, "earned");
}

#[test]
fn months_without_a_day_are_months_of_a_year() {
    let shown = figures(&report("months-without-day"));
    assert_eq!((shown.bars.len(), marked(&shown, "earned"), shown.remarks.len()), (12, 12, 0));
    assert_eq!(bucket(&shown, "2024-03"), ("earned", Some(11_000_000), "USD 11", "10 kWh"));
    // In a month nobody knows where such a point belongs.
    let shown = figures(&february(json!([{"date": "2025-02", "dispatched_kwh": 1, "earnings": 2}])));
    assert_eq!(marked(&shown, "unknown"), 28);
}

#[test]
fn a_device_whose_clock_is_behind_hides_nothing() {
    let page = page(&documented_page()).on("2025-02-05");
    let shown = page.figures();
    assert_eq!((marked(&shown, "future"), marked(&shown, "none")), (0, 16));
    assert_eq!(line(&page, "2025-02-27").as_deref(), Some("2025-02-27,,USD,"));
    assert!(shown.bars[4].current);
    let mut answer = february(json!([]));
    answer["performance"]["has_next"] = json!(true);
    assert_eq!(marked(&figures_on(&answer, "2025-01-05"), "future"), 0);
    answer["performance"]["has_next"] = json!(false);
    assert_eq!(marked(&figures_on(&answer, "2025-01-05"), "future"), 28);
}

fn figures_on(answer: &Value, today: &str) -> Shown {
    Shown::by(&page(answer).on(today))
}

#[test]
fn no_period_is_drawn_finer_than_its_length_allows() {
    let hour = json!([{"date": "2025-02-16T17:00:00-07:00", "dispatched_kwh": 1, "earnings": 2}]);
    for (kind, end, bars, first) in [
        ("DAY", "2025-02-16", 24, "2025-02-16T00:00:00-07:00"),
        ("DAY", "2025-02-17", 48, "2025-02-16T00:00:00-07:00"),
        ("DAY", "2025-02-18", 3, "2025-02-16"),
        ("DAY", "2026-02-15", 365, "2025-02-16"),
        ("MONTH", "2026-03-22", 400, "2025-02-16"),
        ("YEAR", "2026-03-22", 400, "2025-02-16"),
        ("YEAR", "2026-03-23", 14, "2025-02"),
        ("DAY", "2058-05-31", 400, "2025-02"),
    ] {
        let shown = figures(&with_series(kind, "2025-02-16", end, hour.clone()));
        assert_eq!((shown.bars.len(), shown.bars[0].name.as_str()), (bars, first), "{kind} {end}");
        assert_eq!((shown.table.rows.len(), marked(&shown, "earned")), (bars, 1), "{kind} {end}");
        let sum: i64 = shown.bars.iter().filter_map(|bar| bar.value).sum();
        assert_eq!(sum, decimal("2").millionths());
    }
    assert!(summary_of(&with_series("DAY", "2025-02-16", "2058-06-01", hour)).unreadable);
    // The ends of the calendar.
    for (day, kind) in [("0000-01-01", "DAY"), ("9999-12-31", "DAY"), ("0000-12-31", "YEAR"), ("9999-12-31", "MONTH")] {
        let bars = figures(&with_series(kind, day, day, json!([]))).bars.len();
        assert!((1..=24).contains(&bars), "{kind} {day}");
    }
}

/// A zone that the browser does not know.
struct Unheard;

impl Zone for Unheard {
    fn offset_at(&self, _: i64) -> i32 {
        0
    }

    fn is_known(&self) -> bool {
        false
    }
}

fn unheard<T>(page: &Page, run: impl FnOnce(&Page, &Env<'_>) -> T) -> T {
    run(page, &Env { locale: &Plain, zone: &Unheard, today: page.today, title: None, home: None, leap: None })
}

fn figures_unheard(answer: &Value) -> Shown {
    unheard(&page(answer), |page, env| Shown::of(&page.model, env))
}

#[test]
fn in_an_unknown_zone_the_points_own_distance_to_utc_counts() {
    let answer = report("new-zone");
    let shown = figures_unheard(&answer);
    assert_eq!((shown.bars.len(), shown.remarks.as_slice()), (24, &[][..]));
    assert_eq!(bucket(&shown, "2025-11-16T19:00:00-03:00").2, "USD 3");
    assert_eq!(bucket(&shown, "2025-11-16T22:00:00-03:00").2, "USD 8.91");
    let export = unheard(&page(&answer), |page, env| Export::of(&page.model, env)).unwrap().text;
    assert!(export.contains("2025-11-16T22:00:00-03:00,8.91,USD,7.85"), "{export}");
    // Half past ten in the evening is still that day.
    let points = summary_of(&answer).performance.unwrap().points;
    let now = crate::support::instant("2025-11-17T01:30:00Z");
    let zone = ProgrammeZone { named: &Unheard, points: &points };
    assert_eq!(zone.civil(now).date(), date("2025-11-16"));
    assert_eq!(ProgrammeZone { named: &Iana::named("Asia/Tokyo"), points: &points }.offset_at(now), 32_400);
}

#[test]
fn the_clocks_may_change_in_an_unknown_zone() {
    let hours = json!([
        {"date": "2025-11-02T01:00:00-06:00", "dispatched_kwh": 1, "earnings": 1},
        {"date": "2025-11-02T01:00:00-07:00", "dispatched_kwh": 1, "earnings": 2},
        {"date": "2025-11-02T23:00:00-07:00", "dispatched_kwh": 1, "earnings": 3},
    ]);
    let shown = figures_unheard(&with_series("DAY", "2025-11-02", "2025-11-02", hours));
    assert_eq!((shown.bars.len(), marked(&shown, "earned")), (25, 3));
    assert_eq!(bucket(&shown, "2025-11-02T01:00:00-06:00").2, "USD 1");
    assert_eq!(bucket(&shown, "2025-11-02T01:00:00-07:00").2, "USD 2");
}

#[test]
fn an_unknown_zone_without_any_distance_is_said_to_be_utc() {
    let utc = "The programme’s time zone isn’t known here. Times are in UTC.".to_owned();
    for time in ["2025-02-16T17:00:00Z", "2025-02-16T17:00:00", "2025-02-16"] {
        let points = json!([{"date": time, "dispatched_kwh": 54.7, "earnings": 62.1}]);
        let answer = with_series("DAY", "2025-02-16", "2025-02-16", points);
        let shown = figures_unheard(&answer);
        assert_eq!(shown.remarks, std::slice::from_ref(&utc), "{time}");
        assert!(shown.bars.iter().any(|bar| time.starts_with(&bar.name[..bar.name.len().min(13)])), "{time}");
        assert!(!figures(&answer).remarks.contains(&utc), "{time}");
    }
}

#[test]
fn the_first_month_of_a_billing_year_can_begin_before_it() {
    let months = (2..=14).map(|month| format!("{}-{:02}", 2024 + month / 13, (month - 1) % 12 + 1));
    let series: Vec<_> = months.map(|date| json!({"date": date, "dispatched_kwh": 10, "earnings": 10})).collect();
    let mut answer = with_series("YEAR", "2024-02-15", "2025-02-14", json!(series));
    let shown = &mut answer["performance"];
    (shown["earnings"], shown["energy_dispatched_kwh"]) = (json!(130), json!(130));
    let shown = figures(&answer);
    assert_eq!((shown.bars.len(), count(&shown)), (13, "13 months with events"));
    assert_eq!(bucket(&shown, "2024-02"), ("earned", Some(10_000_000), "USD 10", "10 kWh"));
    assert!(!shown.remarks.iter().any(|remark| remark.contains("add up")), "{:?}", shown.remarks);
}

#[test]
fn hours_of_more_than_a_day_name_their_day() {
    let series = json!([{"date": "2025-02-16T17:00:00-07:00", "dispatched_kwh": 1, "earnings": 1}]);
    let shown = figures(&with_series("DAY", "2025-02-15", "2025-02-16", series));
    let names: Vec<_> = shown.table.rows.iter().map(|row| row.bucket.as_str()).collect();
    assert_eq!((names[0], names[41]), ("Sat 02-15, 00:00 (-07:00)", "Sun 02-16, 17:00 (-07:00)"));
}

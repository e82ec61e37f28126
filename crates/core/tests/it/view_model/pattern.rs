//! When events happen: a sentence, once there are enough of them.

use crate::support::page::Page;
use crate::support::{Iana, at, documented, documented_with_figures, in_period, january, on};
use vpp_core::domain::{Intent, Period, PeriodType, Point};
use vpp_core::view_model::{Env, PageView};

/// February with dispatch from its first day, a Saturday, to this one.
fn to(day: u32) -> Vec<Point> {
    (1..=day).map(|day| on(&format!("2025-02-{day:02}"), "1", "1")).collect()
}

fn of_month(points: Vec<Point>) -> Vec<String> {
    Page::ready(in_period(PeriodType::Month, "2025-02-01", points)).figures().sentences
}

/// Dispatch in these hours of a day in Denver.
fn hours(day: &str, offset: &str, hours: impl IntoIterator<Item = u32>) -> Vec<Point> {
    hours.into_iter().map(|hour| at(&format!("{day}T{hour:02}:00:00{offset}"), "1", "1")).collect()
}

fn of_day(day: &str, points: Vec<Point>) -> Vec<String> {
    Page::ready(in_period(PeriodType::Day, day, points)).on("2026-06-18").figures().sentences
}

#[test]
fn from_eight_days_on_it_is_said_how_many_were_on_a_weekend() {
    assert_eq!(of_month(to(7)), [""; 0]);
    assert_eq!(of_month(to(8)), ["Event days at weekends: 3 of 8"]);
    assert_eq!(of_month(to(9)), ["Event days at weekends: 4 of 9"]);
    let weekdays = [3, 4, 5, 6, 7, 10, 11, 12].map(|day| on(&format!("2025-02-{day:02}"), "1", "1"));
    assert_eq!(of_month(weekdays.to_vec()), ["Event days at weekends: 0 of 8"]);
    // What is not paid yet has happened, and zeros have not.
    let last = |energy, earnings| [to(7), vec![on("2025-02-08", energy, earnings)]].concat();
    assert_eq!(of_month(last("1", "?")), ["Event days at weekends: 3 of 8"]);
    assert_eq!(of_month(last("0", "0")), [""; 0]);
}

#[test]
fn nothing_is_said_where_there_may_be_more_events() {
    let more = [to(8), vec![on("2025-02-20", "?", "?")]].concat();
    assert_eq!(of_month(more), [""; 0]);
    assert_eq!(Page::ready(documented_with_figures(|figures| figures.undated = true)).figures().sentences, [""; 0]);
    let more = [hours("2025-02-16", "-07:00", 10..18), vec![at("2025-02-16T20:00:00-07:00", "?", "?")]].concat();
    assert_eq!(of_day("2025-02-16", more), [""; 0]);
}

#[test]
fn the_days_of_a_year_count_on_every_chart_and_its_months_on_none() {
    let year = |points| Page::ready(in_period(PeriodType::Year, "2025-01-01", points));
    let days = year(to(9));
    assert_eq!(days.figures().sentences, ["Event days at weekends: 4 of 9"]);
    assert_eq!(days.narrow().figures().sentences, days.figures().sentences);
    let months = (1..=9).map(|month| on(&format!("2025-{month:02}-01"), "1", "1")).collect();
    assert_eq!(year(months).on("2026-06-18").figures().sentences, [""; 0]);
}

#[test]
fn from_eight_hours_on_it_is_said_between_which_hours() {
    let day = "2025-02-16";
    assert_eq!(of_day(day, hours(day, "-07:00", 10..17)), [""; 0]);
    assert_eq!(of_day(day, hours(day, "-07:00", 10..18)), ["All events were between 10:00 and 18:00"]);
    let apart = hours(day, "-07:00", [2, 5, 8, 11, 14, 17, 20, 23]);
    assert_eq!(of_day(day, apart), ["All events were between 02:00 and 00:00"]);
}

#[test]
fn hours_are_not_named_on_a_day_with_a_change_of_the_clocks() {
    // 23 hours, and 25.
    assert_eq!(of_day("2025-03-09", hours("2025-03-09", "-06:00", 10..18)), [""; 0]);
    assert_eq!(of_day("2025-11-02", hours("2025-11-02", "-07:00", 10..18)), [""; 0]);
    // Two days in one.
    let two = documented_with_figures(|figures| {
        let [start, end] = ["2025-02-15", "2025-02-16"].map(crate::support::date);
        figures.period = Period::stated(PeriodType::Day, start, end).unwrap();
        figures.points = hours("2025-02-16", "-07:00", 10..18);
    });
    assert_eq!(Page::ready(two).figures().sentences, [""; 0]);
    // On Lord Howe Island the clocks go forward by half an hour: 24 hours, most of which begin at half past.
    let zone = Iana::named("Australia/Lord_Howe");
    let sentences = |day: &str| {
        let page = Page::ready(in_period(PeriodType::Day, day, hours(day, "+11:00", 10..18))).on("2026-06-18");
        let view = page.in_env(|model, env| PageView::of(model, &Env { zone: &zone, ..*env }));
        view.figures().unwrap().sentences.clone()
    };
    assert_eq!(sentences("2025-10-05"), [""; 0]);
    assert_eq!(sentences("2025-10-06"), ["All events were between 10:00 and 18:00"]);
}

#[test]
fn the_comparison_comes_first() {
    let mut page = Page::documented();
    page.load(Intent::Previous, january());
    page.reload(documented());
    let sentences = page.on("2025-03-01").figures().sentences;
    assert_eq!(sentences, ["Same as in January 2025", "Event days at weekends: 7 of 12"]);
}

//! Where a switch to a shorter period leads.

use crate::support::page::Page;
use crate::support::{at, date, in_period, on};
use vpp_core::domain::{Intent, Period, PeriodType, Summary};
use vpp_core::state::CursorMove;

/// The period that a switch asks for.
fn landing(page: &Page, kind: PeriodType) -> Period {
    let mut page = page.clone();
    match page.request(Intent::Show(kind)).request {
        vpp_core::domain::Request::Submit(submission) => submission.period().unwrap(),
        other => panic!("{other:?} should be a submission"),
    }
}

fn day(page: &Page) -> String {
    landing(page, PeriodType::Day).start().to_string()
}

fn month(summary: Summary, today: &str) -> String {
    landing(&Page::ready(summary).on(today), PeriodType::Month).start().to_string()
}

#[test]
fn a_month_leads_to_its_last_day_with_dispatch() {
    let points = vec![on("2026-11-03", "1", "2"), on("2026-11-21", "1", "2"), on("2026-11-22", "0", "0")];
    let november = |points| Page::ready(in_period(PeriodType::Month, "2026-11-01", points)).on("2026-11-24");
    assert_eq!(day(&november(points)), "2026-11-21");
    assert_eq!(day(&november(vec![])), "2026-11-24", "nothing is known");
    assert_eq!(day(&november(vec![at("2026-11-20T23:30:00-07:00", "1", "1")])), "2026-11-20");
}

#[test]
fn the_bar_being_read_leads_to_its_own_day() {
    let mut page = Page::ready(in_period(PeriodType::Month, "2026-11-01", vec![on("2026-11-21", "1", "2")]));
    page.today = date("2026-11-24");
    page.read(CursorMove::Hover(4));
    assert_eq!(day(&page), "2026-11-05");
    page.read(CursorMove::Hover(27));
    assert_eq!(day(&page), "2026-11-21", "that day is still to come");
}

#[test]
fn a_year_leads_to_its_last_month_with_dispatch() {
    let months = |months: &[&str]| months.iter().map(|month| on(month, "1", "2")).collect();
    let year = |points| in_period(PeriodType::Year, "2025-01-01", points);
    assert_eq!(month(year(months(&["2025-01-01", "2025-02-01"])), "2025-02-16"), "2025-02-01");
    assert_eq!(month(year(months(&["2025-01-01", "2025-02-01"])), "2025-06-18"), "2025-02-01", "June is empty");
    assert_eq!(month(year(months(&["2025-02-03", "2025-03-04"])), "2026-01-01"), "2025-03-01");
    assert_eq!(month(year(vec![]), "2025-06-18"), "2025-06-01");
    // Nobody knows the days of its months.
    let page = Page::ready(year(months(&["2025-01-01", "2025-02-01"]))).on("2025-06-18");
    assert_eq!(day(&page), "2025-06-18");
    // On a phone the bars are months, and the last day is known all the same.
    let mut phone = Page::ready(year(months(&["2025-02-03", "2025-03-04"]))).on("2025-06-18").narrow();
    assert_eq!(day(&phone), "2025-03-04");
    phone.read(CursorMove::Hover(1));
    assert_eq!(landing(&phone, PeriodType::Month).start(), date("2025-02-01"));
}

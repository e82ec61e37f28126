//! What a period is compared with.

use crate::support::page::Page;
use crate::support::{date, decimal, documented, documented_with, in_period, on};
use vpp_core::domain::{Intent, Participation, Period, PeriodType, Point, Summary};

/// February after a look at another period.
fn after(before: Summary) -> Page {
    let mut page = Page::documented();
    page.load(Intent::Previous, before);
    page.reload(documented());
    page
}

/// The sentence that compares, on this day.
fn comparison(page: &Page, today: &str) -> Option<String> {
    let compares = |text: &String| [" less than ", " more than ", "Same as "].iter().any(|words| text.contains(words));
    let mut sentences = page.on(today).figures().sentences.into_iter().filter(compares);
    let found = sentences.next();
    assert_eq!(sentences.next(), None, "a period is compared once");
    found
}

fn january(earnings: &str) -> Summary {
    in_period(PeriodType::Month, "2025-01-01", vec![on("2025-01-05", "1", earnings)])
}

#[test]
fn a_period_is_compared_with_the_one_before_it() {
    let comparison = |earnings, today| comparison(&after(january(earnings)), today).unwrap();
    assert_eq!(comparison("60", "2025-03-01"), "USD 2.1 more than in January 2025");
    assert_eq!(comparison("100", "2025-03-01"), "USD 37.9 less than in January 2025");
    assert_eq!(comparison("62.1", "2025-03-01"), "Same as in January 2025");
    assert_eq!(comparison("-1", "2025-03-01"), "USD 63.1 more than in January 2025");
    // During February a part is compared with a part.
    assert_eq!(comparison("60", "2025-02-04"), "USD 62.1 more than you’d earned by 01-04");
    assert_eq!(comparison("60", "2025-02-05"), "USD 2.1 more than you’d earned by 01-05");
    assert_eq!(comparison("62.1", "2025-02-28"), "Same as you’d earned by 01-28");
}

#[test]
fn a_customer_outside_the_programme_has_no_running_period() {
    for (state, more) in
        [("FAILED", false), ("NOT_ENROLLED", false), ("UNENROLLED", false), ("UNENROLLING", true), ("SUSPENDED", true)]
    {
        let mut page = after(january("60"));
        page.reload(documented_with(|summary| summary.programme.participation = Participation::parse(state)));
        let expected =
            if more { "USD 2.1 more than you’d earned by 01-28" } else { "USD 2.1 more than in January 2025" };
        assert_eq!(comparison(&page, "2025-02-28").as_deref(), Some(expected), "{state}");
    }
}

/// November 2026, running, with what was earned so far, after a look at October with these points.
fn november(october: Vec<Point>, total: Option<&str>) -> Page {
    let november = in_period(PeriodType::Month, "2026-11-01", vec![on("2026-11-21", "1", "51.51")]);
    let mut before = in_period(PeriodType::Month, "2026-10-01", october);
    if let Some(total) = total {
        before.performance.as_mut().unwrap().total.earnings = decimal(total);
    }
    with_before(november, before)
}

/// A page that has shown the period before as well.
fn with_before(shown: Summary, before: Summary) -> Page {
    let mut page = Page::ready(shown.clone());
    page.load(Intent::Previous, before);
    page.reload(shown);
    page
}

#[test]
fn a_running_period_is_compared_with_the_one_before_by_the_same_day() {
    let october = || vec![on("2026-10-03", "1", "60"), on("2026-10-24", "1", "5.81"), on("2026-10-25", "1", "10.04")];
    let value = |today| comparison(&november(october(), None), today).unwrap();
    assert_eq!(value("2026-11-24"), "USD 14.3 less than you’d earned by 10-24");
    assert_eq!(value("2026-11-23"), "USD 8.49 less than you’d earned by 10-23");
    assert_eq!(value("2026-11-02"), "USD 51.51 more than you’d earned by 10-02");
    // Once it is over, whole periods are compared.
    assert_eq!(value("2026-12-01"), "USD 24.34 less than in October 2026");
}

#[test]
fn a_running_period_is_never_compared_with_more_than_is_known_day_by_day() {
    let none = |page: &Page, today| assert_eq!(comparison(page, today), None);
    none(&november(vec![on("2026-10-03", "1", "60")], Some("61")), "2026-11-24");
    none(&november(vec![on("2026-10-03", "1", "60"), on("2026-10-04", "1", "?")], None), "2026-11-24");
    // A day is not over either, and nobody knows how far it has come.
    let day = |day: &str| in_period(PeriodType::Day, day, vec![on(day, "1", "1")]);
    none(&with_before(day("2026-11-24"), day("2026-11-23")), "2026-11-24");
    // A year of months says nothing of days; one of days does, also around a leap day.
    let year = |points: Vec<Point>| {
        let this = in_period(PeriodType::Year, "2024-01-01", vec![on("2024-01-05", "1", "3")]);
        with_before(this, in_period(PeriodType::Year, "2023-01-01", points))
    };
    none(&year(vec![on("2023-02-01", "1", "9")]), "2024-06-18");
    let days = year(vec![on("2023-02-28", "1", "9"), on("2023-03-02", "1", "9")]);
    assert_eq!(comparison(&days, "2024-02-29").unwrap(), "USD 6 less than you’d earned by Tue 2023-02-28");
    // The shortest month ends before the same day of a longer one.
    let march = in_period(PeriodType::Month, "2025-03-01", vec![on("2025-03-05", "1", "70")]);
    assert_eq!(
        comparison(&with_before(march, documented()), "2025-03-31").unwrap(),
        "USD 7.9 more than you’d earned by 02-28"
    );
}

#[test]
fn no_other_period_is_compared_with() {
    assert_eq!(comparison(&Page::documented(), "2025-03-01"), None);
    let none = |before: Summary| assert_eq!(comparison(&after(before), "2025-03-01"), None);
    let mut euros = january("60");
    euros.performance.as_mut().unwrap().currency = "EUR".to_owned();
    none(euros);
    none(in_period(PeriodType::Month, "2024-12-01", vec![]));
    none(in_period(PeriodType::Month, "2024-02-01", vec![]));
    none(in_period(PeriodType::Year, "2025-01-01", vec![]));
    none(in_period(PeriodType::Day, "2025-01-31", vec![]));
    let stated = Period::stated(PeriodType::Month, date("2025-01-01"), date("2025-01-30")).unwrap();
    let mut shorter = january("60");
    shorter.performance.as_mut().unwrap().period = stated;
    none(shorter);
}

#[test]
fn a_year_is_compared_with_the_one_before_and_a_day_with_none() {
    let one = |kind, day: &str| in_period(kind, day, vec![on(day, "1", "1")]);
    let of = |kind, shown, before| comparison(&with_before(one(kind, shown), one(kind, before)), "2025-06-18");
    assert_eq!(of(PeriodType::Year, "2024-01-01", "2023-01-01").as_deref(), Some("Same as in 2023"));
    // Whether there was an event on the day before is by chance.
    assert_eq!(of(PeriodType::Day, "2025-03-01", "2025-02-28"), None);
}

#[test]
fn what_is_not_settled_yet_is_compared_with_nothing() {
    let month = |first: &str, last: Point| {
        in_period(PeriodType::Month, first, vec![on(first, "1", "60"), on(first, "1", "1"), last])
    };
    let settled = || month("2025-01-01", on("2025-01-05", "1", "3"));
    let february = |last| month("2025-02-01", last);
    for today in ["2025-02-16", "2025-03-01"] {
        let of = |shown: Summary, before: Summary| comparison(&with_before(shown, before), today).is_some();
        assert!(of(february(on("2025-02-05", "1", "3")), settled()), "{today}");
        // Metered, but not paid; and not understood.
        for open in [on("2025-02-05", "1", "?"), on("2025-02-05", "?", "?")] {
            assert!(!of(february(open), settled()), "{today} {open:?}");
        }
        assert!(!of(february(on("2025-02-05", "1", "3")), month("2025-01-01", on("2025-01-05", "1", "?"))), "{today}");
        let mut undated = settled();
        undated.performance.as_mut().unwrap().undated = true;
        assert!(!of(february(on("2025-02-05", "1", "3")), undated), "{today}");
    }
}

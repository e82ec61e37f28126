//! What stands in the chart of a period without dispatch.

use crate::support::page::Page;
use crate::support::{date, dispatch, documented_with_figures, in_period, on, shown};
use vpp_core::domain::{Intent, Participation, PeriodType, Problem, ProblemKind, Summary};

/// The title of an empty chart, and the period that it offers.
fn empty(page: &Page, today: &str) -> Option<(&'static str, Option<(String, Intent)>)> {
    let empty = page.on(today).figures().empty;
    empty.map(|empty| (empty.title, empty.offer.map(|choice| (choice.label, choice.intent))))
}

fn empty_february() -> Summary {
    in_period(PeriodType::Month, "2025-02-01", vec![])
}

/// A row of zeros is no dispatch, but something to draw for customers outside the programme as well.
fn zeros_in(state: &str) -> Summary {
    let mut summary = in_period(PeriodType::Month, "2025-02-01", vec![on("2025-02-03", "0", "0")]);
    summary.programme.participation = Participation::parse(state);
    summary
}

#[test]
fn a_period_without_dispatch_says_so() {
    let page = Page::ready(empty_february());
    let title = |today| empty(&page, today).unwrap().0;
    assert_eq!(title("2025-03-01"), "No events");
    assert_eq!(title("2025-02-28"), "No events so far");
    let figures = page.figures();
    assert_eq!((figures.facts.as_slice(), figures.chart_summary.as_str()), (&[][..], "No events."));
}

#[test]
fn a_customer_outside_the_programme_is_not_promised_more() {
    for (state, more) in [
        ("FAILED", false),
        ("NOT_ENROLLED", false),
        ("UNENROLLED", false),
        ("UNENROLLING", true),
        ("SUSPENDED", true),
        ("NEW", true),
    ] {
        let title = empty(&Page::ready(zeros_in(state)), "2025-02-28").unwrap().0;
        assert_eq!(title == "No events so far", more, "{state}");
    }
}

#[test]
fn an_empty_period_has_the_reason_that_the_participation_gives() {
    let reason = |state: &str, today: &str| {
        Page::ready(zeros_in(state)).on(today).figures().empty.unwrap().reason.unwrap_or_default()
    };
    for (state, during, after) in [
        ("ACTIVE", "when the grid needs them", "when the grid needs them"),
        ("NOT_ENROLLED", "haven’t joined yet", "haven’t joined yet"),
        ("ENROLLING", "once your enrolment is complete", "once your enrolment is complete"),
        ("UNENROLLED", "left this programme", "left this programme"),
        // Nobody knows whether it held in February, too.
        ("SUSPENDED", "while you’re paused", ""),
        ("UNENROLLING", "request to leave", ""),
        ("FAILED", "", ""),
        ("NEW", "", ""),
    ] {
        for (today, part) in [("2025-02-28", during), ("2025-03-01", after)] {
            let reason = reason(state, today);
            assert!(reason.contains(part) && reason.is_empty() == part.is_empty(), "{state} {today}: {reason}");
            assert_eq!(reason.contains("grid"), state == "ACTIVE", "{state} {today}: {reason}");
        }
    }
}

#[test]
fn a_total_without_a_series_is_not_an_empty_period() {
    // "No events" would contradict the total above it.
    let shown = Page::ready(documented_with_figures(|figures| figures.points.clear())).figures();
    assert_eq!((shown.empty.as_ref(), shown::earnings(&shown)), (None, "USD 62.1"));
    assert_eq!(shown.chart_summary, "USD 62.1, 54.7 kWh, 0 event days");
    assert!(shown.remarks[0].starts_with("The bars add up to USD 0."), "{:?}", shown.remarks);
    for total in [dispatch("0", "1"), dispatch("1", "0"), dispatch("0", "-1")] {
        let mut summary = empty_february();
        summary.performance.as_mut().unwrap().total = total;
        assert_eq!(Page::ready(summary).figures().empty, None, "{total:?}");
    }
}

#[test]
fn an_empty_period_offers_the_last_cached_one_with_dispatch() {
    let mut page = Page::ready(in_period(PeriodType::Month, "2024-11-01", vec![on("2024-11-03", "1", "1")]));
    for (kind, day, points) in [
        (PeriodType::Month, "2024-12-01", vec![on("2024-12-03", "1", "1")]),
        (PeriodType::Month, "2025-01-01", vec![]),
        (PeriodType::Day, "2025-01-02", vec![on("2025-01-02", "1", "1")]),
        (PeriodType::Month, "2025-03-01", vec![on("2025-03-03", "1", "1")]),
        (PeriodType::Month, "2025-02-01", vec![]),
    ] {
        page.reload(in_period(kind, day, points));
    }
    let december = Intent::Open(PeriodType::Month, date("2024-12-01"));
    let offer = |page: &Page| empty(page, "2025-03-01").unwrap().1;
    assert_eq!(offer(&page), Some(("See December 2024 · USD 1".to_owned(), december)));
    let mut ended = page.clone();
    ended.model.problem = Some(Problem::new(ProblemKind::Ended));
    assert_eq!(offer(&ended), None, "nothing can be requested");
    // Connect would refuse it where it says that there is no earlier period.
    let mut first = empty_february();
    first.performance.as_mut().unwrap().has_previous = false;
    page.reload(first);
    assert_eq!(offer(&page), year("2025"));
}

/// The offer of a whole year.
fn year(name: &str) -> Option<(String, Intent)> {
    Some((format!("See all of {name}"), Intent::Open(PeriodType::Year, date(&format!("{name}-01-01")))))
}

#[test]
fn where_nothing_is_known_the_whole_year_is_offered_and_then_the_one_before() {
    let offer = |summary: Summary| empty(&Page::ready(summary), "2025-02-16").unwrap().1;
    assert_eq!(offer(empty_february()), year("2025"));
    assert_eq!(offer(in_period(PeriodType::Day, "2024-12-31", vec![])), year("2024"));
    let mut months = empty_february();
    months.performance.as_mut().unwrap().available = vec![PeriodType::Day, PeriodType::Month];
    assert_eq!(offer(months), None);
    let mut this_year = in_period(PeriodType::Year, "2025-01-01", vec![]);
    let before = Intent::Open(PeriodType::Year, date("2024-01-01"));
    assert_eq!(offer(this_year.clone()), Some(("See 2024".to_owned(), before)));
    this_year.performance.as_mut().unwrap().has_previous = false;
    assert_eq!(offer(this_year), None);
}

#[test]
fn an_empty_period_offers_what_is_known_of_a_longer_one() {
    let empty_day = |day| in_period(PeriodType::Day, day, vec![]);
    let offer = |known: Summary, shown: Summary| {
        let mut page = Page::ready(known);
        page.reload(shown);
        empty(&page, "2026-11-24").unwrap().1.unwrap().0
    };
    let days = vec![on("2026-11-20", "4.53", "5.17"), on("2026-11-21", "6.66", "7.59"), on("2026-11-23", "1", "?")];
    let november = in_period(PeriodType::Month, "2026-11-01", days);
    assert_eq!(offer(november.clone(), empty_day("2026-11-22")), "See Sat 2026-11-21 · USD 7.59");
    assert_eq!(offer(november.clone(), empty_day("2026-11-24")), "See Mon 2026-11-23", "its earnings are not known");
    assert_eq!(offer(november, empty_day("2026-11-20")), "See all of 2026", "nothing before it is known");
    let months = || vec![on("2025-01-01", "1", "3"), on("2025-02-01", "1", "4")];
    let empty_month = |day| in_period(PeriodType::Month, day, vec![]);
    assert_eq!(
        offer(in_period(PeriodType::Year, "2025-01-01", months()), empty_month("2026-11-01")),
        "See February 2025 · USD 4"
    );
    // A year of months says nothing of days, and one of days adds up to months.
    assert_eq!(offer(in_period(PeriodType::Year, "2025-01-01", months()), empty_day("2026-11-24")), "See all of 2026");
    let days = vec![on("2025-02-03", "1", "3"), on("2025-02-04", "1", "4")];
    assert_eq!(
        offer(in_period(PeriodType::Year, "2025-01-01", days), empty_month("2026-11-01")),
        "See February 2025 · USD 7"
    );
}

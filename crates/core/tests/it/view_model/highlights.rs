//! What the page says beyond the figures: facts, comparison, remarks, and the text of an empty chart.

use crate::support::page::Page;
use crate::support::{
    at, date, decimal, dispatch, documented, documented_with, documented_with_figures, in_period, on,
};
use vpp_core::domain::{Intent, Participation, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::view_model::PeriodView;

fn facts(figures: &PeriodView) -> Vec<(&str, &str, &str)> {
    figures.facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str(), fact.detail.as_str())).collect()
}

fn names(figures: &PeriodView) -> Vec<&str> {
    figures.facts.iter().map(|fact| fact.name.as_str()).collect()
}

#[test]
fn months_days_and_hours_have_their_own_words() {
    let points = vec![on("2025-01-01", "1", "2"), on("2025-02-01", "1", "1")];
    let monthly = Page::ready(in_period(PeriodType::Year, "2025-01-01", points)).figures();
    assert_eq!(names(&monthly)[..2], ["Best month", "Average per month with events"]);
    assert_eq!(facts(&monthly)[0], ("Best month", "USD 2", "January 2025"));
    assert_eq!(monthly.chart_summary, "USD 3, 2 kWh, 2 months with events");
    let hours = vec![at("2025-02-16T17:00:00-07:00", "1", "1"), at("2025-02-16T18:30:00-07:00", "1", "2")];
    let day = Page::ready(in_period(PeriodType::Day, "2025-02-16", hours)).figures();
    assert_eq!(facts(&day)[0], ("Best hour", "USD 2", "18:00"));
    assert_eq!(names(&day)[1], "Average per event hour");
    assert_eq!(day.chart_summary, "USD 3, 2 kWh, 2 event hours");
}

#[test]
fn a_narrow_chart_shows_months_but_the_facts_stay_those_of_days() {
    let points = vec![on("2025-01-01", "1", "2"), on("2025-02-01", "1", "1"), on("2025-02-02", "1", "5")];
    let page = Page::ready(in_period(PeriodType::Year, "2025-01-01", points));
    let (wide, narrow) = (page.figures(), page.narrow().figures());
    assert_eq!(facts(&wide)[0], ("Best day", "USD 5", "Sunday 2025-02-02"));
    assert_eq!((facts(&narrow), &narrow.dispatches), (facts(&wide), &wide.dispatches));
    assert_eq!((&narrow.chart_summary, &narrow.remarks), (&wide.chart_summary, &wide.remarks));
    assert_eq!((narrow.bars.len(), wide.bars.len(), narrow.bars[1].value), (12, 365, Some(6_000_000)));
    assert_eq!((narrow.table.columns[0], wide.table.columns[0]), ("Month", "Day"));
}

#[test]
fn a_month_of_days_stays_a_month_of_days_on_a_narrow_chart() {
    assert_eq!(Page::documented().narrow().figures().bars.len(), 28);
    let longest = Page::ready(in_period(PeriodType::Month, "2025-01-01", vec![]));
    assert_eq!(longest.narrow().figures().bars.len(), 31);
}

#[test]
fn the_best_of_two_repeated_hours_has_its_utc_offset() {
    let hours = vec![at("2025-11-02T01:00:00-06:00", "1", "1"), at("2025-11-02T01:00:00-07:00", "1", "2")];
    let figures = Page::ready(in_period(PeriodType::Day, "2025-11-02", hours)).on("2025-11-03").figures();
    assert_eq!(figures.bars.len(), 25);
    assert_eq!(facts(&figures)[0], ("Best hour", "USD 2", "01:00 (-07:00)"));
}

/// February after a look at another period.
fn after(before: Summary) -> Page {
    let mut page = Page::documented();
    page.load(Intent::Previous, before);
    page.reload(documented());
    page
}

fn comparison(page: &Page, today: &str) -> Option<(String, String, String)> {
    let fact = page.on(today).figures().facts.into_iter().find(|fact| fact.name.to_lowercase().contains("compared"));
    fact.map(|fact| (fact.name, fact.value, fact.detail))
}

fn january(earnings: &str) -> Summary {
    in_period(PeriodType::Month, "2025-01-01", vec![on("2025-01-05", "1", earnings)])
}

#[test]
fn a_period_is_compared_with_the_one_before_it() {
    let comparison = |earnings, today| comparison(&after(january(earnings)), today).unwrap();
    let expected =
        |value: &str, detail: &str| ("Compared with January 2025".to_owned(), value.to_owned(), detail.to_owned());
    assert_eq!(comparison("60", "2025-03-01"), expected("USD +2.1", "January 2025: USD 60"));
    assert_eq!(comparison("100", "2025-03-01"), expected("USD -37.9", "January 2025: USD 100"));
    assert_eq!(comparison("62.1", "2025-03-01"), expected("USD 0", "January 2025: USD 62.1"));
    assert_eq!(comparison("-1", "2025-03-01"), expected("USD +63.1", "January 2025: USD -1"));
    // During February an incomplete month is compared with a whole one.
    for today in ["2025-02-01", "2025-02-28"] {
        assert_eq!(comparison("60", today).0, "So far, compared with January 2025", "{today}");
    }
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
fn days_and_years_are_compared_with_their_predecessors() {
    for (kind, shown, before, name) in [
        (PeriodType::Day, "2025-03-01", "2025-02-28", "Compared with Fri 2025-02-28"),
        (PeriodType::Year, "2024-01-01", "2023-01-01", "Compared with 2023"),
    ] {
        let mut page = Page::ready(in_period(kind, shown, vec![]));
        page.load(Intent::Previous, in_period(kind, before, vec![]));
        page.reload(in_period(kind, shown, vec![]));
        assert_eq!(comparison(&page, "2025-06-18").unwrap().0, name);
    }
}

#[test]
fn a_series_that_does_not_add_up_is_remarked_on() {
    let figures = Page::ready(documented_with_figures(|figures| figures.total.earnings = decimal("62.11"))).figures();
    assert_eq!(figures.remarks.len(), 2);
    assert!(figures.remarks[0].starts_with("The bars add up to USD 62.1."), "{}", figures.remarks[0]);
}

/// The title of an empty chart, and the period that it offers.
fn empty(page: &Page, today: &str) -> Option<(&'static str, Option<(String, Intent)>)> {
    let empty = page.on(today).figures().empty;
    empty.map(|empty| (empty.title, empty.offer.map(|choice| (choice.label, choice.intent))))
}

fn empty_february() -> Summary {
    in_period(PeriodType::Month, "2025-02-01", vec![])
}

#[test]
fn a_period_without_dispatch_says_so() {
    let page = Page::ready(empty_february());
    assert_eq!(empty(&page, "2025-03-01"), Some(("No events", None)));
    assert_eq!(empty(&page, "2025-02-28"), Some(("No events so far", None)));
    let figures = page.figures();
    assert_eq!((facts(&figures), figures.chart_summary.as_str()), (vec![], "No events."));
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
        let mut summary = empty_february();
        summary.programme.participation = Participation::parse(state);
        let title = empty(&Page::ready(summary), "2025-02-28").unwrap().0;
        assert_eq!(title == "No events so far", more, "{state}");
        let mut page = after(january("60"));
        page.reload(documented_with(|summary| summary.programme.participation = Participation::parse(state)));
        let compared = comparison(&page, "2025-02-28").unwrap().0;
        assert_eq!(compared == "So far, compared with January 2025", more, "{state}");
    }
}

#[test]
fn an_empty_period_has_the_reason_that_the_participation_gives() {
    let reason = |state: &str, today: &str| {
        let mut summary = empty_february();
        summary.programme.participation = Participation::parse(state);
        Page::ready(summary).on(today).figures().empty.unwrap().reason.unwrap_or_default()
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
    assert_eq!((shown.empty.as_ref(), shown.earnings.as_str()), (None, "USD 62.1"));
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
    assert_eq!(offer(&page), Some(("See December 2024".to_owned(), december)));
    let mut ended = page.clone();
    ended.model.problem = Some(Problem::new(ProblemKind::Ended));
    assert_eq!(offer(&ended), None, "nothing can be requested");
    // Connect would refuse it where it says that there is no earlier period.
    let mut first = empty_february();
    first.performance.as_mut().unwrap().has_previous = false;
    page.reload(first);
    assert_eq!(offer(&page), None);
}

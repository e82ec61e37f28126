//! What the page says beyond the figures: facts, when events happen, and remarks.

use crate::support::page::Page;
use crate::support::shown::{count, third_line};
use crate::support::{at, decimal, documented_with_figures, in_period, on};
use vpp_core::domain::PeriodType;
use vpp_core::view_model::PeriodView;

fn facts(figures: &PeriodView) -> Vec<(&str, &str, &str)> {
    figures.facts.iter().map(|fact| (fact.name, fact.value.as_str(), fact.detail.as_str())).collect()
}

fn names(figures: &PeriodView) -> Vec<&str> {
    figures.facts.iter().map(|fact| fact.name).collect()
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
    assert_eq!(facts(&wide)[0], ("Best day", "USD 5", "Sun 02-02"));
    assert_eq!((facts(&narrow), count(&narrow)), (facts(&wide), count(&wide)));
    assert_eq!((&narrow.chart_summary, &narrow.remarks), (&wide.chart_summary, &wide.remarks));
    assert_eq!((narrow.bars.len(), wide.bars.len(), narrow.bars[1].value), (12, 365, Some(6_000_000)));
    assert_eq!((page.narrow().table().columns[0], page.table().columns[0]), ("Month", "Day"));
}

/// The bars that the facts are about.
fn bars(page: &Page) -> Vec<(&'static str, Option<usize>)> {
    page.figures().facts.iter().map(|fact| (fact.name, fact.bar)).collect()
}

#[test]
fn a_fact_about_a_bar_names_it() {
    let year = |points| Page::ready(in_period(PeriodType::Year, "2025-01-01", points));
    let days = || vec![on("2025-01-01", "1", "-2"), on("2025-02-01", "1", "1"), on("2025-02-02", "1", "5")];
    let rest = [("Average per event day", None), ("Average per kWh", None)];
    let wide = bars(&year(days()));
    assert_eq!(wide, [[("Best day", Some(32)), ("Largest charge", Some(0))], rest].concat());
    // A chart of months has no bar for a day.
    let narrow = bars(&year(days()).narrow());
    assert_eq!(narrow, [[("Best day", None), ("Largest charge", None)], rest].concat());
    let months = vec![on("2025-01-01", "1", "2"), on("2025-03-01", "1", "4")];
    assert_eq!(bars(&year(months.clone()))[0], ("Best month", Some(2)));
    assert_eq!(bars(&year(months).narrow())[0], ("Best month", Some(2)));
    let hours = vec![at("2025-02-16T17:00:00-07:00", "1", "1"), at("2025-02-16T18:30:00-07:00", "1", "2")];
    assert_eq!(bars(&Page::ready(in_period(PeriodType::Day, "2025-02-16", hours)))[0], ("Best hour", Some(18)));
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

#[test]
fn what_was_paid_and_what_was_charged_stand_apart() {
    let amounts = [("2025-02-03", "30"), ("2025-02-03", "-5"), ("2025-02-07", "-20.71"), ("2025-02-09", "6.43")];
    let points = || amounts.iter().map(|(day, earnings)| on(day, "1", earnings)).collect();
    let shown = Page::ready(in_period(PeriodType::Month, "2025-02-01", points())).figures();
    assert_eq!(third_line(&shown), "Paid USD 36.43 · Charged USD -25.71");
    let expected = [("Best day", "USD 25", "Mon 02-03"), ("Largest charge", "USD -20.71", "Fri 02-07")];
    assert_eq!(facts(&shown)[..2], expected);
    let mut differs = in_period(PeriodType::Month, "2025-02-01", points());
    differs.performance.as_mut().unwrap().total.earnings = decimal("10.73");
    let differs = Page::ready(differs).figures();
    assert_eq!(third_line(&differs), "4 kWh · 3 event days last Sun 02-09");
    assert_eq!(names(&differs)[..2], ["Best day", "Largest charge"]);
    assert!(!third_line(&Page::documented().figures()).contains("Charged"), "nothing was charged");
}

#[test]
fn a_series_that_does_not_add_up_is_remarked_on() {
    let figures = Page::ready(documented_with_figures(|figures| figures.total.earnings = decimal("62.11"))).figures();
    assert_eq!(figures.remarks.len(), 1);
    assert!(figures.remarks[0].starts_with("The bars add up to USD 62.1."), "{}", figures.remarks[0]);
}

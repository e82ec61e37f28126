//! What the page says beyond the figures: facts, comparison, remarks, and what stands in an empty chart.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use support::screen::{figures, figures_on, go, in_period, ready, with};
use support::{at, date, decimal, dispatch, documented, on};
use vpp_core::domain::{Action, Intent, Participation, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::view_model::PeriodView;
use vpp_core::state::{Measure, Model, Msg, update};

fn facts(figures: &PeriodView) -> Vec<(&str, &str, &str)> {
    figures.facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str(), fact.detail.as_str())).collect()
}

fn names(figures: &PeriodView) -> Vec<&str> {
    figures.facts.iter().map(|fact| fact.name.as_str()).collect()
}

#[test]
fn the_documented_month_at_a_glance() {
    let figures = figures(&ready(documented()));
    let expected = [
        ("Best day", "USD 8.91", "Sunday 2025-02-16"),
        ("Average per day with dispatch", "USD 5.175", "12 days with dispatch"),
        ("Average per kWh", "USD 1.135283", ""),
    ];
    assert_eq!(facts(&figures), expected);
    assert_eq!(figures.remarks, ["The programme may correct past figures."]);
    assert_eq!((figures.dispatches.1.as_str(), &figures.empty), ("12", &None));
}

#[test]
fn each_kind_of_axis_has_its_own_words() {
    let points = || vec![on("2025-01-01", "1", "2"), on("2025-02-01", "1", "1")];
    let monthly = figures(&ready(in_period(PeriodType::Year, "2025-01-01", points())));
    assert_eq!(names(&monthly)[..2], ["Best month", "Average per month with dispatch"]);
    assert_eq!(facts(&monthly)[0], ("Best month", "USD 2", "January 2025"));
    assert_eq!(monthly.chart_summary, "USD 3, 2 kWh, 2 months with dispatch");
    let mut points = points();
    points.push(on("2025-02-02", "1", "5"));
    let model = ready(in_period(PeriodType::Year, "2025-01-01", points));
    let wide = figures(&model);
    assert_eq!(facts(&wide)[0], ("Best day", "USD 5", "Sunday 2025-02-02"));
    // A narrow chart has the months of these days, and its table too; what is told of the year is the same.
    let narrow = figures_on(&model, "2025-02-28", true);
    assert_eq!((facts(&narrow), &narrow.dispatches), (facts(&wide), &wide.dispatches));
    assert_eq!((&narrow.chart_summary, &narrow.remarks), (&wide.chart_summary, &wide.remarks));
    assert_eq!((narrow.bars.len(), wide.bars.len(), narrow.bars[1].value), (12, 365, Some(6_000_000)));
    assert_eq!((narrow.columns[0], wide.columns[0]), ("Month", "Day"));
    let hours = vec![at("2025-02-16T17:00:00-07:00", "1", "1"), at("2025-02-16T18:30:00-07:00", "1", "2")];
    let day = figures(&ready(in_period(PeriodType::Day, "2025-02-16", hours)));
    assert_eq!(facts(&day)[0], ("Best hour", "USD 2", "18:00"));
    assert_eq!(day.chart_summary, "USD 3, 2 kWh, 2 hours with dispatch");
}

#[test]
fn the_best_of_two_hours_of_the_same_name_is_told_by_its_distance_to_utc() {
    let hours = vec![at("2025-11-02T01:00:00-06:00", "1", "1"), at("2025-11-02T01:00:00-07:00", "1", "2")];
    let model = ready(in_period(PeriodType::Day, "2025-11-02", hours));
    let figures = figures_on(&model, "2025-11-03", false);
    assert_eq!(figures.bars.len(), 25);
    assert_eq!(facts(&figures)[0], ("Best hour", "USD 2", "01:00 (-07:00)"));
}

#[test]
fn another_width_is_another_revision() {
    // What is made anew with other figures only has to follow the bars.
    use support::screen::in_setting;
    use vpp_core::view_model::Page;
    let model = ready(in_period(PeriodType::Year, "2025-01-01", vec![on("2025-01-02", "1", "1")]));
    let revision = |today, narrow| in_setting(today, narrow, |setting| Page::of(&model, setting)).revision;
    let revisions = [("2025-12-31", false), ("2025-12-31", true), ("2025-12-30", false), ("2025-12-30", true)];
    let mut revisions: Vec<u32> = revisions.map(|(today, narrow)| revision(today, narrow)).to_vec();
    revisions.sort_unstable();
    revisions.dedup();
    assert_eq!(revisions.len(), 4);
}

#[test]
fn what_changes_the_figures_is_another_revision() {
    let mut model = ready(documented());
    for msg in [Msg::TableToggled, Msg::MeasureSelected(Measure::Energy), Msg::TableToggled] {
        let before = model.revision;
        update(&mut model, msg);
        assert_ne!(model.revision, before);
    }
    let before = model.revision;
    go(&mut model, Intent::Previous, support::driver::january());
    assert_ne!(model.revision, before);
    let before = model.revision;
    update(&mut model, Msg::SessionOpened { token: support::token(), resume: false });
    assert_eq!(model.revision, before, "numbers go on, so that none comes twice");
}

/// February and what was seen before it.
fn after(before: Summary) -> Model {
    let mut model = ready(documented());
    go(&mut model, Intent::Previous, before);
    go(&mut model, Intent::Do(Action::ManagePayments), documented());
    model
}

fn comparison(model: &Model, today: &str) -> Option<(String, String, String)> {
    let figures = figures_on(model, today, false);
    let fact = figures.facts.into_iter().find(|fact| fact.name.to_lowercase().contains("compared"));
    fact.map(|fact| (fact.name, fact.value, fact.detail))
}

fn january(earnings: &str) -> Summary {
    in_period(PeriodType::Month, "2025-01-01", vec![on("2025-01-05", "1", earnings)])
}

#[test]
fn a_period_is_compared_with_the_one_before_it() {
    let said = |earnings, today| comparison(&after(january(earnings)), today).unwrap();
    let words = |name: &str, value: &str, detail: &str| (name.to_owned(), value.to_owned(), detail.to_owned());
    assert_eq!(said("60", "2025-03-01"), words("Compared with January 2025", "USD +2.1", "January 2025: USD 60"));
    assert_eq!(said("100", "2025-03-01"), words("Compared with January 2025", "USD -37.9", "January 2025: USD 100"));
    assert_eq!(said("62.1", "2025-03-01"), words("Compared with January 2025", "USD 0", "January 2025: USD 62.1"));
    assert_eq!(said("-1", "2025-03-01"), words("Compared with January 2025", "USD +63.1", "January 2025: USD -1"));
    // While February goes on, it is less than a month that is measured.
    for today in ["2025-02-01", "2025-02-28"] {
        assert_eq!(said("60", today).0, "So far, compared with January 2025", "{today}");
    }
}

#[test]
fn nothing_else_is_compared_with() {
    let none = |before: Summary| assert_eq!(comparison(&after(before), "2025-03-01"), None);
    assert_eq!(comparison(&ready(documented()), "2025-03-01"), None);
    let mut euros = january("60");
    euros.performance.as_mut().unwrap().currency = "EUR".to_owned();
    none(euros);
    none(in_period(PeriodType::Month, "2024-12-01", vec![]));
    none(in_period(PeriodType::Month, "2024-02-01", vec![]));
    none(in_period(PeriodType::Year, "2025-01-01", vec![]));
    none(in_period(PeriodType::Day, "2025-01-31", vec![]));
    let mut stated = january("60");
    stated.performance.as_mut().unwrap().period =
        Period::stated(PeriodType::Month, date("2025-01-01"), date("2025-01-30")).unwrap();
    none(stated);
}

#[test]
fn days_and_years_are_compared_with_their_own_kind() {
    for (kind, shown, before, name) in [
        (PeriodType::Day, "2025-03-01", "2025-02-28", "Compared with Fri 2025-02-28"),
        (PeriodType::Year, "2024-01-01", "2023-01-01", "Compared with 2023"),
    ] {
        let mut model = ready(in_period(kind, shown, vec![]));
        go(&mut model, Intent::Previous, in_period(kind, before, vec![]));
        go(&mut model, Intent::Show(PeriodType::Month), in_period(kind, shown, vec![]));
        assert_eq!(comparison(&model, "2025-06-18").unwrap().0, name);
    }
}

#[test]
fn bars_that_do_not_add_up_are_remarked_on() {
    let figures = figures(&with(|summary| summary.performance.as_mut().unwrap().total.earnings = decimal("62.11")));
    assert_eq!(figures.remarks.len(), 2);
    assert!(figures.remarks[0].starts_with("The bars add up to USD 62.1."), "{}", figures.remarks[0]);
}

fn empty(model: &Model, today: &str) -> Option<(String, Option<(String, Intent)>)> {
    let empty = figures_on(model, today, false).empty;
    empty.map(|(text, offer)| (text, offer.map(|choice| (choice.label, choice.intent))))
}

fn nothing_in(kind: PeriodType, day: &str) -> Summary {
    in_period(kind, day, vec![])
}

#[test]
fn a_period_without_dispatch_says_so() {
    let model = ready(nothing_in(PeriodType::Month, "2025-02-01"));
    assert_eq!(empty(&model, "2025-03-01"), Some(("February 2025: no dispatch".to_owned(), None)));
    assert_eq!(empty(&model, "2025-02-28"), Some(("February 2025: no dispatch so far".to_owned(), None)));
    let figures = figures(&model);
    assert_eq!((facts(&figures), figures.chart_summary.as_str()), (vec![], "Nothing was dispatched."));
}

#[test]
fn nothing_more_is_promised_to_who_has_left() {
    let mut summary = nothing_in(PeriodType::Month, "2025-02-01");
    summary.programme.participation = Participation::Unenrolled;
    let said = empty(&ready(summary), "2025-02-28").unwrap().0;
    assert_eq!(said, "February 2025: no dispatch");
    let mut left = documented();
    left.programme.participation = Participation::Unenrolled;
    let mut model = after(january("60"));
    assert_eq!(comparison(&model, "2025-02-28").unwrap().0, "So far, compared with January 2025");
    go(&mut model, Intent::Do(Action::ManagePayments), left);
    assert_eq!(comparison(&model, "2025-02-28").unwrap().0, "Compared with January 2025");
}

#[test]
fn a_total_without_a_series_is_not_called_nothing() {
    // "Nothing was dispatched, so nothing was earned" would contradict the total right above it.
    let model = with(|summary| summary.performance.as_mut().unwrap().points.clear());
    let shown = figures(&model);
    assert_eq!((shown.empty.as_ref(), shown.earnings.as_str()), (None, "USD 62.1"));
    assert_eq!(shown.chart_summary, "USD 62.1, 54.7 kWh, 0 days with dispatch");
    assert!(shown.remarks[0].starts_with("The bars add up to USD 0."), "{:?}", shown.remarks);
    for total in [dispatch("0", "1"), dispatch("1", "0"), dispatch("0", "-1")] {
        let mut summary = nothing_in(PeriodType::Month, "2025-02-01");
        summary.performance.as_mut().unwrap().total = total;
        assert_eq!(figures(&ready(summary)).empty, None, "{total:?}");
    }
}

#[test]
fn an_empty_period_offers_the_last_one_with_dispatch_that_was_seen() {
    let mut model = ready(in_period(PeriodType::Month, "2024-11-01", vec![on("2024-11-03", "1", "1")]));
    for (kind, day, points) in [
        (PeriodType::Month, "2024-12-01", vec![on("2024-12-03", "1", "1")]),
        (PeriodType::Month, "2025-01-01", vec![]),
        (PeriodType::Day, "2025-01-02", vec![on("2025-01-02", "1", "1")]),
        (PeriodType::Month, "2025-03-01", vec![on("2025-03-03", "1", "1")]),
        (PeriodType::Month, "2025-02-01", vec![]),
    ] {
        go(&mut model, Intent::Do(Action::ManagePayments), in_period(kind, day, points));
    }
    let december = Intent::Open(PeriodType::Month, date("2024-12-01"));
    let offer = |model: &Model| empty(model, "2025-03-01").unwrap().1;
    assert_eq!(offer(&model), Some(("Show December 2024, the last one with dispatch".to_owned(), december)));
    let mut ended = model.clone();
    update(&mut ended, Msg::StartFailed(Problem::new(ProblemKind::Ended)));
    assert_eq!(offer(&ended), None, "nothing can be asked for any more");
    // Where Connect says that there is nothing before, it would refuse to be asked.
    let mut first = nothing_in(PeriodType::Month, "2025-02-01");
    first.performance.as_mut().unwrap().has_previous = false;
    go(&mut model, Intent::Do(Action::ManagePayments), first);
    assert_eq!(offer(&model), None);
}

//! The picker: the periods to choose from, within the known range.

use crate::support::page::Page;
use crate::support::{any, date, documented, documented_with, documented_with_figures, in_period, january};
use proptest::{collection, prelude::*};
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::state::{Effect, Msg};
use vpp_core::view_model::{DayField, PeriodChoice, Picker};

fn picker(page: &Page) -> Picker {
    page.figures().picker.unwrap()
}

/// A page with an open picker after it has shown these summaries.
fn picking(summaries: Vec<Summary>, year: i32) -> Page {
    let mut page = Page::opened();
    for summary in summaries {
        page.reload(summary);
    }
    assert_eq!(page.send(Msg::PickerOpened(year)), None);
    page
}

/// Whether the picker can turn to an earlier and to a later year.
fn turns(picker: &Picker) -> (bool, bool) {
    picker.year.as_ref().map(|year| (year.has_earlier, year.has_later)).unwrap()
}

fn period(kind: PeriodType, day: &str, has_previous: bool, has_next: bool) -> Summary {
    let mut summary = in_period(kind, day, vec![]);
    let shown = summary.performance.as_mut().unwrap();
    (shown.has_previous, shown.has_next) = (has_previous, has_next);
    summary
}

fn enabled(picker: &Picker) -> Vec<&str> {
    picker.choices.iter().filter(|choice| !choice.disabled).map(|choice| choice.label.as_str()).collect()
}

#[test]
fn the_picker_is_there_only_while_it_is_open() {
    let mut page = Page::documented();
    let closed = page.figures();
    assert_eq!((closed.pickable, closed.picker), (Some(2025), None));
    page.send(Msg::PickerOpened(2025));
    assert_eq!(picker(&page).year.unwrap().number, 2025);
    page.send(Msg::PickerTurned(2024));
    assert_eq!(picker(&page).year.unwrap().number, 2024);
    page.send(Msg::PickerClosed);
    assert_eq!(page.figures().picker, None);
}

#[test]
fn a_month_is_chosen_from_those_of_a_year_within_the_known_range() {
    let mut page = picking(vec![documented()], 2025);
    let shown = picker(&page);
    assert_eq!((turns(&shown), shown.day.as_ref()), ((true, false), None));
    assert_eq!(shown.year.map(|year| (year.label, year.number)), Some(("2025".to_owned(), 2025)));
    let labels: Vec<&str> = shown.choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
    assert_eq!(enabled(&picker(&page)), ["Jan", "Feb"]);
    let selected: Vec<&PeriodChoice> = shown.choices.iter().filter(|choice| choice.selected).collect();
    assert_eq!((selected.len(), selected[0].label.as_str()), (1, "Feb"));
    assert_eq!(shown.choices[0].intent, Intent::Open(PeriodType::Month, date("2025-01-01")));
    page.request(shown.choices[0].intent);
}

#[test]
fn the_picker_turns_within_the_known_range() {
    let loaded = || {
        vec![
            period(PeriodType::Month, "2023-11-01", true, true),
            period(PeriodType::Month, "2025-02-01", true, true),
            period(PeriodType::Month, "2024-06-01", true, true),
        ]
    };
    let of = |year| picker(&picking(loaded(), year));
    assert_eq!((turns(&of(2023)), enabled(&of(2023)).len()), ((true, true), 12));
    assert_eq!((turns(&of(2024)), enabled(&of(2024)).len()), ((true, true), 12));
    assert_eq!((turns(&of(2025)), enabled(&of(2025))), ((true, false), vec!["Jan", "Feb", "Mar"]));
    assert_eq!((turns(&of(2026)), enabled(&of(2026)).len()), ((true, false), 0));
    assert_eq!((turns(&of(2022)), enabled(&of(2022)).len()), ((true, true), 12));
    let january = picker(&picking(vec![period(PeriodType::Month, "2025-01-01", true, false)], 2025));
    assert_eq!((turns(&january), enabled(&january)), ((true, false), vec!["Jan"]));
    let december = picker(&picking(vec![period(PeriodType::Month, "2024-12-01", false, true)], 2024));
    assert_eq!((turns(&december), enabled(&december)), ((false, true), vec!["Dec"]));
}

#[test]
fn months_before_the_known_ones_are_enabled_back_to_where_connect_has_no_more() {
    let november = || period(PeriodType::Month, "2026-11-01", true, false);
    let first_visit = picker(&picking(vec![november()], 2026));
    assert_eq!((turns(&first_visit), enabled(&first_visit).len()), ((true, false), 11));
    assert_eq!(enabled(&picker(&picking(vec![november()], 2019))).len(), 12);
    // The first month that has figures is known.
    let loaded = || vec![period(PeriodType::Month, "2025-03-01", false, true), november()];
    let of = |year| picker(&picking(loaded(), year));
    assert_eq!((turns(&of(2025)), enabled(&of(2025)).len(), enabled(&of(2025))[0]), ((false, true), 10, "Mar"));
    assert_eq!(enabled(&of(2024)).len(), 0);
}

#[test]
fn a_year_is_chosen_from_those_within_the_known_range() {
    let shown = picker(&picking(
        vec![period(PeriodType::Month, "2022-06-01", true, true), period(PeriodType::Year, "2024-01-01", true, true)],
        2024,
    ));
    assert_eq!((shown.year.as_ref(), shown.day.as_ref()), (None, None));
    assert_eq!(enabled(&shown), ["2022", "2023", "2024", "2025"]);
    assert_eq!(shown.choices[2].intent, Intent::Open(PeriodType::Year, date("2024-01-01")));
    assert!(shown.choices[2].selected && !shown.choices[1].selected);
}

#[test]
fn a_day_is_chosen_in_a_date_field_within_the_known_range() {
    let loaded =
        vec![period(PeriodType::Month, "2025-02-01", true, true), period(PeriodType::Day, "2025-02-16", true, true)];
    let shown = picker(&picking(loaded, 2025));
    let [value, min, max] = ["2025-02-16", "2025-01-01", "2025-03-31"].map(str::to_owned);
    assert_eq!(shown.day, Some(DayField { value, min, max }));
    assert!(shown.choices.is_empty() && shown.year.is_none());
}

#[test]
fn no_period_can_be_chosen_on_a_side_where_connect_has_none() {
    // The known range ends with the year, but nothing follows the displayed period, or precedes it.
    let loaded = |kind, day, previous, next| {
        vec![
            period(PeriodType::Year, "2024-01-01", false, true),
            period(PeriodType::Year, "2025-01-01", true, false),
            period(kind, day, previous, next),
        ]
    };
    let days = |previous, next| {
        let day = picker(&picking(loaded(PeriodType::Day, "2025-02-16", previous, next), 2025)).day.unwrap();
        [day.min, day.max]
    };
    assert_eq!(days(true, true), ["2024-01-01", "2025-12-31"]);
    assert_eq!(days(true, false), ["2024-01-01", "2025-02-16"]);
    assert_eq!(days(false, true), ["2025-02-16", "2025-12-31"]);
    let months = |year| picker(&picking(loaded(PeriodType::Month, "2025-02-01", true, false), year));
    assert_eq!(enabled(&months(2025)), ["Jan", "Feb"]);
    assert_eq!((turns(&months(2025)), turns(&months(2024))), ((true, false), (false, true)));
    let first = picker(&picking(loaded(PeriodType::Month, "2024-11-01", false, true), 2024));
    assert_eq!(enabled(&first), ["Nov", "Dec"]);
    let years = picker(&picking(loaded(PeriodType::Year, "2025-01-01", false, false), 2025));
    assert_eq!(enabled(&years), ["2025"]);
}

#[test]
fn there_is_no_picker_where_no_period_can_be_requested() {
    let picker = |page: &Page| (page.figures().pickable, page.figures().picker);
    let without = documented_with(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod));
    assert_eq!(picker(&picking(vec![without], 2025)), (None, None));
    let only_years = documented_with_figures(|figures| figures.available = vec![PeriodType::Year]);
    assert_eq!(picker(&picking(vec![only_years], 2025)), (None, None));
    let mut ended = picking(vec![documented()], 2025);
    ended.model.problem = Some(Problem::new(ProblemKind::Ended));
    assert_eq!(picker(&ended), (None, None));
}

#[test]
fn the_picker_closes_when_another_period_is_displayed() {
    let mut page = picking(vec![documented()], 2025);
    page.load(Intent::Open(PeriodType::Month, date("2025-01-01")), january());
    assert_eq!((page.model.picker_year, page.figures().picker), (None, None));
}

proptest! {
    #![proptest_config(crate::support::cases(64))]

    #[test]
    fn every_period_that_can_be_chosen_can_be_requested(
        loaded in collection::vec(any::performance_in((any::kind(), any::day_from(2022, 2027), 0..9u8, 0..366i64).prop_map(
            |(kind, day, choice, length)| match choice {
                0 => Period::stated(kind, day, day + chrono::TimeDelta::days(length)).unwrap(),
                _ => Period::containing(kind, day),
            },
        )), 1..5),
        year in 2020..2030i32,
    ) {
        let summary = |performance| Summary { performance: Some(performance), ..documented() };
        let page = picking([documented()].into_iter().chain(loaded.into_iter().map(summary)).collect(), year);
        let Some(picker) = page.figures().picker else { return Ok(()) };
        let shown = page.period();
        let mut intents: Vec<Intent> =
            picker.choices.iter().filter(|choice| !choice.disabled && !choice.selected).map(|choice| choice.intent).collect();
        if let Some(DayField { value, min, max }) = &picker.day {
            prop_assert!(min <= value && value <= max, "{:?}", picker.day);
            let days = [date(min), date(max)].into_iter().filter(|day| Period::containing(shown.kind(), *day) != shown);
            intents.extend(days.map(|day| Intent::Open(PeriodType::Day, day)));
        }
        for intent in intents {
            let mut page = page.clone();
            let effect = page.choose(intent);
            prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?}: {:?}", intent, page.model.problem);
        }
        // What cannot be chosen is outside the known range, or Connect would refuse it.
        let disabled = picker.choices.iter().filter(|choice| choice.disabled).map(|choice| choice.intent);
        let (first, last) = page.model.cache.known().unwrap();
        let first = if shown.kind() == PeriodType::Month { first.min(page.model.cache.beginning()) } else { first };
        for intent in disabled {
            let Intent::Open(kind, start) = intent else { return Err(TestCaseError::fail("not a period")) };
            let period = Period::containing(kind, start);
            let unknown = period.end() < first || period.start() > last;
            let refused = page.clone().choose(intent).is_none();
            prop_assert!(unknown || refused, "{:?}", intent);
        }
    }
}

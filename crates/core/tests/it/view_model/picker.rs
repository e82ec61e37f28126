//! Picking a period directly: what there is to pick from, within what is known to exist.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, prelude::*};
use support::screen::{figures, go, in_period, ready, today, want};
use support::{any, date, documented};
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::view_model::{Choice, Picker};
use vpp_core::state::{Effect, Model, Msg, update};

fn picker(model: &Model) -> Picker {
    figures(model).picker.unwrap()
}

/// A model in which periods are being picked, of this year where they are months.
fn picking(summaries: Vec<Summary>, year: i32) -> Model {
    let mut summaries = summaries.into_iter();
    let mut model = ready(summaries.next().unwrap());
    for summary in summaries {
        go(&mut model, Intent::Do(Action::ManagePayments), summary);
    }
    assert_eq!(update(&mut model, Msg::Picking(Some(year))), None);
    model
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
fn a_panel_is_there_only_while_it_is_open() {
    let mut model = ready(documented());
    let closed = figures(&model);
    assert_eq!((closed.pickable, closed.picker), (Some(2025), None));
    update(&mut model, Msg::Picking(closed.pickable));
    assert!(figures(&model).picker.is_some());
    update(&mut model, Msg::Picking(None));
    assert_eq!(figures(&model).picker, None);
}

#[test]
fn a_month_is_picked_from_those_of_its_year_that_may_have_something() {
    let mut model = picking(vec![documented()], 2025);
    let shown = picker(&model);
    assert_eq!((shown.year, shown.turns, shown.days), (Some(("2025".to_owned(), 2025)), (false, false), None));
    let labels: Vec<&str> = shown.choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
    assert_eq!(enabled(&picker(&model)), ["Jan", "Feb"]);
    let chosen: Vec<&Choice> = shown.choices.iter().filter(|choice| choice.chosen).collect();
    assert_eq!((chosen.len(), chosen[0].label.as_str()), (1, "Feb"));
    assert_eq!(shown.choices[0].intent, Intent::Open(PeriodType::Month, date("2025-01-01")));
    want(&mut model, shown.choices[0].intent);
}

#[test]
fn years_turn_as_far_as_there_is_something() {
    let seen = || {
        vec![
            period(PeriodType::Month, "2023-11-01", true, true),
            period(PeriodType::Month, "2025-02-01", true, true),
            period(PeriodType::Month, "2024-06-01", true, true),
        ]
    };
    let of = |year| picker(&picking(seen(), year));
    assert_eq!((of(2023).turns, enabled(&of(2023))), ((false, true), vec!["Oct", "Nov", "Dec"]));
    assert_eq!((of(2024).turns, enabled(&of(2024)).len()), ((true, true), 12));
    assert_eq!((of(2025).turns, enabled(&of(2025))), ((true, false), vec!["Jan", "Feb", "Mar"]));
    assert_eq!((of(2026).turns, enabled(&of(2026)).len()), ((true, false), 0));
    assert_eq!((of(2022).turns, enabled(&of(2022)).len()), ((false, true), 0));
    // Around the turn of a year the month before is in the year before.
    let january = picker(&picking(vec![period(PeriodType::Month, "2025-01-01", true, false)], 2025));
    assert_eq!((january.turns, enabled(&january)), ((true, false), vec!["Jan"]));
    let december = picker(&picking(vec![period(PeriodType::Month, "2024-12-01", false, true)], 2024));
    assert_eq!((december.turns, enabled(&december)), ((false, true), vec!["Dec"]));
}

#[test]
fn a_year_is_picked_from_the_years() {
    let shown = picker(&picking(
        vec![period(PeriodType::Month, "2022-06-01", true, true), period(PeriodType::Year, "2024-01-01", true, true)],
        2024,
    ));
    assert_eq!((shown.year.as_ref(), shown.turns, shown.days.as_ref()), (None, (false, false), None));
    assert_eq!(enabled(&shown), ["2022", "2023", "2024", "2025"]);
    assert_eq!(shown.choices[2].intent, Intent::Open(PeriodType::Year, date("2024-01-01")));
    assert!(shown.choices[2].chosen && !shown.choices[1].chosen);
}

#[test]
fn a_day_is_picked_between_the_first_and_the_last() {
    let seen =
        vec![period(PeriodType::Month, "2025-02-01", true, true), period(PeriodType::Day, "2025-02-16", true, true)];
    let shown = picker(&picking(seen, 2025));
    assert_eq!(shown.days, Some(["2025-02-16", "2025-01-01", "2025-03-31"].map(str::to_owned)));
    assert!(shown.choices.is_empty() && shown.year.is_none());
}

#[test]
fn nothing_is_picked_on_a_side_where_connect_has_nothing() {
    // The year and the month go on, but there is nothing after today, and before the first day neither.
    let seen = |kind, day, previous, next| {
        vec![
            period(PeriodType::Year, "2024-01-01", false, true),
            period(PeriodType::Year, "2025-01-01", true, false),
            period(kind, day, previous, next),
        ]
    };
    let days =
        |previous, next| picker(&picking(seen(PeriodType::Day, "2025-02-16", previous, next), 2025)).days.unwrap();
    assert_eq!(days(true, true)[1..], ["2024-01-01", "2025-12-31"]);
    assert_eq!(days(true, false)[1..], ["2024-01-01", "2025-02-16"]);
    assert_eq!(days(false, true)[1..], ["2025-02-16", "2025-12-31"]);
    let months = |year| picker(&picking(seen(PeriodType::Month, "2025-02-01", true, false), year));
    assert_eq!(enabled(&months(2025)), ["Jan", "Feb"]);
    assert_eq!((months(2025).turns, months(2024).turns), ((true, false), (false, true)));
    let first = picker(&picking(seen(PeriodType::Month, "2024-11-01", false, true), 2024));
    assert_eq!(enabled(&first), ["Nov", "Dec"]);
    let years = picker(&picking(seen(PeriodType::Year, "2025-01-01", false, false), 2025));
    assert_eq!(enabled(&years), ["2025"]);
}

#[test]
fn no_period_is_picked_where_none_can_be_asked_for() {
    let of = |change: fn(&mut Summary)| {
        let mut summary = documented();
        change(&mut summary);
        let figures = figures(&picking(vec![summary], 2025));
        (figures.pickable, figures.picker)
    };
    assert_eq!(of(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod)), (None, None));
    assert_eq!(of(|summary| summary.performance.as_mut().unwrap().available = vec![PeriodType::Year]), (None, None));
    let mut ended = picking(vec![documented()], 2025);
    update(&mut ended, Msg::StartFailed(Problem::new(ProblemKind::Ended)));
    assert_eq!((figures(&ended).pickable, figures(&ended).picker), (None, None));
}

#[test]
fn a_panel_closes_when_another_period_is_shown() {
    let mut model = picking(vec![documented()], 2025);
    go(&mut model, Intent::Open(PeriodType::Month, date("2025-01-01")), support::driver::january());
    assert_eq!((model.picker, figures(&model).picker), (None, None));
}

proptest! {
    #![proptest_config(support::cases(192))]

    #[test]
    fn whatever_can_be_picked_can_be_asked_for(
        seen in collection::vec(any::performance_in((any::kind(), any::day_from(2022, 2027), 0..9u8, 0..366i64).prop_map(
            |(kind, day, choice, length)| match choice {
                0 => Period::stated(kind, day, day + chrono::TimeDelta::days(length)).unwrap(),
                _ => Period::containing(kind, day),
            },
        )), 1..5),
        year in 2020..2030i32,
    ) {
        let mut model = ready(documented());
        for performance in seen {
            model.problem = Some(Problem::new(ProblemKind::Refused));
            update(&mut model, Msg::RetryRequested);
            let summary = Summary { performance: Some(performance), ..documented() };
            support::screen::answer(&mut model, Ok(vpp_core::connect::Answer::Summary(summary.into())));
        }
        update(&mut model, Msg::Picking(Some(year)));
        let Some(picker) = figures(&model).picker else { return Ok(()) };
        let shown = model.summary.as_ref().unwrap().performance.as_ref().unwrap().period;
        let mut intents: Vec<Intent> =
            picker.choices.iter().filter(|choice| !choice.disabled && !choice.chosen).map(|choice| choice.intent).collect();
        if let Some([start, first, last]) = &picker.days {
            prop_assert!(first <= start && start <= last, "{:?}", picker.days);
            let days = [date(first), date(last)].into_iter().filter(|day| Period::containing(shown.kind(), *day) != shown);
            intents.extend(days.map(|day| Intent::Open(PeriodType::Day, day)));
        }
        for intent in intents {
            let mut model = model.clone();
            let effect = update(&mut model, Msg::IntentChosen(intent, today()));
            prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?}: {:?}", intent, model.problem);
        }
        // And what is kept from being picked is what Connect would have nothing of.
        let kept = picker.choices.iter().filter(|choice| choice.disabled).map(|choice| choice.intent);
        let (first, last) = model.seen.known().unwrap();
        for intent in kept {
            let Intent::Open(kind, start) = intent else { return Err(TestCaseError::fail("no period")) };
            let period = Period::containing(kind, start);
            let unknown = period.end() < first || period.start() > last;
            let refused = update(&mut model.clone(), Msg::IntentChosen(intent, today())).is_none();
            prop_assert!(unknown || refused, "{:?}", intent);
        }
    }
}

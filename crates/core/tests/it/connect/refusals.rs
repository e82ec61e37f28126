//! What the page cannot say: each response that would be invalid is refused before anything is sent.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use support::{date, documented};
use vpp_core::domain::action::Submission;
use vpp_core::domain::{Action, Intent, PeriodType, Refusal, Summary};

fn to(summary: &Summary, intent: Intent) -> Result<Submission, Refusal> {
    Submission::to(summary, intent, date("2025-02-28"))
}

/// The documented customer, with changes.
fn with(change: impl FnOnce(&mut Summary)) -> Summary {
    let mut summary = documented();
    change(&mut summary);
    summary
}

#[test]
fn an_action_that_is_not_offered_is_refused() {
    for action in Action::ALL {
        let summary = with(|summary| summary.actions.retain(|offered| *offered != action));
        let refused = Err(Refusal::NotOffered(action));
        if action == Action::ChangePeriod {
            for intent in [Intent::Previous, Intent::Next, Intent::Show(PeriodType::Month)] {
                assert_eq!(to(&summary, intent), refused);
            }
            assert_eq!(Submission::change_period(&summary, PeriodType::Month, date("2025-01-01")), refused);
        } else {
            assert_eq!(to(&summary, Intent::Do(action)), refused);
            assert_eq!(Submission::plain(&summary, action), refused);
        }
    }
}

#[test]
fn a_change_of_period_without_a_period_is_refused() {
    assert_eq!(Submission::plain(&documented(), Action::ChangePeriod), Err(Refusal::PeriodMissing));
    assert_eq!(to(&documented(), Intent::Do(Action::ChangePeriod)), Err(Refusal::PeriodMissing));
}

#[test]
fn a_change_of_period_without_figures_is_refused() {
    let summary = with(|summary| summary.performance = None);
    for intent in [Intent::Previous, Intent::Next, Intent::Show(PeriodType::Year)] {
        assert_eq!(to(&summary, intent), Err(Refusal::NoPerformance));
    }
    let asked = Submission::change_period(&summary, PeriodType::Day, date("2025-02-01"));
    assert_eq!(asked, Err(Refusal::NoPerformance));
}

#[test]
fn a_type_of_period_that_is_not_available_is_refused() {
    for kind in PeriodType::ALL {
        let summary = with(|summary| summary.performance.as_mut().unwrap().available.retain(|one| *one != kind));
        let refused = Err(Refusal::TypeNotAvailable(kind));
        assert_eq!(to(&summary, Intent::Show(kind)), refused);
        assert_eq!(Submission::change_period(&summary, kind, date("2025-01-01")), refused);
        // The neighbours of a month are months.
        if kind == PeriodType::Month {
            assert_eq!(to(&summary, Intent::Previous), refused);
        }
    }
}

#[test]
fn a_start_that_is_not_the_first_day_of_its_period_is_refused() {
    for (kind, start) in [
        (PeriodType::Month, "2025-02-02"),
        (PeriodType::Month, "2024-02-29"),
        (PeriodType::Year, "2025-02-01"),
        (PeriodType::Year, "2024-12-31"),
    ] {
        let refused = Err(Refusal::NotTheFirstDay(date(start)));
        assert_eq!(Submission::change_period(&documented(), kind, date(start)), refused);
    }
}

#[test]
fn a_period_on_a_side_where_there_is_nothing_is_refused() {
    let at = |previous, next| {
        with(|summary| {
            let shown = summary.performance.as_mut().unwrap();
            (shown.has_previous, shown.has_next) = (previous, next);
        })
    };
    assert_eq!(to(&at(false, true), Intent::Previous), Err(Refusal::NoPrevious));
    assert_eq!(to(&at(true, false), Intent::Next), Err(Refusal::NoNext));
    assert!(to(&at(true, false), Intent::Previous).is_ok());
    assert!(to(&at(false, true), Intent::Next).is_ok());
    for (kind, before, after) in [
        (PeriodType::Day, "2025-01-31", "2025-03-01"),
        (PeriodType::Month, "2025-01-01", "2025-03-01"),
        (PeriodType::Year, "2024-01-01", "2026-01-01"),
    ] {
        let ask = |summary: &Summary, start| Submission::change_period(summary, kind, date(start)).map(|_| ());
        assert_eq!(ask(&at(false, true), before), Err(Refusal::NoPrevious));
        assert_eq!(ask(&at(true, false), after), Err(Refusal::NoNext));
        assert_eq!((ask(&at(true, false), before), ask(&at(false, true), after)), (Ok(()), Ok(())));
    }
    // A longer period around the one shown lies on neither side.
    assert!(to(&at(false, false), Intent::Show(PeriodType::Year)).is_ok());
}

#[test]
fn every_refusal_gives_a_reason_of_its_own() {
    let refusals = [
        Refusal::NotOffered(Action::Close),
        Refusal::NotOffered(Action::Back),
        Refusal::PeriodMissing,
        Refusal::NoPerformance,
        Refusal::TypeNotAvailable(PeriodType::Day),
        Refusal::TypeNotAvailable(PeriodType::Year),
        Refusal::NotTheFirstDay(date("2025-02-02")),
        Refusal::NoPrevious,
        Refusal::NoNext,
    ];
    let mut reasons: Vec<String> = refusals.iter().map(|refusal| refusal.reason()).collect();
    reasons.sort();
    reasons.dedup();
    assert_eq!(reasons.len(), refusals.len());
    assert!(Refusal::NotOffered(Action::Close).reason().contains("CLOSE"));
    assert!(Refusal::TypeNotAvailable(PeriodType::Day).reason().contains("DAY"));
}

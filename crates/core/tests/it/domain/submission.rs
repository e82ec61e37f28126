//! The submissions that cannot be built: what Connect would not take is refused before anything is sent.

use crate::support::{date, documented, documented_with, documented_with_figures};
use vpp_core::domain::Submission;
use vpp_core::domain::{Action, Intent, PeriodType, Refusal, Summary};

fn submission(summary: &Summary, intent: Intent) -> Result<Submission, Refusal> {
    Submission::for_intent(summary, intent, date("2025-02-28"))
}

#[test]
fn an_action_that_is_not_offered_is_refused() {
    for action in Action::ALL {
        let summary = documented_with(|summary| summary.actions.retain(|offered| *offered != action));
        let refused = Err(Refusal::NotOffered(action));
        if action == Action::ChangePeriod {
            for intent in [Intent::Previous, Intent::Next, Intent::Show(PeriodType::Month)] {
                assert_eq!(submission(&summary, intent), refused);
            }
            assert_eq!(Submission::change_period(&summary, PeriodType::Month, date("2025-01-01")), refused);
        } else {
            assert_eq!(submission(&summary, Intent::Do(action)), refused);
            assert_eq!(Submission::plain(&summary, action), refused);
        }
    }
}

#[test]
fn a_change_of_period_without_a_period_is_refused() {
    assert_eq!(Submission::plain(&documented(), Action::ChangePeriod), Err(Refusal::PeriodMissing));
    assert_eq!(submission(&documented(), Intent::Do(Action::ChangePeriod)), Err(Refusal::PeriodMissing));
}

#[test]
fn a_change_of_period_without_figures_is_refused() {
    let summary = documented_with(|summary| summary.performance = None);
    for intent in [Intent::Previous, Intent::Next, Intent::Show(PeriodType::Year)] {
        assert_eq!(submission(&summary, intent), Err(Refusal::NoPerformance));
    }
    let asked = Submission::change_period(&summary, PeriodType::Day, date("2025-02-01"));
    assert_eq!(asked, Err(Refusal::NoPerformance));
}

#[test]
fn a_period_type_that_is_not_available_is_refused() {
    for kind in PeriodType::ALL {
        let summary = documented_with_figures(|figures| figures.available.retain(|one| *one != kind));
        let refused = Err(Refusal::TypeNotAvailable(kind));
        assert_eq!(submission(&summary, Intent::Show(kind)), refused);
        assert_eq!(Submission::change_period(&summary, kind, date("2025-01-01")), refused);
        // The neighbours of a month are months.
        if kind == PeriodType::Month {
            assert_eq!(submission(&summary, Intent::Previous), refused);
        }
    }
}

#[test]
fn a_billing_period_starts_on_any_day() {
    for (kind, start, end) in [
        (PeriodType::Month, "2025-01-15", "2025-02-14"),
        (PeriodType::Month, "2024-01-31", "2024-02-28"),
        (PeriodType::Year, "2024-04-06", "2025-04-05"),
    ] {
        let submission = Submission::change_period(&documented(), kind, date(start)).unwrap();
        let period = submission.period().unwrap();
        assert_eq!((period.start(), period.end()), (date(start), date(end)));
    }
}

#[test]
fn a_period_beyond_the_first_or_the_last_is_refused() {
    let at =
        |previous, next| documented_with_figures(|figures| (figures.has_previous, figures.has_next) = (previous, next));
    assert_eq!(submission(&at(false, true), Intent::Previous), Err(Refusal::NoPrevious));
    assert_eq!(submission(&at(true, false), Intent::Next), Err(Refusal::NoNext));
    assert!(submission(&at(true, false), Intent::Previous).is_ok());
    assert!(submission(&at(false, true), Intent::Next).is_ok());
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
    // A longer period around the displayed one lies on neither side.
    assert!(submission(&at(false, false), Intent::Show(PeriodType::Year)).is_ok());
}

#[test]
fn each_refusal_has_its_own_reason() {
    let refusals = [
        Refusal::NotOffered(Action::Close),
        Refusal::NotOffered(Action::Back),
        Refusal::PeriodMissing,
        Refusal::NoPerformance,
        Refusal::TypeNotAvailable(PeriodType::Day),
        Refusal::TypeNotAvailable(PeriodType::Year),
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

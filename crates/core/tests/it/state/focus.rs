//! The focus: where it goes after each message. `Focus` moves it, `RecoverFocus` only if its element is gone or disabled.

use crate::support::page::{NOON, Page, answered, chosen, foreign, rate_limit, today};
use crate::support::{documented_with_figures, january, month};
use vpp_core::domain::{Action, Answer, Intent, PeriodType, Problem, ProblemKind};
use vpp_core::state::{CursorMove, Effect, FocusTarget, Measure, Msg, Tab};

fn focus(target: FocusTarget) -> Option<Effect> {
    Some(Effect::Focus(target))
}

fn recover(target: FocusTarget) -> Option<Effect> {
    Some(Effect::RecoverFocus(target))
}

/// The focus after a message to the documented page.
fn after(msg: Msg) -> Option<Effect> {
    let mut page = Page::documented();
    page.send(msg);
    page.focus
}

#[test]
fn a_step_keeps_the_focus_on_the_steps() {
    for intent in [Intent::Previous, Intent::Next] {
        let mut page = Page::with(|summary| summary.performance.as_mut().unwrap().has_next = true);
        page.request(intent);
        assert_eq!(page.focus, recover(FocusTarget::Step), "{intent:?} posts");
        page.answer_summary(january());
        assert_eq!(page.focus, recover(FocusTarget::Step), "{intent:?} is answered");
    }
    assert_eq!(after(Msg::StepRequested { intent: Intent::Previous, today: today() }), recover(FocusTarget::Step));
    // Beyond the last period there is nothing to do, and the step that is disabled may have had the focus.
    assert_eq!(after(Msg::StepRequested { intent: Intent::Next, today: today() }), recover(FocusTarget::Step));
}

#[test]
fn any_other_control_leaves_the_focus_to_what_replaces_it() {
    for intent in [
        Intent::Do(Action::ConnectTariff),
        Intent::Do(Action::Close),
        Intent::Show(PeriodType::Year),
        Intent::Open(PeriodType::Month, crate::support::date("2025-01-01")),
    ] {
        let mut page = Page::documented();
        page.request(intent);
        assert_eq!(page.focus, recover(FocusTarget::Notice), "{intent:?} posts");
        page.answer_summary(documented_with_figures(|figures| figures.period = month("2024-12-01")));
        assert_eq!(page.focus, recover(FocusTarget::Notice), "{intent:?} is answered");
    }
}

#[test]
fn a_selected_tab_gets_the_focus() {
    assert_eq!(after(Msg::TabSelected(Tab::Settings)), focus(FocusTarget::Tab(Tab::Settings)));
    assert_eq!(after(Msg::TabSelected(Tab::Overview)), focus(FocusTarget::Tab(Tab::Overview)));
}

#[test]
fn what_a_status_means_is_on_the_overview_and_gets_the_focus() {
    for tab in [Tab::Overview, Tab::Settings] {
        let mut page = Page::documented();
        page.send(Msg::TabSelected(tab));
        assert_eq!(page.send(Msg::StatusRequested), None);
        assert_eq!((page.model.tab, page.focus), (Tab::Overview, focus(FocusTarget::Status)), "{tab:?}");
    }
}

#[test]
fn opening_the_picker_focuses_the_choice_and_closing_it_the_toggle() {
    assert_eq!(after(Msg::PickerOpened(2025)), focus(FocusTarget::PickerChoice));
    let mut page = Page::documented();
    page.send(Msg::PickerOpened(2025));
    page.send(Msg::PickerClosed);
    assert_eq!(page.focus, focus(FocusTarget::PickerToggle));
}

#[test]
fn turning_the_picker_keeps_the_focus_on_the_same_direction() {
    let mut page = Page::documented();
    page.send(Msg::PickerOpened(2025));
    for (year, target) in [
        (2024, FocusTarget::PickerEarlier),
        (2023, FocusTarget::PickerEarlier),
        (2024, FocusTarget::PickerLater),
        (2025, FocusTarget::PickerLater),
        (2025, FocusTarget::PickerLater),
    ] {
        page.send(Msg::PickerTurned(year));
        assert_eq!(page.focus, recover(target), "{year}");
    }
}

#[test]
fn a_selected_language_returns_the_focus_to_the_list() {
    let mut page = Page::documented();
    page.send(Msg::LanguageSelected("de".to_owned()));
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    page.send(Msg::LanguageLoaded);
    assert_eq!(page.focus, recover(FocusTarget::Language));
    // The loader may bring a language that nobody selected, such as the browser's.
    page.send(Msg::LanguageLoaded);
    assert_eq!(page.focus, recover(FocusTarget::Notice));
}

#[test]
fn a_new_notice_above_the_summary_always_gets_the_focus() {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ConnectTariff));
    page.fail(ProblemKind::Offline);
    assert_eq!(page.focus, focus(FocusTarget::Notice));
    // Another failure only replaces the notice.
    page.post(Msg::RetryRequested);
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    page.fail(ProblemKind::Timeout);
    assert!(matches!(page.focus, Some(Effect::RecoverFocus(_))));
    // After the end nothing else can be done, whatever was asked for.
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(ProblemKind::Ended);
    assert_eq!(page.focus, focus(FocusTarget::Notice));
}

#[test]
fn a_new_notice_at_the_chart_gets_the_focus_of_the_controls_that_ask_for_a_period() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(ProblemKind::Offline);
    assert_eq!(page.focus, recover(FocusTarget::PeriodNotice));
    // A failure of another try has a message of its own.
    page.post(Msg::RetryRequested);
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.focus, recover(FocusTarget::PeriodNotice));
    // Asked for once more in the stepper, it fails again.
    page.request(Intent::Previous);
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.focus, recover(FocusTarget::PeriodNotice));
    // It is gone, and comes back.
    page.post(Msg::RetryRequested);
    page.answer_summary(january());
    assert_eq!(page.focus, recover(FocusTarget::Step));
    page.request(Intent::Previous);
    page.fail(ProblemKind::Offline);
    assert_eq!(page.focus, recover(FocusTarget::PeriodNotice));
    // An intent that Connect would refuse has a notice as well.
    assert_eq!(after(chosen(Intent::Next)), recover(FocusTarget::PeriodNotice));
}

#[test]
fn a_notice_instead_of_the_summary_recovers_the_focus() {
    let mut page = Page::opened();
    page.fail(ProblemKind::Offline);
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    let page = Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), foreign("payment_history", &[Action::Back]));
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    assert_eq!(Page::complete(None).focus, recover(FocusTarget::Notice));
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ConnectTariff));
    page.answer(Ok(Answer::Redirect(Some(crate::support::page::address("https://tariff.example/")))));
    assert_eq!(page.focus, recover(FocusTarget::Notice));
    // The redirect fails: its problem stands above the summary.
    page.send(Msg::NavigationFailed);
    assert_eq!(page.focus, focus(FocusTarget::Notice));
}

#[test]
fn the_end_of_a_countdown_recovers_the_focus() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.answer(Err(rate_limit(1)));
    assert_eq!(page.focus, recover(FocusTarget::PeriodNotice));
    page.send(Msg::SecondElapsed);
    assert_eq!(page.focus, recover(FocusTarget::Notice));
}

#[test]
fn midnight_leaves_the_focus_in_the_open_picker() {
    let mut page = Page::documented();
    page.send(Msg::PickerOpened(2025));
    for msg in [Msg::TimePassed, Msg::PageShown { now: NOON }] {
        page.send(msg);
        assert_eq!(page.focus, recover(FocusTarget::PickerChoice));
    }
}

#[test]
fn messages_that_replace_no_control_leave_the_focus_alone() {
    for msg in [
        Msg::CursorMoved { to: CursorMove::Hover(0), buckets: 28 },
        Msg::ChartResized { width: 599 },
        Msg::TableToggled,
        Msg::LogToggled,
        Msg::ExportRequested,
    ] {
        let what = format!("{msg:?}");
        assert_eq!(after(msg), None, "{what}");
    }
}

#[test]
fn any_other_message_recovers_the_focus() {
    for msg in [
        Msg::MeasureSelected(Measure::Energy),
        Msg::RetryRequested,
        answered(0, Err(Problem::new(ProblemKind::Offline))),
        Msg::HistoryPopped { kind: PeriodType::Month, start: crate::support::date("2025-01-01"), today: today() },
    ] {
        let what = format!("{msg:?}");
        assert_eq!(after(msg), recover(FocusTarget::Notice), "{what}");
    }
}

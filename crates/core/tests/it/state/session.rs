//! The page's state: one request at a time, late answers dropped, nothing lost, and no dead end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use support::driver::{PREVIOUS, Page, january, limited, wanted};
use support::{documented, token};
use vpp_core::connect::Answer;
use vpp_core::domain::{Action, Intent, PeriodType, Problem, ProblemKind, Request};
use vpp_core::state::{Effect, Model, Msg, Phase, Tab};

#[test]
fn opening_starts_the_session_and_shows_its_summary() {
    let mut page = Page(Model::default());
    let pending = page.post(Msg::SessionOpened { token: token(), resume: false });
    assert_eq!((pending.request, pending.intent), (Request::Start, None));
    assert_eq!(page.0.summary, None);
    page.answer(Ok(Answer::Summary(documented().into())));
    assert_eq!(page.0.summary.as_deref(), Some(&documented()));
    assert_eq!((&page.0.stage, &page.0.pending, page.problem()), (&Phase::Here, &None, None));
}

#[test]
fn coming_back_goes_on_rather_than_starting() {
    let mut page = Page(Model::default());
    assert_eq!(page.post(Msg::SessionOpened { token: token(), resume: true }).request, Request::Restore);
}

#[test]
fn opening_again_begins_anew_and_drops_what_was_under_way() {
    let mut page = Page::ready();
    let late = page.post(wanted(PREVIOUS));
    let pending = page.post(Msg::SessionOpened { token: token(), resume: true });
    assert!(pending.id > late.id);
    assert_eq!(page.0.summary, None);
    assert_eq!(page.send(Msg::AnswerReceived { id: late.id, result: Ok(Answer::Summary(january().into())) }), None);
    assert_eq!((page.0.summary.as_deref(), page.0.pending.as_ref()), (None, Some(&pending)));
}

#[test]
fn a_page_that_cannot_work_posts_nothing() {
    for kind in [ProblemKind::NoToken, ProblemKind::Configuration] {
        let mut page = Page(Model::default());
        assert_eq!(page.send(Msg::StartFailed(Problem::new(kind))), None);
        assert_eq!(page.problem(), Some(kind));
        for msg in [wanted(PREVIOUS), Msg::RetryRequested, Msg::ReturnHere, Msg::SecondElapsed, Msg::NavigationFailed] {
            assert_eq!(page.send(msg), None);
        }
        assert_eq!(page.problem(), Some(kind));
    }
}

#[test]
fn each_control_sends_its_request() {
    for intent in [
        Intent::Do(Action::ConnectTariff),
        Intent::Do(Action::ManagePayments),
        Intent::Do(Action::ManageParticipation),
        Intent::Do(Action::Back),
        Intent::Do(Action::Close),
        PREVIOUS,
        Intent::Show(PeriodType::Day),
        Intent::Show(PeriodType::Year),
    ] {
        let mut page = Page::ready();
        let pending = page.post(wanted(intent));
        let Request::Respond(response) = &pending.request else { panic!("{pending:?}") };
        assert_eq!((response.action(), pending.intent), (intent.action(), Some(intent)));
        assert_eq!(page.0.summary.as_deref(), Some(&documented()), "what was shown stays");
    }
}

#[test]
fn a_second_click_while_a_request_is_under_way_sends_nothing() {
    let mut page = Page::ready();
    let pending = page.post(wanted(PREVIOUS));
    for msg in [wanted(PREVIOUS), wanted(Intent::Do(Action::Close)), Msg::RetryRequested, Msg::ReturnHere] {
        assert_eq!(page.send(msg), None);
    }
    assert_eq!((page.0.pending.as_ref(), page.problem()), (Some(&pending), None));
}

#[test]
fn a_late_answer_is_dropped() {
    let mut page = Page::ready();
    let pending = page.post(wanted(PREVIOUS));
    for id in [pending.id - 1, pending.id + 1, 0, u32::MAX] {
        let before = page.0.clone();
        assert_eq!(page.send(Msg::AnswerReceived { id, result: Ok(Answer::Complete(None)) }), None);
        assert_eq!(page.send(Msg::AnswerReceived { id, result: Err(limited(5)) }), None);
        assert_eq!(page.0, before);
    }
    page.answer(Ok(Answer::Summary(january().into())));
    assert_eq!(page.0.summary.as_deref(), Some(&january()));
    assert_eq!(page.send(Msg::AnswerReceived { id: pending.id, result: Ok(Answer::Complete(None)) }), None);
    assert_eq!(page.0.stage, Phase::Here);
}

#[test]
fn the_period_that_is_shown_is_not_asked_for_again() {
    let mut page = Page::ready();
    assert_eq!(page.send(wanted(Intent::Show(PeriodType::Month))), None);
    assert_eq!(page.0.pending, None);
    // Unless what is shown may be out of date.
    page.post(wanted(PREVIOUS));
    page.fail(ProblemKind::Server);
    page.post(wanted(Intent::Show(PeriodType::Month)));
}

#[test]
fn a_failure_keeps_the_summary_and_the_same_request_is_sent_again() {
    for kind in [ProblemKind::Offline, ProblemKind::Timeout, ProblemKind::Server, ProblemKind::Unreadable] {
        let mut page = Page::ready();
        let first = page.post(wanted(PREVIOUS));
        assert_eq!(page.fail(kind), None);
        assert_eq!((page.0.summary.as_deref(), page.problem()), (Some(&documented()), Some(kind)));
        let second = page.post(Msg::RetryRequested);
        assert_eq!((&second.request, second.intent), (&first.request, first.intent));
        assert!(second.id > first.id);
        page.answer(Ok(Answer::Summary(january().into())));
        assert_eq!((page.0.summary.as_deref(), page.problem()), (Some(&january()), None));
        assert_eq!(page.send(Msg::RetryRequested), None);
    }
}

#[test]
fn a_failure_at_the_first_load_can_be_tried_again() {
    let mut page = Page::opened();
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    page.answer(Ok(Answer::Summary(documented().into())));
    assert_eq!(page.problem(), None);
}

#[test]
fn a_refused_request_is_not_sent_again_but_the_page_is_loaded_anew() {
    let mut page = Page::ready();
    page.post(wanted(Intent::Do(Action::ManagePayments)));
    page.fail(ProblemKind::Refused);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    assert_eq!(page.0.summary.as_deref(), Some(&documented()));
}

#[test]
fn what_the_page_itself_refuses_is_never_posted() {
    let mut page = Page::ready();
    assert_eq!(page.send(wanted(Intent::Next)), None);
    assert_eq!((page.problem(), &page.0.pending), (Some(ProblemKind::Refused), &None));
    assert_eq!(page.0.problem.as_ref().unwrap().detail.as_deref(), Some("has_next is false"));
}

#[test]
fn an_ended_session_cannot_be_tried_again() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    page.fail(ProblemKind::Ended);
    assert_eq!(page.send(Msg::RetryRequested), None);
    assert_eq!(page.0.summary.as_deref(), Some(&documented()));
}

#[test]
fn after_too_many_requests_trying_again_waits_for_its_time() {
    let mut page = Page::opened();
    assert_eq!(page.answer(Err(limited(3))), Some(Effect::StartCountdown));
    for left in [Some(2), Some(1)] {
        assert_eq!(page.send(Msg::RetryRequested), None);
        assert_eq!(page.send(Msg::SecondElapsed), Some(Effect::StartCountdown));
        assert_eq!(page.0.problem.as_ref().unwrap().retry_after, left);
    }
    assert_eq!(page.send(Msg::RetryRequested), None);
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.0.problem.as_ref().unwrap().retry_after, None);
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
}

#[test]
fn one_countdown_runs_at_a_time() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    assert_eq!(page.answer(Err(limited(10))), Some(Effect::StartCountdown));
    // Whoever asks Connect for a pause gets it from every control; a new session may meet the limit again.
    assert_eq!(page.send(wanted(Intent::Show(PeriodType::Year))), None);
    page.post(Msg::SessionOpened { token: token(), resume: false });
    assert_eq!(page.answer(Err(limited(10))), None, "a second countdown would halve the wait");
    assert_eq!(page.send(Msg::SecondElapsed), Some(Effect::StartCountdown));
}

#[test]
fn a_countdown_ends_with_the_problem_it_counts_for() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    page.answer(Err(limited(10)));
    page.post(Msg::SessionOpened { token: token(), resume: false });
    page.answer(Ok(Answer::Summary(january().into())));
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.problem(), None);
}

#[test]
fn tabs_and_table_stay_as_they_are_through_everything() {
    let mut page = Page::ready();
    assert_eq!((page.0.tab, page.0.table), (Tab::Overview, false));
    assert_eq!(page.send(Msg::TabSelected(Tab::Settings)), None);
    assert_eq!(page.send(Msg::TableToggled), None);
    page.post(wanted(PREVIOUS));
    page.fail(ProblemKind::Server);
    page.post(Msg::RetryRequested);
    page.answer(Ok(Answer::Summary(january().into())));
    assert_eq!((page.0.tab, page.0.table), (Tab::Settings, true));
    page.send(Msg::TableToggled);
    assert!(!page.0.table);
}

#[test]
fn no_message_or_state_prints_the_token() {
    let page = Page::ready();
    let text = format!("{:?} {:?}", page.0, Msg::SessionOpened { token: token(), resume: false });
    assert!(!text.contains(&support::SECRET[4..]));
}

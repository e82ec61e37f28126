//! The session: one request at a time, late answers are dropped, and a failure loses nothing.

use crate::support::page::{Page, answered, chosen, rate_limit, today};
use crate::support::{SECRET, documented, january, token};
use vpp_core::domain::Answer;
use vpp_core::domain::{Action, Intent, PeriodType, Problem, ProblemKind, Request};
use vpp_core::state::{Effect, Measure, Model, Msg, Phase, Tab};

#[test]
fn opening_starts_the_session_and_shows_the_summary() {
    let mut page = Page::new();
    let pending = page.post(Msg::SessionOpened { token: token(), resume: false });
    assert_eq!((pending.request, pending.intent), (Request::Start, None));
    assert_eq!(page.model.summary, None);
    page.answer_summary(documented());
    assert_eq!(page.model.summary.as_deref(), Some(&documented()));
    assert_eq!((&page.model.phase, &page.model.pending, page.problem()), (&Phase::Summary, &None, None));
}

#[test]
fn a_returning_customer_restores_the_session() {
    let mut page = Page::new();
    assert_eq!(page.post(Msg::SessionOpened { token: token(), resume: true }).request, Request::Restore);
}

#[test]
fn opening_again_drops_the_summary_and_the_request_under_way() {
    let mut page = Page::documented();
    let late = page.request(Intent::Previous);
    let pending = page.post(Msg::SessionOpened { token: token(), resume: true });
    assert!(pending.id > late.id);
    assert_eq!(page.model.summary, None);
    assert_eq!(page.send(answered(late.id, Ok(Answer::Summary(january().into())))), None);
    assert_eq!((page.model.summary.as_deref(), page.model.pending.as_ref()), (None, Some(&pending)));
}

#[test]
fn a_page_that_cannot_start_posts_nothing() {
    for kind in [ProblemKind::NoToken, ProblemKind::Configuration] {
        let mut page = Page::new();
        assert_eq!(page.send(Msg::StartFailed(Problem::new(kind))), None);
        assert_eq!(page.problem(), Some(kind));
        for msg in [chosen(Intent::Previous), Msg::SecondElapsed, Msg::NavigationFailed, Msg::ExportRequested] {
            assert_eq!(page.send(msg), None);
        }
        assert_eq!(page.send(Msg::RetryRequested), Some(Effect::Reload), "the browser's own remedy is left");
        assert_eq!(page.problem(), Some(kind));
    }
}

#[test]
fn a_link_that_is_broken_leaves_nothing_of_the_session_before() {
    let mut page = Page::documented();
    let late = page.request(Intent::Previous);
    assert_eq!(page.send(Msg::StartFailed(Problem::new(ProblemKind::NoToken))), None);
    assert_eq!(
        (page.model.summary.as_deref(), page.model.token.as_ref(), page.model.pending.as_ref()),
        (None, None, None)
    );
    assert_eq!(page.send(answered(late.id, Ok(Answer::Summary(january().into())))), None);
    assert_eq!((page.model.summary.as_deref(), page.problem()), (None, Some(ProblemKind::NoToken)));
}

#[test]
fn each_control_posts_its_request() {
    for intent in [
        Intent::Do(Action::ConnectTariff),
        Intent::Do(Action::ManagePayments),
        Intent::Do(Action::ManageParticipation),
        Intent::Do(Action::Back),
        Intent::Do(Action::Close),
        Intent::Previous,
        Intent::Show(PeriodType::Day),
        Intent::Show(PeriodType::Year),
    ] {
        let mut page = Page::documented();
        let pending = page.request(intent);
        let Request::Submit(submission) = &pending.request else { panic!("{pending:?}") };
        assert_eq!((submission.action(), pending.intent), (intent.action(), Some(intent)));
        assert_eq!(page.model.summary.as_deref(), Some(&documented()), "the summary stays");
    }
}

#[test]
fn controls_do_nothing_while_a_request_is_under_way() {
    let mut page = Page::documented();
    let pending = page.request(Intent::Previous);
    for msg in [chosen(Intent::Previous), chosen(Intent::Do(Action::Close)), Msg::RetryRequested] {
        assert_eq!(page.send(msg), None);
    }
    assert_eq!((page.model.pending.as_ref(), page.problem()), (Some(&pending), None));
}

#[test]
fn a_late_answer_is_dropped() {
    let mut page = Page::documented();
    let pending = page.request(Intent::Previous);
    for id in [pending.id - 1, pending.id + 1, 0, u32::MAX] {
        let before = page.model.clone();
        assert_eq!(page.send(answered(id, Ok(Answer::Complete(None)))), None);
        assert_eq!(page.send(answered(id, Err(rate_limit(5)))), None);
        assert_eq!(page.model, before);
    }
    page.answer_summary(january());
    assert_eq!(page.model.summary.as_deref(), Some(&january()));
    assert_eq!(page.send(answered(pending.id, Ok(Answer::Complete(None)))), None);
    assert_eq!(page.model.phase, Phase::Summary);
}

#[test]
fn the_displayed_period_is_not_requested_again() {
    let mut page = Page::documented();
    assert_eq!(page.choose(Intent::Show(PeriodType::Month)), None);
    assert_eq!(page.model.pending, None);
    // Unless a problem says that it may be out of date.
    page.request(Intent::Previous);
    page.fail(ProblemKind::Server);
    page.request(Intent::Show(PeriodType::Month));
}

#[test]
fn a_failure_keeps_the_summary_and_retrying_repeats_the_request() {
    for kind in [ProblemKind::Offline, ProblemKind::Timeout, ProblemKind::Server, ProblemKind::Unreadable] {
        let mut page = Page::documented();
        let first = page.request(Intent::Previous);
        assert_eq!(page.fail(kind), None);
        assert_eq!((page.model.summary.as_deref(), page.problem()), (Some(&documented()), Some(kind)));
        let second = page.post(Msg::RetryRequested);
        assert_eq!((&second.request, second.intent), (&first.request, first.intent));
        assert!(second.id > first.id);
        page.answer_summary(january());
        assert_eq!((page.model.summary.as_deref(), page.problem()), (Some(&january()), None));
        assert_eq!(page.send(Msg::RetryRequested), None);
    }
}

#[test]
fn the_first_request_can_be_retried() {
    let mut page = Page::opened();
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    page.answer_summary(documented());
    assert_eq!(page.problem(), None);
}

#[test]
fn after_a_refused_request_retrying_starts_the_session_again() {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ManagePayments));
    page.fail(ProblemKind::Refused);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    assert_eq!(page.model.summary.as_deref(), Some(&documented()));
}

#[test]
fn an_intent_that_connect_would_refuse_is_not_posted() {
    let mut page = Page::documented();
    assert_eq!(page.choose(Intent::Next), None);
    assert_eq!((page.problem(), &page.model.pending), (Some(ProblemKind::Refused), &None));
    assert_eq!(page.model.problem.as_ref().unwrap().detail.as_deref(), Some("has_next is false"));
}

#[test]
fn an_ended_session_cannot_be_retried() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(ProblemKind::Ended);
    assert_eq!(page.send(Msg::RetryRequested), Some(Effect::Reload), "nothing is posted");
    assert_eq!(page.model.summary.as_deref(), Some(&documented()));
}

#[test]
fn retrying_waits_for_the_countdown() {
    let mut page = Page::opened();
    assert_eq!(page.answer(Err(rate_limit(3))), Some(Effect::StartCountdown));
    for left in [Some(2), Some(1)] {
        assert_eq!(page.send(Msg::RetryRequested), None);
        assert_eq!(page.send(Msg::SecondElapsed), Some(Effect::StartCountdown));
        assert_eq!(page.model.problem.as_ref().unwrap().retry_after, left);
    }
    assert_eq!(page.send(Msg::RetryRequested), None);
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.model.problem.as_ref().unwrap().retry_after, None);
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
}

#[test]
fn only_one_countdown_runs() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    assert_eq!(page.answer(Err(rate_limit(10))), Some(Effect::StartCountdown));
    // No control can be used during the pause. A new session may hit the limit again.
    assert_eq!(page.choose(Intent::Show(PeriodType::Year)), None);
    page.post(Msg::SessionOpened { token: token(), resume: false });
    assert_eq!(page.answer(Err(rate_limit(10))), None, "a second countdown would halve the pause");
    assert_eq!(page.send(Msg::SecondElapsed), Some(Effect::StartCountdown));
}

#[test]
fn a_countdown_ends_with_its_problem() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.answer(Err(rate_limit(10)));
    page.post(Msg::SessionOpened { token: token(), resume: false });
    page.answer_summary(january());
    assert_eq!(page.send(Msg::SecondElapsed), None);
    assert_eq!(page.problem(), None);
}

#[test]
fn tab_and_table_survive_failures_and_new_periods() {
    let mut page = Page::documented();
    assert_eq!((page.model.tab, page.model.table), (Tab::Overview, false));
    assert_eq!(page.send(Msg::TabSelected(Tab::Settings)), None);
    assert_eq!(page.send(Msg::TableToggled), None);
    page.request(Intent::Previous);
    page.fail(ProblemKind::Server);
    page.post(Msg::RetryRequested);
    page.answer_summary(january());
    assert_eq!((page.model.tab, page.model.table), (Tab::Settings, true));
    page.send(Msg::TableToggled);
    assert!(!page.model.table);
}

#[test]
fn debug_output_of_model_and_messages_has_no_token() {
    let page = Page::documented();
    let text = format!("{:?} {:?}", page.model, Msg::SessionOpened { token: token(), resume: false });
    assert!(!text.contains(&SECRET[4..]));
}

#[test]
fn a_step_is_posted_as_far_as_there_are_periods() {
    let mut page = Page::documented();
    let step = |intent| Msg::StepRequested { intent, today: today() };
    assert_eq!(page.send(step(Intent::Next)), None, "there is no later period");
    assert_eq!((page.problem(), page.model.pending.as_ref()), (None, None), "a swipe beyond the end is not a problem");
    assert_eq!(page.post(step(Intent::Previous)).intent, Some(Intent::Previous));
    assert_eq!(page.send(step(Intent::Previous)), None, "a request is under way");
}

#[test]
fn a_step_before_the_first_summary_does_nothing() {
    let mut page = Page::opened();
    let before = page.model.clone();
    assert_eq!(page.send(Msg::StepRequested { intent: Intent::Previous, today: today() }), None);
    assert_eq!(page.model, before);
}

#[test]
fn figures_are_downloaded_where_there_are_any() {
    assert_eq!(Page::documented().send(Msg::ExportRequested), Some(Effect::Download));
    assert_eq!(Page::opened().send(Msg::ExportRequested), None);
    assert_eq!(Page::with(|summary| summary.performance = None).send(Msg::ExportRequested), None);
}

#[test]
fn a_new_session_keeps_tab_measure_and_width() {
    let mut page = Page::documented();
    page.send(Msg::TabSelected(Tab::Settings));
    page.send(Msg::MeasureSelected(Measure::Energy));
    page.send(Msg::ChartResized { width: 599 });
    let before = page.model.clone();
    page.post(Msg::SessionOpened { token: token(), resume: false });
    let Model { tab, measure, narrow_chart, chart_key, language_key, .. } = page.model;
    assert_eq!((tab, measure, narrow_chart), (Tab::Settings, Measure::Energy, true));
    assert_eq!((chart_key, language_key), (before.chart_key, before.language_key), "keys never repeat");
}

#[test]
fn the_passing_of_time_only_renders_again() {
    let mut page = Page::documented();
    let before = page.model.clone();
    assert_eq!(page.send(Msg::TimePassed), None);
    assert_eq!(page.model, before);
}

//! The browser's history: the period of each entry, and where Back and Forward lead.

use crate::support::page::{Page, answered, rate_limit, today};
use crate::support::{date, documented, documented_with_figures, january, month, token};
use vpp_core::domain::Answer;
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Request, Summary};
use vpp_core::state::{Effect, Msg};

fn popped(period: Period) -> Msg {
    Msg::HistoryPopped { kind: period.kind(), start: period.start(), today: today() }
}

fn entry(period: Period, push: bool) -> Option<Effect> {
    Some(Effect::SetHistory { period, push })
}

/// The requested period.
fn requested(page: &Page) -> Option<Period> {
    match &page.model.pending.as_ref()?.request {
        Request::Submit(submission) => submission.period(),
        _ => None,
    }
}

/// A period with others on both sides.
fn between(period: Period) -> Summary {
    documented_with_figures(|figures| (figures.period, figures.has_previous, figures.has_next) = (period, true, true))
}

fn answer(page: &mut Page, period: Period) -> Option<Effect> {
    page.answer_summary(between(period))
}

/// Steps from February to January, so that the history has an entry for each.
fn stepped() -> (Page, [Period; 2]) {
    let months = [month("2025-02-01"), month("2025-01-01")];
    let mut page = Page::opened();
    assert_eq!(answer(&mut page, months[0]), entry(months[0], false), "the page's own entry is used");
    page.request(Intent::Previous);
    assert_eq!(answer(&mut page, months[1]), entry(months[1], true));
    (page, months)
}

#[test]
fn the_first_summary_uses_the_pages_entry_and_each_control_adds_one() {
    let (mut page, [february, january]) = stepped();
    page.request(Intent::Next);
    assert_eq!(answer(&mut page, february), entry(february, true));
    page.request(Intent::Open(PeriodType::Month, january.start()));
    assert_eq!(answer(&mut page, january), entry(january, true));
}

#[test]
fn the_same_period_has_one_entry() {
    let (mut page, [_, january]) = stepped();
    page.request(Intent::Do(Action::ConnectTariff));
    assert_eq!(answer(&mut page, january), None);
    // Connect may answer with the displayed period.
    page.request(Intent::Previous);
    assert_eq!(answer(&mut page, january), None);
}

#[test]
fn a_period_that_no_control_requested_replaces_the_entry() {
    let (mut page, [_, january]) = stepped();
    page.request(Intent::Do(Action::ManagePayments));
    page.fail(ProblemKind::Refused);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    let march = month("2025-03-01");
    assert_eq!(answer(&mut page, march), entry(march, false), "the session was started again");
    page.post(Msg::SessionOpened { token: token(), resume: true });
    assert_eq!(answer(&mut page, january), entry(january, false), "a new session starts at the current entry");
}

#[test]
fn the_first_figures_use_the_pages_entry_after_any_request() {
    let mut page = Page::opened();
    let nothing_yet = Summary { performance: None, ..documented() };
    assert_eq!(page.answer_summary(nothing_yet), None);
    page.request(Intent::Do(Action::ManageParticipation));
    let february = month("2025-02-01");
    assert_eq!(answer(&mut page, february), entry(february, false));
}

#[test]
fn retrying_adds_the_entry_of_the_control() {
    let (mut page, [february, _]) = stepped();
    page.request(Intent::Next);
    page.fail(ProblemKind::Offline);
    page.post(Msg::RetryRequested);
    assert_eq!(answer(&mut page, february), entry(february, true));
}

#[test]
fn going_back_requests_the_period_of_the_entry_and_adds_none() {
    let (mut page, [february, _]) = stepped();
    let pending = page.post(popped(february));
    assert_eq!((requested(&page), pending.intent), (Some(february), None));
    assert_eq!(page.period(), february, "a cached period is shown at once");
    assert_eq!(answer(&mut page, february), None);
    page.request(Intent::Previous);
    let january = month("2025-01-01");
    assert_eq!(answer(&mut page, january), entry(january, true));
}

#[test]
fn another_period_than_the_entrys_replaces_the_entry() {
    let (mut page, [february, january]) = stepped();
    page.post(popped(february));
    // Connect answers with another period than the requested one.
    assert_eq!(answer(&mut page, january), entry(january, false));
    assert!(page.period_notice().is_some(), "January was shown before");
}

#[test]
fn after_a_failure_on_the_way_back_the_next_control_adds_an_entry() {
    // The history is at February although the request has failed.
    let (mut page, [february, january]) = stepped();
    page.post(popped(february));
    page.fail(ProblemKind::Offline);
    assert_eq!(page.period(), february);
    page.request(Intent::Previous);
    assert_eq!(answer(&mut page, january), entry(january, true));
}

#[test]
fn retrying_after_a_failure_on_the_way_back_adds_no_entry() {
    let (mut page, [february, _]) = stepped();
    page.post(popped(february));
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).intent, None);
    assert_eq!(answer(&mut page, february), None);
}

#[test]
fn going_back_quickly_leads_to_the_last_entry() {
    let (mut page, [february, january]) = stepped();
    page.request(Intent::Previous);
    let december = month("2024-12-01");
    answer(&mut page, december);
    let first = page.post(popped(january));
    let second = page.post(popped(february));
    assert!(second.id > first.id);
    assert_eq!((requested(&page), page.period()), (Some(february), february));
    // The answer for the entry between comes late.
    let before = page.model.clone();
    let late = answered(first.id, Ok(Answer::Summary(between(january).into())));
    assert_eq!(page.send(late), None);
    assert_eq!(page.send(answered(first.id, Err(rate_limit(5)))), None);
    assert_eq!(page.model, before);
    assert_eq!(answer(&mut page, february), None);
    assert_eq!(page.period(), february);
}

#[test]
fn going_back_replaces_a_request_for_a_period() {
    let (mut page, [february, _]) = stepped();
    let first = page.request(Intent::Show(PeriodType::Year));
    let second = page.post(popped(february));
    assert_ne!(first.request, second.request);
    let year = Period::containing(PeriodType::Year, date("2025-01-01"));
    let late = answered(first.id, Ok(Answer::Summary(between(year).into())));
    assert_eq!(page.send(late), None);
    assert_eq!(page.model.pending.as_ref(), Some(&second));
}

#[test]
fn going_back_to_the_displayed_period_drops_the_request() {
    let (mut page, [_, january]) = stepped();
    page.post(popped(month("2024-06-01")));
    assert_eq!(page.send(popped(january)), None);
    assert_eq!((page.model.pending.as_ref(), page.period(), page.problem()), (None, january, None));
}

#[test]
fn going_back_does_nothing_during_any_other_request() {
    let (mut page, [february, january]) = stepped();
    let pending = page.request(Intent::Do(Action::ManagePayments));
    assert_eq!(page.send(popped(february)), None);
    assert_eq!((page.model.pending.as_ref(), page.period()), (Some(&pending), january));
    // The page stays at January, so it gets an entry after the one that the browser went back to.
    assert_eq!(answer(&mut page, january), entry(january, true));
}

#[test]
fn the_entry_of_a_stated_period_leads_to_its_first_day() {
    let stated = Period::stated(PeriodType::Month, date("2025-01-10"), date("2025-02-09")).unwrap();
    let mut page = Page::opened();
    assert_eq!(answer(&mut page, stated), entry(stated, false));
    page.request(Intent::Next);
    let next = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    assert_eq!(answer(&mut page, next), entry(next, true));
    page.post(popped(stated));
    assert_eq!(requested(&page), Some(stated));
    assert_eq!(answer(&mut page, stated), None);
}

#[test]
fn going_back_does_nothing_while_the_session_opens() {
    let mut page = Page::opened();
    let pending = page.model.pending.clone();
    assert_eq!(page.send(popped(month("2025-01-01"))), None);
    assert_eq!(page.model.pending, pending);
}

#[test]
fn going_back_does_nothing_after_the_end_or_during_a_pause() {
    let stopped = |problem: Problem| {
        let (mut page, [february, january]) = stepped();
        page.request(Intent::Previous);
        page.answer(Err(problem));
        assert_eq!(page.send(popped(february)), None);
        assert_eq!((page.model.pending.as_ref(), page.period()), (None, january));
    };
    stopped(Problem::new(ProblemKind::Ended));
    stopped(rate_limit(5));
    let (mut page, [february, _]) = stepped();
    page.request(Intent::Do(Action::Close));
    page.answer(Ok(Answer::Complete(None)));
    assert_eq!(page.send(popped(february)), None);
    assert_eq!(page.model.pending, None);
}

#[test]
fn an_entry_that_connect_would_refuse_is_a_problem() {
    let mut page = Page::documented();
    assert_eq!(page.send(popped(month("2025-03-01"))), None);
    assert_eq!((page.problem(), page.model.pending.as_ref()), (Some(ProblemKind::Refused), None));
    assert_eq!(page.period(), documented().performance.unwrap().period);
    page.request(Intent::Previous);
    page.answer_summary(january());
    assert_eq!(page.problem(), None);
}

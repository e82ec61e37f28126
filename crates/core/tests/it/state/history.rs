//! The browser's history: which period each entry stands for, and what going back and forth leads to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use support::driver::{PREVIOUS, Page, january, limited, today, wanted};
use support::{date, documented, token};
use vpp_core::connect::Answer;
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Request, Summary};
use vpp_core::state::{Effect, Msg};

fn month(start: &str) -> Period {
    Period::containing(PeriodType::Month, date(start))
}

fn recalled(period: Period) -> Msg {
    Msg::HistoryPopped(period.kind(), period.start(), today())
}

fn remember(period: Period, push: bool) -> Option<Effect> {
    Some(Effect::SetHistory { period, push })
}

/// The period that is asked for now.
fn asked(page: &Page) -> Option<Period> {
    match &page.0.pending.as_ref()?.request {
        Request::Respond(response) => response.period(),
        _ => None,
    }
}

fn shown(page: &Page) -> Period {
    page.0.summary.as_ref().unwrap().performance.as_ref().unwrap().period
}

/// A month with something on both sides.
fn between(period: Period) -> Summary {
    let mut summary = documented();
    let performance = summary.performance.as_mut().unwrap();
    (performance.period, performance.has_previous, performance.has_next) = (period, true, true);
    summary
}

fn answer(page: &mut Page, period: Period) -> Option<Effect> {
    page.answer(Ok(Answer::Summary(between(period).into())))
}

/// Goes from February to January by the page's own control. The history has an entry for each then.
fn walked() -> (Page, [Period; 2]) {
    let months = [month("2025-02-01"), month("2025-01-01")];
    let mut page = Page::opened();
    assert_eq!(answer(&mut page, months[0]), remember(months[0], false), "the entry that was there is used");
    page.post(wanted(PREVIOUS));
    assert_eq!(answer(&mut page, months[1]), remember(months[1], true));
    (page, months)
}

#[test]
fn the_first_summary_uses_the_entry_there_is_and_controls_add_one_each() {
    let (mut page, [february, january]) = walked();
    page.post(wanted(Intent::Next));
    assert_eq!(answer(&mut page, february), remember(february, true));
    page.post(wanted(Intent::Open(PeriodType::Month, january.start())));
    assert_eq!(answer(&mut page, january), remember(january, true));
}

#[test]
fn the_same_period_is_not_remembered_twice() {
    let (mut page, [_, january]) = walked();
    page.post(wanted(Intent::Do(Action::ConnectTariff)));
    assert_eq!(answer(&mut page, january), None);
    // Connect may have nothing else to give than what is shown.
    page.post(wanted(PREVIOUS));
    assert_eq!(answer(&mut page, january), None);
}

#[test]
fn what_nobody_asked_for_by_a_control_adds_no_entry() {
    let (mut page, [_, january]) = walked();
    page.post(wanted(Intent::Do(Action::ManagePayments)));
    page.fail(ProblemKind::Refused);
    assert_eq!(page.post(Msg::RetryRequested).request, Request::Start);
    let march = month("2025-03-01");
    assert_eq!(answer(&mut page, march), remember(march, false), "the page was loaded anew");
    page.post(Msg::SessionOpened { token: token(), resume: true });
    assert_eq!(answer(&mut page, january), remember(january, false), "another session begins where it is");
}

#[test]
fn the_first_figures_use_the_entry_there_is_whoever_asked() {
    let mut page = Page::opened();
    let nothing_yet = Summary { performance: None, ..documented() };
    assert_eq!(page.answer(Ok(Answer::Summary(nothing_yet.into()))), None);
    page.post(wanted(Intent::Do(Action::ManageParticipation)));
    let february = month("2025-02-01");
    assert_eq!(answer(&mut page, february), remember(february, false));
}

#[test]
fn trying_again_adds_the_entry_that_the_control_would_have() {
    let (mut page, [february, _]) = walked();
    page.post(wanted(Intent::Next));
    page.fail(ProblemKind::Offline);
    page.post(Msg::RetryRequested);
    assert_eq!(answer(&mut page, february), remember(february, true));
}

#[test]
fn going_back_asks_for_the_period_of_the_entry_and_adds_none() {
    let (mut page, [february, _]) = walked();
    let pending = page.post(recalled(february));
    assert_eq!((asked(&page), pending.intent), (Some(february), None));
    assert_eq!(shown(&page), february, "it was seen, so it is shown at once");
    assert_eq!(answer(&mut page, february), None);
    page.post(wanted(PREVIOUS));
    let january = month("2025-01-01");
    assert_eq!(answer(&mut page, january), remember(january, true));
}

#[test]
fn going_back_to_what_connect_has_no_more_changes_the_entry_only() {
    let (mut page, [february, january]) = walked();
    page.post(recalled(february));
    // Connect answers with another period than the one that was asked for.
    assert_eq!(answer(&mut page, january), remember(january, false));
}

#[test]
fn after_going_back_in_vain_the_next_control_adds_an_entry_all_the_same() {
    // The history stands at February, whatever became of the request.
    let (mut page, [february, january]) = walked();
    page.post(recalled(february));
    page.fail(ProblemKind::Offline);
    assert_eq!(shown(&page), february);
    page.post(wanted(PREVIOUS));
    assert_eq!(answer(&mut page, january), remember(january, true));
}

#[test]
fn trying_again_after_going_back_in_vain_adds_none() {
    let (mut page, [february, _]) = walked();
    page.post(recalled(february));
    page.fail(ProblemKind::Offline);
    assert_eq!(page.post(Msg::RetryRequested).intent, None);
    assert_eq!(answer(&mut page, february), None);
}

#[test]
fn whoever_goes_back_quickly_arrives_at_the_last_entry() {
    let (mut page, [february, january]) = walked();
    page.post(wanted(PREVIOUS));
    let december = month("2024-12-01");
    answer(&mut page, december);
    let first = page.post(recalled(january));
    let second = page.post(recalled(february));
    assert!(second.id > first.id);
    assert_eq!((asked(&page), shown(&page)), (Some(february), february));
    // The answer on the way comes late.
    let before = page.0.clone();
    let late = Msg::AnswerReceived { id: first.id, result: Ok(Answer::Summary(between(january).into())) };
    assert_eq!(page.send(late), None);
    assert_eq!(page.send(Msg::AnswerReceived { id: first.id, result: Err(limited(5)) }), None);
    assert_eq!(page.0, before);
    assert_eq!(answer(&mut page, february), None);
    assert_eq!(shown(&page), february);
}

#[test]
fn going_back_supersedes_the_period_that_a_control_asked_for() {
    let (mut page, [february, _]) = walked();
    let first = page.post(wanted(Intent::Show(PeriodType::Year)));
    let second = page.post(recalled(february));
    assert_ne!(first.request, second.request);
    let year = Period::containing(PeriodType::Year, date("2025-01-01"));
    let late = Msg::AnswerReceived { id: first.id, result: Ok(Answer::Summary(between(year).into())) };
    assert_eq!(page.send(late), None);
    assert_eq!(page.0.pending.as_ref(), Some(&second));
}

#[test]
fn going_back_to_what_is_shown_only_drops_what_was_asked_for() {
    let (mut page, [_, january]) = walked();
    page.post(recalled(month("2024-06-01")));
    assert_eq!(page.send(recalled(january)), None);
    assert_eq!((page.0.pending.as_ref(), shown(&page), page.problem()), (None, january, None));
}

#[test]
fn going_back_waits_for_any_other_request() {
    let (mut page, [february, january]) = walked();
    let pending = page.post(wanted(Intent::Do(Action::ManagePayments)));
    assert_eq!(page.send(recalled(february)), None);
    assert_eq!((page.0.pending.as_ref(), shown(&page)), (Some(&pending), january));
    // The page goes on with January, so the entry that the browser went back to is followed by another.
    assert_eq!(answer(&mut page, january), remember(january, true));
}

#[test]
fn an_entry_of_a_period_that_is_no_calendar_one_leads_to_the_calendar_one() {
    // Connect can state other periods, but cannot be asked for them.
    let stated = Period::stated(PeriodType::Month, date("2025-01-10"), date("2025-02-09")).unwrap();
    let mut page = Page::opened();
    assert_eq!(answer(&mut page, stated), remember(stated, false));
    page.post(wanted(Intent::Next));
    let next = month("2025-02-01");
    assert_eq!(answer(&mut page, next), remember(next, true));
    page.post(recalled(stated));
    assert_eq!(asked(&page), Some(month("2025-01-01")));
    assert_eq!(answer(&mut page, stated), remember(stated, false));
}

#[test]
fn opening_is_not_superseded_either() {
    let mut page = Page::opened();
    let pending = page.0.pending.clone();
    assert_eq!(page.send(recalled(month("2025-01-01"))), None);
    assert_eq!(page.0.pending, pending);
}

#[test]
fn going_back_asks_for_nothing_while_nothing_can_be_asked_for() {
    let stopped = |problem: Problem| {
        let (mut page, [february, january]) = walked();
        page.post(wanted(PREVIOUS));
        page.answer(Err(problem));
        assert_eq!(page.send(recalled(february)), None);
        assert_eq!((page.0.pending.as_ref(), shown(&page)), (None, january));
    };
    stopped(Problem::new(ProblemKind::Ended));
    stopped(limited(5));
    let (mut page, [february, _]) = walked();
    page.post(wanted(Intent::Do(Action::Close)));
    page.answer(Ok(Answer::Complete(None)));
    assert_eq!(page.send(recalled(february)), None);
    assert_eq!(page.0.pending, None);
}

#[test]
fn an_entry_that_connect_cannot_be_asked_for_is_refused_by_the_page() {
    let mut page = Page::ready();
    assert_eq!(page.send(recalled(month("2025-03-01"))), None);
    assert_eq!((page.problem(), page.0.pending.as_ref()), (Some(ProblemKind::Refused), None));
    assert_eq!(shown(&page), documented().performance.unwrap().period);
    page.post(wanted(PREVIOUS));
    page.answer(Ok(Answer::Summary(january().into())));
    assert_eq!(page.problem(), None);
}

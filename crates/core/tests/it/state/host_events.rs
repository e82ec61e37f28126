//! The events for the embedding page: actions, periods and errors.

use crate::support::page::{Page, answered, chosen, foreign, today};
use crate::support::{documented, documented_with_figures, january, month, token};
use vpp_core::domain::{Action, Answer, Intent, Period, PeriodType, Problem, ProblemKind};
use vpp_core::state::{Effect, HostEvent, Msg, RequestName, update};

fn action(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

/// The names of the action events of the last message.
fn actions(page: &Page) -> Vec<String> {
    page.events
        .iter()
        .filter_map(|event| match event {
            HostEvent::Action(name) => Some(name.name().to_owned()),
            _ => None,
        })
        .collect()
}

fn error(kind: ProblemKind, request_id: Option<&str>) -> HostEvent {
    HostEvent::Error { kind, request_id: request_id.map(str::to_owned) }
}

#[test]
fn each_request_has_an_event_with_its_name() {
    let mut page = Page::opened();
    assert_eq!(page.events, [HostEvent::Action(RequestName::SessionStart)]);
    assert_eq!(actions(&page), action("SESSION_START"));
    page.post(Msg::SessionOpened { token: token(), resume: true });
    assert_eq!(page.events, [HostEvent::Action(RequestName::SessionRestore)]);
    assert_eq!(actions(&page), action("SESSION_RESTORE"));
    for intent in Action::ALL.map(|action| match action {
        Action::ChangePeriod => Intent::Previous,
        action => Intent::Do(action),
    }) {
        let mut page = Page::documented();
        page.request(intent);
        assert_eq!(page.events, [HostEvent::Action(RequestName::Action(intent.action()))]);
        assert_eq!(actions(&page), action(intent.action().name()));
    }
}

#[test]
fn leaving_a_foreign_route_has_the_event_of_back_or_close() {
    for exit in [Action::Back, Action::Close] {
        let mut page = Page::at_foreign(None, foreign("vpp_landing", &[exit]));
        page.request(Intent::Do(exit));
        assert_eq!(actions(&page), action(exit.name()));
    }
}

#[test]
fn a_retried_request_has_another_event() {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ManagePayments));
    page.fail(ProblemKind::Offline);
    page.post(Msg::RetryRequested);
    assert_eq!(actions(&page), action("MANAGE_PAYMENTS"));
}

#[test]
fn the_event_of_an_action_precedes_its_request() {
    let mut page = Page::documented();
    let effects = update(&mut page.model, chosen(Intent::Previous));
    let position = |test: fn(&Effect) -> bool| effects.iter().position(test).unwrap();
    assert!(
        position(|effect| matches!(effect, Effect::Notify(_))) < position(|effect| matches!(effect, Effect::Post(_)))
    );
}

#[test]
fn a_control_that_posts_nothing_has_no_event() {
    let mut page = Page::documented();
    page.choose(Intent::Show(PeriodType::Month));
    assert_eq!(page.events, [], "the period is displayed already");
    page.request(Intent::Previous);
    page.choose(Intent::Do(Action::Close));
    assert_eq!(page.events, [], "a request is under way");
}

#[test]
fn there_is_an_event_when_another_period_is_displayed() {
    let mut page = Page::opened();
    page.answer_summary(documented());
    assert_eq!(page.events, [HostEvent::Period(month("2025-02-01"))]);
    page.request(Intent::Previous);
    page.answer_summary(documented_with_figures(|figures| {
        (figures.period, figures.has_next) = (month("2025-01-01"), true);
    }));
    assert_eq!(page.events, [HostEvent::Period(month("2025-01-01"))]);
    // A cached period is displayed at once; its answer displays no other.
    page.request(Intent::Next);
    let action = HostEvent::Action(RequestName::Action(Action::ChangePeriod));
    assert_eq!(page.events, [action, HostEvent::Period(month("2025-02-01"))]);
    page.answer_summary(documented());
    assert_eq!(page.events, []);
}

#[test]
fn the_event_of_a_stated_period_has_its_own_days() {
    let period =
        Period::stated(PeriodType::Month, crate::support::date("2025-02-10"), crate::support::date("2025-03-09"));
    let mut page = Page::opened();
    page.answer_summary(documented_with_figures(|figures| figures.period = period.unwrap()));
    assert_eq!(page.events, [HostEvent::Period(period.unwrap())]);
}

#[test]
fn a_summary_without_figures_has_no_event() {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ManageParticipation));
    page.answer_summary(vpp_core::domain::Summary { performance: None, ..documented() });
    assert_eq!(page.events, []);
}

#[test]
fn the_event_of_a_failure_has_its_kind_and_request_id() {
    use ProblemKind::{Ended, Offline, RateLimit, Refused, Server, Timeout, Unreadable};
    for kind in [Offline, Timeout, Ended, Refused, Unreadable, Server, RateLimit] {
        for request_id in [None, Some("req_1")] {
            let mut page = Page::documented();
            page.request(Intent::Previous);
            page.answer(Err(Problem { request_id: request_id.map(str::to_owned), ..Problem::new(kind) }));
            assert_eq!(page.events, [error(kind, request_id)]);
        }
    }
    for kind in [ProblemKind::NoToken, ProblemKind::Configuration] {
        let mut page = Page::new();
        page.send(Msg::StartFailed(Problem::because(kind, "only for the operator")));
        assert_eq!(page.events, [error(kind, None)]);
    }
}

#[test]
fn a_redirect_that_is_not_followed_has_an_unreadable_event() {
    for answer in [None, Some(crate::support::page::address("https://tariff.example/"))] {
        let mut page = Page::documented();
        page.request(Intent::Do(Action::ConnectTariff));
        page.answer(Ok(Answer::Redirect(answer.clone())));
        if answer.is_some() {
            assert_eq!(page.events, []);
            page.send(Msg::NavigationFailed);
        }
        assert_eq!(page.events, [error(ProblemKind::Unreadable, None)]);
    }
}

#[test]
fn a_late_answer_has_no_event() {
    let mut page = Page::documented();
    let late = page.request(Intent::Previous);
    page.answer_summary(january());
    page.send(answered(late.id, Err(Problem::new(ProblemKind::Offline))));
    assert_eq!(page.events, []);
}

#[test]
fn an_intent_that_connect_would_refuse_has_no_event() {
    let mut page = Page::documented();
    page.send(Msg::IntentChosen { intent: Intent::Next, today: today() });
    assert_eq!((page.problem(), page.events), (Some(ProblemKind::Refused), vec![]));
}

//! The ways out of the page and back.

use crate::support::page::{Page, address, chosen, foreign, rate_limit};
use crate::support::{documented, token};
use vpp_core::domain::{Action, Address, Answer, ForeignRoute, Intent, ProblemKind, Request};
use vpp_core::state::{Effect, Msg, Phase};

fn redirect(to: &Address) -> Option<Effect> {
    Some(Effect::Redirect { address: to.clone(), route: None })
}

fn leave(route: &ForeignRoute, action: Action) -> Request {
    Request::LeaveRoute { route: route.name.clone(), action }
}

#[test]
fn a_redirect_is_followed_with_nothing_more_to_ask_for() {
    let to = address("https://payments.example/setup?fp_cot=old");
    // Any action can be answered by a redirect: a tariff to connect, a payment method to set up, a callback of the partner.
    for action in [Action::ConnectTariff, Action::ManagePayments, Action::ManageParticipation, Action::Close] {
        let mut page = Page::documented();
        page.request(Intent::Do(action));
        assert_eq!(page.answer(Ok(Answer::Redirect(Some(to.clone())))), redirect(&to), "{action:?}");
        assert_eq!(page.model.phase, Phase::Leaving(to.clone()));
        for msg in [chosen(Intent::Previous), chosen(Intent::Do(Action::Close)), Msg::RetryRequested] {
            assert_eq!(page.send(msg), None, "{action:?}");
        }
    }
}

#[test]
fn a_redirect_that_the_browser_refuses_is_a_problem_that_can_be_retried() {
    let mut page = Page::documented();
    let to = address("https://tariff.example/connect");
    let first = page.request(Intent::Do(Action::ConnectTariff));
    page.answer(Ok(Answer::Redirect(Some(to))));
    assert_eq!(page.send(Msg::NavigationFailed), None);
    assert_eq!((&page.model.phase, page.problem()), (&Phase::Summary, Some(ProblemKind::Unreadable)));
    assert_eq!(page.model.summary.as_deref(), Some(&documented()));
    let second = page.post(Msg::RetryRequested);
    assert_eq!((second.request, second.intent), (first.request, first.intent));
}

#[test]
fn a_redirect_without_a_safe_address_is_a_problem_that_can_be_retried() {
    let mut page = Page::documented();
    let first = page.request(Intent::Do(Action::ConnectTariff));
    assert_eq!(page.answer(Ok(Answer::Redirect(None))), None);
    assert_eq!((&page.model.phase, page.problem()), (&Phase::Summary, Some(ProblemKind::Unreadable)));
    assert_eq!(page.post(Msg::RetryRequested).request, first.request);
}

#[test]
fn the_end_of_the_session_returns_the_customer_to_the_partner() {
    for to in [Some(address("myapp://done")), None] {
        let mut page = Page::documented();
        page.request(Intent::Do(Action::Close));
        assert_eq!(page.answer(Ok(Answer::Complete(to.clone()))), Some(Effect::ReturnToPartner(to.clone())));
        assert_eq!(page.model.phase, Phase::Complete(to));
        for msg in [chosen(Intent::Previous), chosen(Intent::Do(Action::Close)), Msg::RetryRequested] {
            assert_eq!(page.send(msg), None);
        }
        assert_eq!(page.send(Msg::NavigationFailed), None);
        assert_eq!((&page.model.phase, page.problem()), (&Phase::Complete(None), None));
    }
}

#[test]
fn a_foreign_route_is_handed_off_and_can_be_left() {
    let route = foreign("payment_history", &[Action::Back]);
    let intent = Intent::Do(Action::ManagePayments);
    let mut page = Page::documented();
    page.request(intent);
    assert_eq!(page.answer(Ok(Answer::Foreign(route.clone()))), Some(Effect::HandOff(route.name.clone())));
    assert_eq!(page.model.phase, Phase::Foreign { route: route.clone(), intent: Some(intent) });
    assert_eq!(page.choose(Intent::Previous), None, "Connect does not show the summary now");
    let pending = page.request(Intent::Do(Action::Back));
    assert_eq!((&pending.request, pending.intent), (&leave(&route, Action::Back), Some(Intent::Do(Action::Back))));
    assert_eq!(page.choose(Intent::Do(Action::Back)), None, "a request is under way");
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.post(Msg::RetryRequested).request, pending.request);
    page.answer_summary(documented());
    assert_eq!((&page.model.phase, page.problem()), (&Phase::Summary, None));
}

#[test]
fn a_foreign_route_is_left_only_by_the_exits_it_offers() {
    for (exits, allowed) in [
        (vec![Action::Back], vec![Action::Back]),
        (vec![Action::Close], vec![Action::Close]),
        (vec![Action::Back, Action::Close], vec![Action::Back, Action::Close]),
        (vec![], vec![]),
    ] {
        let route = foreign("consent", &exits);
        for action in Action::ALL {
            let mut page = Page::at_foreign(Some(Intent::Do(Action::ManageParticipation)), route.clone());
            let expected = allowed.contains(&action).then(|| leave(&route, action));
            let posted = match page.choose(Intent::Do(action)) {
                Some(Effect::Post(pending)) => Some(pending.request),
                None => None,
                other => panic!("{other:?}"),
            };
            assert_eq!(posted, expected, "{action:?} with {exits:?}");
            assert_eq!(page.problem(), None, "{action:?} with {exits:?}");
        }
    }
}

#[test]
fn a_foreign_route_cannot_be_left_during_a_pause() {
    let mut page = Page::at_foreign(None, foreign("vpp_landing", &[Action::Back]));
    page.request(Intent::Do(Action::Back));
    assert_eq!(page.answer(Err(rate_limit(1))), Some(Effect::StartCountdown));
    assert_eq!(page.choose(Intent::Do(Action::Back)), None);
    page.send(Msg::SecondElapsed);
    page.request(Intent::Do(Action::Back));
}

#[test]
fn a_session_may_start_at_a_foreign_route_and_end_there() {
    let route = foreign("vpp_landing", &[Action::Back]);
    let mut page = Page::opened();
    assert_eq!(page.answer(Ok(Answer::Foreign(route.clone()))), Some(Effect::HandOff(route.name.clone())));
    assert_eq!(page.model.phase, Phase::Foreign { route, intent: None });
    page.request(Intent::Do(Action::Back));
    let end = Some(address("https://partner.example/done"));
    assert_eq!(page.answer(Ok(Answer::Complete(end.clone()))), Some(Effect::ReturnToPartner(end)));
}

#[test]
fn a_restored_session_at_a_foreign_route_is_not_handed_off_again() {
    // The customer comes back from there and would never reach the summary.
    let route = foreign("payment_history", &[Action::Back]);
    let mut page = Page::new();
    page.post(Msg::SessionOpened { token: token(), resume: true });
    assert_eq!(page.answer(Ok(Answer::Foreign(route.clone()))), None);
    assert_eq!(page.model.phase, Phase::Foreign { route, intent: None });
    page.request(Intent::Do(Action::Back));
}

#[test]
fn a_hand_off_goes_to_the_configured_address() {
    let route = foreign("payment_history", &[Action::Back]);
    let mut page = Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), route.clone());
    let to = address("https://app.example/connect");
    let expected = Effect::Redirect { address: to.clone(), route: Some(route.name.clone()) };
    assert_eq!(page.send(Msg::HandOffFound(to.clone())), Some(expected));
    assert_eq!(page.model.phase, Phase::Leaving(to));
    assert_eq!(page.choose(Intent::Do(Action::Back)), None, "the page is leaving");
}

#[test]
fn a_hand_off_that_the_browser_refuses_leads_back_to_the_notice() {
    let mut page =
        Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), foreign("payment_history", &[Action::Back]));
    let phase = page.model.phase.clone();
    page.send(Msg::HandOffFound(address("https://app.example/connect")));
    assert_eq!(page.send(Msg::NavigationFailed), None);
    assert_eq!((&page.model.phase, page.problem()), (&phase, None));
    page.request(Intent::Do(Action::Back));
    // A later redirect has nothing to fall back on.
    page.answer(Ok(Answer::Redirect(Some(address("https://tariff.example/")))));
    page.send(Msg::NavigationFailed);
    assert_eq!((&page.model.phase, page.problem()), (&Phase::Summary, Some(ProblemKind::Unreadable)));
}

#[test]
fn a_failed_navigation_without_a_navigation_changes_nothing() {
    for mut page in [Page::opened(), Page::documented(), Page::at_foreign(None, foreign("vpp_landing", &[]))] {
        let before = page.model.clone();
        assert_eq!(page.send(Msg::NavigationFailed), None);
        assert_eq!(page.model, before);
    }
}

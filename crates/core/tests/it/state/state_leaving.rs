//! The ways out of the page, and the way back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use support::documented;
use support::driver::{PREVIOUS, Page, address, wanted};
use vpp_core::connect::Answer;
use vpp_core::domain::action::Route;
use vpp_core::domain::{Action, Intent, ProblemKind, Request};
use vpp_core::state::{Effect, Msg, Phase};

#[test]
fn a_redirect_is_followed_and_one_that_cannot_be_is_a_problem() {
    let mut page = Page::ready();
    let to = address("https://tariff.example/connect");
    page.post(wanted(Intent::Do(Action::ConnectTariff)));
    assert_eq!(page.answer(Ok(Answer::Redirect(Some(to.clone())))), Some(Effect::Redirect(to.clone())));
    assert_eq!(page.0.stage, Phase::Leaving(to));
    assert_eq!(page.send(wanted(PREVIOUS)), None);
    // The browser could not read it after all.
    assert_eq!(page.send(Msg::NavigationFailed), None);
    assert_eq!((&page.0.stage, page.problem()), (&Phase::Here, Some(ProblemKind::Unreadable)));
    page.post(wanted(Intent::Do(Action::ConnectTariff)));
    assert_eq!(page.answer(Ok(Answer::Redirect(None))), None);
    assert_eq!((&page.0.stage, page.problem()), (&Phase::Here, Some(ProblemKind::Unreadable)));
    assert_eq!(page.0.summary.as_deref(), Some(&documented()));
}

#[test]
fn the_end_hands_the_customer_back_where_that_is_possible() {
    for to in [Some(address("myapp://done")), None] {
        let mut page = Page::ready();
        page.post(wanted(Intent::Do(Action::Close)));
        assert_eq!(page.answer(Ok(Answer::Complete(to.clone()))), Some(Effect::ReturnToPartner(to.clone())));
        assert_eq!(page.0.stage, Phase::Complete(to));
        for msg in [wanted(PREVIOUS), wanted(Intent::Do(Action::Close)), Msg::RetryRequested, Msg::ReturnHere] {
            assert_eq!(page.send(msg), None);
        }
        assert_eq!(page.send(Msg::NavigationFailed), None);
        assert_eq!((&page.0.stage, page.problem()), (&Phase::Complete(None), None));
    }
}

#[test]
fn another_route_is_handed_over_and_left_by_going_back() {
    let mut page = Page::ready();
    let route = Route::parse("payment_history").unwrap();
    let intent = Intent::Do(Action::ManagePayments);
    page.post(wanted(intent));
    assert_eq!(page.answer(Ok(Answer::Elsewhere(route.clone()))), Some(Effect::HandOff(route.clone())));
    assert_eq!(page.0.stage, Phase::Elsewhere { route: route.clone(), intent: Some(intent) });
    assert_eq!(page.send(wanted(PREVIOUS)), None, "the summary is not what Connect shows now");
    // The hand-off address could not be followed: the page says so by what it shows already.
    assert_eq!(page.send(Msg::NavigationFailed), None);
    let pending = page.post(Msg::ReturnHere);
    assert_eq!(pending.request, Request::Leave(route));
    assert_eq!(page.send(Msg::ReturnHere), None);
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.post(Msg::RetryRequested).request, pending.request);
    page.answer(Ok(Answer::Summary(documented().into())));
    assert_eq!((&page.0.stage, page.problem()), (&Phase::Here, None));
}

#[test]
fn a_session_may_begin_elsewhere() {
    let mut page = Page::opened();
    let route = Route::parse("vpp_landing").unwrap();
    assert_eq!(page.answer(Ok(Answer::Elsewhere(route.clone()))), Some(Effect::HandOff(route.clone())));
    assert_eq!(page.0.stage, Phase::Elsewhere { route, intent: None });
    page.post(Msg::ReturnHere);
    let end = Some(address("https://partner.example/done"));
    assert_eq!(page.answer(Ok(Answer::Complete(end.clone()))), Some(Effect::ReturnToPartner(end)));
}

#[test]
fn returning_is_for_other_routes_only() {
    assert_eq!(Page::ready().send(Msg::ReturnHere), None);
    assert_eq!(Page::opened().send(Msg::ReturnHere), None);
}

//! The messages in place of the summary and above it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::collections::HashSet;
use support::screen::{answer, elsewhere, ended, failed, notice, opened, ready, show, show_as, want};
use support::{SECRET, documented};
use vpp_core::connect::Answer;
use vpp_core::domain::{Action, Address, Intent, Problem, ProblemKind};
use vpp_core::view_model::{Page, Remedy};
use vpp_core::state::{Model, Msg, update};

#[test]
fn a_problem_that_is_all_there_is_to_see_is_a_problem_page_on_other_routes_too() {
    let mut model = elsewhere(Some(Intent::Do(Action::ManagePayments)), "payment_history");
    update(&mut model, Msg::ReturnHere);
    let page = failed(&mut model, Problem::new(ProblemKind::Offline));
    assert_eq!(notice(&page).problem, Some("offline"));
    assert_eq!(page.state, "problem");
}

const PROBLEMS: [ProblemKind; 9] = [
    ProblemKind::Offline,
    ProblemKind::Timeout,
    ProblemKind::Ended,
    ProblemKind::Refused,
    ProblemKind::Unreadable,
    ProblemKind::Server,
    ProblemKind::RateLimit,
    ProblemKind::NoToken,
    ProblemKind::Configuration,
];

#[test]
fn each_problem_has_texts_and_a_hook_of_its_own() {
    let mut seen = [HashSet::new(), HashSet::new(), HashSet::new()];
    for kind in PROBLEMS {
        let page = failed(&mut opened(), Problem::new(kind));
        let notice = notice(&page);
        assert_eq!(notice.problem, Some(kind.name()));
        assert!(seen[0].insert(notice.title.to_string()), "{kind:?}");
        assert!(seen[1].insert(notice.text.clone()), "{kind:?}");
        assert!(seen[2].insert(kind.name().to_owned()), "{kind:?}");
        assert!(!notice.title.is_empty() && !notice.text.is_empty());
        assert_eq!(notice.reference, None);
    }
}

#[test]
fn each_problem_offers_the_one_thing_that_helps() {
    use ProblemKind::{Configuration, Ended, NoToken, Offline, RateLimit, Refused, Server, Timeout, Unreadable};
    for (kind, expected) in [
        (Offline, "Try again"),
        (Timeout, "Try again"),
        (Unreadable, "Try again"),
        (Server, "Try again"),
        (RateLimit, "Try again"),
        (Refused, "Reload your earnings"),
        (Ended, "Go back"),
        (NoToken, "Go back"),
        (Configuration, ""),
    ] {
        let mut model = opened();
        answer(&mut model, Err(Problem::new(kind)));
        let text = |page: &Page| match &notice(page).remedy {
            Some(Remedy::TryAgain { label, waiting: false }) => label.to_string(),
            Some(Remedy::Link { label, address }) if address == "https://home.example/" => label.to_string(),
            None => String::new(),
            other => panic!("{kind:?}: {other:?}"),
        };
        assert_eq!(text(&show_as(&model, None, Some("https://home.example/"))), expected, "{kind:?}");
        let homeless = if expected == "Go back" { "" } else { expected };
        assert_eq!(text(&show(&model)), homeless, "{kind:?} without an address to go back to");
    }
}

#[test]
fn a_time_to_wait_is_said_and_keeps_from_trying() {
    let problem = Problem { retry_after: Some(7), ..Problem::new(ProblemKind::RateLimit) };
    let page = failed(&mut opened(), problem);
    let Some(Remedy::TryAgain { label, waiting: true }) = &notice(&page).remedy else { panic!("{page:?}") };
    assert!(label.contains('7'), "{label}");
}

#[test]
fn a_problem_after_the_first_summary_stands_above_what_is_still_shown() {
    for kind in PROBLEMS {
        let mut model = ready(documented());
        let before = show(&model).summary.unwrap().figures.unwrap();
        want(&mut model, Intent::Previous);
        let page = failed(&mut model, Problem { request_id: Some("req_1".to_owned()), ..Problem::new(kind) });
        let banner = page.banner.unwrap();
        assert_eq!((banner.problem, page.notice), (Some(kind.name()), None));
        assert!(banner.reference.unwrap().contains("req_1"));
        assert!(banner.text.contains("out of date"), "{}", banner.text);
        assert_eq!(page.summary.unwrap().figures.unwrap().bars, before.bars);
    }
}

#[test]
fn only_a_wrong_setting_is_explained_in_technical_words() {
    for kind in PROBLEMS {
        let page = failed(&mut opened(), Problem::because(kind, "/data/x: expected y"));
        assert_eq!(notice(&page).text.contains("/data/x"), kind == ProblemKind::Configuration, "{kind:?}");
    }
}

#[test]
fn another_route_says_what_the_customer_was_about_to_do() {
    let mut texts = HashSet::new();
    for (intent, route) in [
        (Some(Intent::Do(Action::ConnectTariff)), "postal_address_input"),
        (Some(Intent::Do(Action::ManagePayments)), "payment_history"),
        (Some(Intent::Do(Action::ManageParticipation)), "participation"),
        (Some(Intent::Do(Action::Back)), "vpp_landing"),
        (None, "vpp_landing"),
    ] {
        let page = show(&elsewhere(intent, route));
        let notice = notice(&page);
        assert!(texts.insert(notice.text.clone()), "{intent:?}");
        assert!(!notice.text.contains('_') && !notice.text.contains("route"), "{}", notice.text);
        let Some(Remedy::Return(control)) = &notice.remedy else { panic!("{notice:?}") };
        assert_eq!((control.intent, control.disabled), (Intent::Do(Action::Back), false));
        assert_eq!((page.summary, page.header.back, page.header.close), (None, None, None));
    }
}

#[test]
fn the_end_of_the_session_has_a_way_out_where_there_is_one() {
    let link = |model: &Model, home: Option<&str>| match show_as(model, None, home).notice.unwrap().remedy {
        Some(Remedy::Link { address, .. }) => Some(address),
        None => None,
        other => panic!("{other:?}"),
    };
    let home = Some("https://home.example/");
    assert_eq!(link(&ended(Some("myapp://done")), home).as_deref(), Some("myapp://done"));
    assert_eq!(link(&ended(None), home).as_deref(), home);
    assert_eq!(link(&ended(None), None), None);
    // The session's credential is nobody's business once it is over.
    assert!(!format!("{:?}", show(&ended(Some("https://partner.example/")))).contains(SECRET));
}

#[test]
fn only_the_way_on_holds_the_token() {
    let mut leaving = ready(documented());
    want(&mut leaving, Intent::Do(Action::ConnectTariff));
    assert!(!format!("{:?}", show(&leaving)).contains(SECRET));
    answer(&mut leaving, Ok(Answer::Redirect(Address::parse("https://tariff.example/?x=1#y"))));
    let page = show(&leaving);
    let Some(Remedy::Link { address, .. }) = &notice(&page).remedy else { panic!("{page:?}") };
    assert_eq!(*address, format!("https://tariff.example/?x=1&fp_cot={SECRET}#y"));
}

//! The notices: instead of the summary and above it.

use crate::support::page::{Page, address, foreign, rate_limit};
use crate::support::{SECRET, date, documented, january};
use std::collections::HashSet;
use vpp_core::domain::ProblemKind::{
    self, Configuration, Ended, NoToken, Offline, RateLimit, Refused, Server, Timeout, Unreadable,
};
use vpp_core::domain::{Action, Answer, Intent, PeriodType, Problem};
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{PeriodView, RemedyView};

const PROBLEMS: [ProblemKind; 9] =
    [Offline, Timeout, Ended, Refused, Unreadable, Server, RateLimit, NoToken, Configuration];

const HOME: Option<&str> = Some("https://home.example/");

/// A page whose first request failed.
fn failed(problem: Problem) -> Page {
    let mut page = Page::opened();
    page.answer(Err(problem));
    page
}

#[test]
fn a_problem_at_a_foreign_route_replaces_its_notice() {
    let mut page =
        Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), foreign("payment_history", &[Action::Back]));
    page.request(Intent::Do(Action::Back));
    page.fail(Offline);
    assert_eq!((page.notice().problem, page.view().state), (Some("offline"), "problem"));
}

#[test]
fn a_page_that_leaves_and_one_that_is_over_say_so() {
    let mut leaving = Page::documented();
    leaving.request(Intent::Do(Action::ConnectTariff));
    leaving.answer(Ok(Answer::Redirect(Some(address("https://tariff.example/")))));
    for (page, title, text) in [
        (leaving, MessageId::Leaving, MessageId::LeavingMeaning),
        (Page::complete(None), MessageId::Complete, MessageId::CompleteNowhere),
    ] {
        let notice = page.notice();
        assert_eq!(
            (notice.problem, notice.title.as_str(), notice.text.as_str()),
            (None, title.english(), text.english())
        );
    }
}

#[test]
fn each_problem_has_its_own_texts_and_hook() {
    let mut seen = [HashSet::new(), HashSet::new(), HashSet::new()];
    for kind in PROBLEMS {
        let notice = failed(Problem::new(kind)).notice();
        assert_eq!((notice.problem, &notice.reference), (Some(kind.name()), &None));
        assert!(!notice.title.is_empty() && !notice.text.is_empty());
        // What went wrong behind the scenes is not the customer's concern; the next step is.
        assert!(seen[0].insert(notice.title.to_owned()) || kind == Server, "{kind:?}");
        assert!(seen[1].insert(notice.text), "{kind:?}");
        assert!(seen[2].insert(kind.name().to_owned()), "{kind:?}");
    }
}

#[test]
fn each_problem_offers_the_one_thing_that_helps() {
    for (kind, expected) in [
        (Offline, "Try again"),
        (Timeout, "Try again"),
        (Unreadable, "Try again"),
        (Server, "Try again"),
        (RateLimit, "Try again"),
        (Refused, "Reload your earnings"),
        (Ended, "Go back"),
        (NoToken, "Go back"),
        (Configuration, "Load the page again"),
    ] {
        let label = |page: Page| match page.notice().remedy {
            Some(RemedyView::TryAgain { label, waiting: false }) => label,
            Some(RemedyView::Link { label, address }) if Some(address.as_str()) == HOME => label.to_owned(),
            other => panic!("{kind:?}: {other:?}"),
        };
        let page = failed(Problem::new(kind));
        assert_eq!(label(Page { home: HOME, ..page.clone() }), expected, "{kind:?}");
        let without_home = if expected == "Go back" { "Load the page again" } else { expected };
        assert_eq!(label(page), without_home, "{kind:?} without an address to go back to");
    }
}

#[test]
fn the_pause_after_a_rate_limit_is_shown() {
    let page = failed(Problem { retry_after: Some(7), ..Problem::new(RateLimit) });
    let expected = RemedyView::TryAgain { label: "Try again in 7 seconds".to_owned(), waiting: true };
    assert_eq!(page.notice().remedy, Some(expected));
}

#[test]
fn retrying_waits_for_the_request_under_way() {
    let mut page = failed(Problem::new(Offline));
    page.post(Msg::RetryRequested);
    let expected = RemedyView::TryAgain { label: "Try again".to_owned(), waiting: true };
    assert_eq!(page.notice().remedy, Some(expected));
}

#[test]
fn a_later_problem_is_a_notice_above_the_summary() {
    for kind in PROBLEMS {
        let mut page = Page::documented();
        let bars = page.figures().bars;
        page.request(Intent::Do(Action::ManagePayments));
        page.answer(Err(Problem { request_id: Some("req_1".to_owned()), ..Problem::new(kind) }));
        let view = page.view();
        let banner = view.banner.unwrap();
        assert_eq!((banner.problem, view.notice), (Some(kind.name()), None));
        assert!(banner.reference.unwrap().contains("req_1"));
        assert!(banner.text.contains("out of date"), "{}", banner.text);
        assert_eq!(view.summary.unwrap().figures.unwrap().bars, bars);
    }
}

#[test]
fn a_period_that_did_not_come_is_named_and_the_displayed_one_is_not_doubted() {
    let title = |page: &Page| page.period_notice().unwrap().title;
    for (intent, name) in [(Intent::Previous, "January 2025"), (Intent::Show(PeriodType::Year), "2025")] {
        let mut page = Page::documented();
        page.request(intent);
        page.fail(Offline);
        assert_eq!(title(&page), format!("Couldn’t load {name}"));
    }
    // January is shown from memory; what may have changed is January itself.
    let mut page = Page::ready(january());
    page.reload(documented());
    page.request(Intent::Previous);
    page.fail(Offline);
    assert_eq!(title(&page), "These figures may be out of date.");
    // Nothing can be asked for again after the end: that is a notice above all.
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(Ended);
    assert_eq!(page.period_notice(), None);
    let banner = page.view().banner.unwrap();
    assert!(banner.text.starts_with(MessageId::EndedMeaning.english()), "{}", banner.text);
}

#[test]
fn a_period_that_did_not_come_is_a_notice_at_the_chart_and_none_above_the_summary() {
    for kind in PROBLEMS.into_iter().filter(|kind| *kind != Ended) {
        let mut page = Page::documented();
        let before = page.figures();
        page.request(Intent::Previous);
        page.answer(Err(Problem { request_id: Some("req_1".to_owned()), ..Problem::new(kind) }));
        let (view, notice) = (page.view(), page.period_notice().unwrap());
        assert_eq!((view.banner, view.notice, view.state), (None, None, "stale"), "{kind:?}");
        let general = failed(Problem { request_id: Some("req_1".to_owned()), ..Problem::new(kind) }).notice();
        assert_eq!((&notice.problem, &notice.text), (&general.problem, &general.text), "{kind:?}");
        assert_eq!((&notice.reference, &notice.remedy), (&general.reference, &general.remedy), "{kind:?}");
        assert_eq!(PeriodView { problem: None, ..page.figures() }, before, "{kind:?} leaves the figures alone");
    }
}

#[test]
fn a_pick_that_connect_would_refuse_is_a_notice_at_the_chart() {
    for (intent, name) in
        [(Intent::Next, "March 2025"), (Intent::Open(PeriodType::Month, date("2025-04-01")), "April 2025")]
    {
        let mut page = Page::documented();
        assert_eq!(page.choose(intent), None);
        let notice = page.period_notice().unwrap();
        assert_eq!((notice.title, notice.problem), (format!("Couldn’t load {name}"), Some("refused")));
        assert_eq!(page.view().banner, None);
    }
}

#[test]
fn the_pause_after_a_rate_limit_is_counted_down_at_the_chart() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.answer(Err(rate_limit(7)));
    let remedy = |label: &str, waiting| Some(RemedyView::TryAgain { label: label.to_owned(), waiting });
    assert_eq!(page.period_notice().unwrap().remedy, remedy("Try again in 7 seconds", true));
    for _ in 0..7 {
        page.send(Msg::SecondElapsed);
    }
    assert_eq!(page.period_notice().unwrap().remedy, remedy("Try again", false));
}

#[test]
fn no_problem_speaks_of_what_customers_do_not_know() {
    for kind in PROBLEMS {
        let notice = failed(Problem::new(kind)).notice();
        let text = [notice.title, notice.text].join(" ").to_lowercase();
        for word in ["request", "service", "answer", "fault", "session ", "server"] {
            assert!(!text.contains(word) || (kind, word) == (Ended, "session "), "{text}");
        }
    }
}

#[test]
fn only_a_configuration_problem_shows_its_detail() {
    for kind in PROBLEMS {
        let page = failed(Problem::because(kind, "/data/x: expected y"));
        assert_eq!(page.notice().text.contains("/data/x"), kind == Configuration, "{kind:?}");
    }
}

#[test]
fn the_notice_of_a_foreign_route_depends_on_the_intent_and_not_on_its_name() {
    let mut texts = HashSet::new();
    for intent in [
        Some(Intent::Do(Action::ConnectTariff)),
        Some(Intent::Do(Action::ManagePayments)),
        Some(Intent::Do(Action::ManageParticipation)),
        Some(Intent::Do(Action::Back)),
        None,
    ] {
        let notice = |name: &str| Page::at_foreign(intent, foreign(name, &[Action::Back])).notice();
        let first = notice("postal_address_input");
        for name in ["payment_history", "participation", "vpp_landing", "leave_action"] {
            assert_eq!(notice(name), first, "{intent:?} {name}");
        }
        assert!(texts.insert(first.text.clone()), "{intent:?}");
        assert!(!first.text.contains('_') && !first.text.contains("route"), "{}", first.text);
    }
}

#[test]
fn a_foreign_route_is_left_as_its_actions_say() {
    let remedy = |intent, exits: &[Action], home| {
        let page = Page::at_foreign(intent, foreign("consent", exits));
        match (Page { home, ..page }).notice().remedy {
            Some(RemedyView::Leave(control)) => {
                assert!(!control.disabled && !control.busy);
                Some((Some(control.intent), control.label))
            }
            Some(RemedyView::Link { label, address }) => {
                assert_eq!(Some(address.as_str()), home);
                Some((None, label))
            }
            None => None,
            other => panic!("{other:?}"),
        }
    };
    let payments = Some(Intent::Do(Action::ManagePayments));
    let (back, close) = (Some(Intent::Do(Action::Back)), Some(Intent::Do(Action::Close)));
    assert_eq!(remedy(payments, &[Action::Back], HOME), Some((back, "Back to your earnings")));
    assert_eq!(remedy(payments, &[Action::Back, Action::Close], HOME), Some((back, "Back to your earnings")));
    assert_eq!(remedy(payments, &[Action::Close], HOME), Some((close, "Close")));
    assert_eq!(remedy(payments, &[], HOME), Some((None, "Go back")));
    assert_eq!(remedy(payments, &[], None), None);
    // Without a summary to return to, BACK leads towards the partner.
    assert_eq!(remedy(None, &[Action::Back], None), Some((back, "Back")));
}

#[test]
fn a_foreign_route_shows_neither_the_summary_nor_its_controls() {
    let view =
        Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), foreign("payment_history", &[Action::Back])).view();
    assert_eq!((view.summary, view.banner, view.header.back, view.header.close), (None, None, None, None));
}

#[test]
fn the_end_of_the_session_links_to_the_partner() {
    let link = |to: Option<&str>, home| match (Page { home, ..Page::complete(to.map(address)) }).notice().remedy {
        Some(RemedyView::Link { address, .. }) => Some(address),
        None => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(link(Some("myapp://done"), HOME).as_deref(), Some("myapp://done"));
    assert_eq!(link(None, HOME).as_deref(), HOME);
    assert_eq!(link(None, None), None);
    let view = Page::complete(Some(address("https://partner.example/"))).view();
    assert!(!format!("{view:?}").contains(SECRET), "the partner gets no token");
}

#[test]
fn only_the_address_of_a_redirect_contains_the_token() {
    let mut page = Page::ready(documented());
    page.request(Intent::Do(Action::ConnectTariff));
    assert!(!format!("{:?}", page.view()).contains(SECRET));
    page.answer(Ok(Answer::Redirect(Some(address("https://tariff.example/?x=1#y")))));
    let expected = format!("https://tariff.example/?x=1&fp_cot={SECRET}#y");
    let notice = page.notice();
    assert!(matches!(notice.remedy, Some(RemedyView::Link { address, .. }) if address == expected));
}

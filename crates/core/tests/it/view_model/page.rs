//! The page as a whole: its state, titles and announcements. `documented.rs` has the documented page.

use crate::support::documented;
use crate::support::page::{Page, address, foreign};
use vpp_core::domain::{Action, Answer, Intent, Participation, Problem, ProblemKind};
use vpp_core::state::{Msg, Tab};

fn leaving() -> Page {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::ConnectTariff));
    page.answer(Ok(Answer::Redirect(Some(address("https://tariff.example/")))));
    page
}

#[test]
fn each_state_of_the_page_has_its_name() {
    assert_eq!(Page::new().view().state, "loading");
    assert_eq!(Page::opened().view().state, "loading");
    let mut page = Page::documented();
    assert_eq!(page.view().state, "ready");
    page.request(Intent::Previous);
    assert_eq!((page.view().state, page.view().busy), ("ready", true));
    page.fail(ProblemKind::Timeout);
    assert_eq!((page.view().state, page.view().busy), ("stale", false));
    let mut page = Page::opened();
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.view().state, "problem");
    assert_eq!(Page::complete(None).view().state, "ended");
    let mut page = Page::at_foreign(None, foreign("vpp_landing", &[Action::Back]));
    assert_eq!(page.view().state, "ready");
    page.request(Intent::Do(Action::Back));
    page.fail(ProblemKind::Timeout);
    assert_eq!(page.view().state, "problem");
    assert_eq!(leaving().view().state, "loading");
}

#[test]
fn the_test_mode_says_that_the_money_is_not_real() {
    let test_mode = |live| Page::with(|summary| summary.live = live).view().header.test_mode;
    assert_eq!((test_mode(false), test_mode(true)), (Some("Test data – not real money"), None));
}

#[test]
fn texts_with_a_name_can_do_without_it() {
    for state in ["SUSPENDED", "FAILED", "SOMETHING_NEW", ""] {
        let view = Page::with(|summary| {
            summary.programme.participation = Participation::parse(state);
            (summary.programme.provider, summary.programme.name) = (String::new(), String::new());
        })
        .view();
        let summary = view.summary.unwrap();
        let mut texts = vec![summary.status.meaning.clone(), view.header.title.clone()];
        texts.extend(summary.settings.iter().map(|row| row.title.to_owned()));
        texts.extend(summary.status.strip.iter().flat_map(|strip| [strip.title, strip.text]).map(str::to_owned));
        for text in texts {
            assert!(!text.is_empty() && !text.contains("  ") && !text.contains('{'), "{text:?}");
            assert!(text.split(". ").all(|sentence| sentence.starts_with(char::is_uppercase)), "{text:?}");
        }
        assert_eq!(view.header.provider, "");
    }
}

#[test]
fn the_provider_is_the_title_of_a_programme_without_a_name() {
    let header = Page::with(|summary| summary.programme.name = String::new()).view().header;
    assert_eq!((header.title.as_str(), header.provider.as_str()), ("Leap", ""));
}

#[test]
fn the_document_title_names_page_and_programme() {
    let title = |page: Page, title| Page { title, ..page }.view().document_title;
    assert_eq!(title(Page::opened(), None), "Your earnings");
    assert_eq!(title(Page::opened(), Some("Grid rewards")), "Grid rewards");
    assert_eq!(title(Page::documented(), Some("Grid rewards")), "Grid rewards · Community Powershare");
    let nameless = Page::with(|summary| (summary.programme.name, summary.programme.provider) = Default::default());
    assert_eq!(title(nameless, None), "Your earnings");
    assert_eq!(title(Page::with(|summary| summary.programme.name = "Grid".to_owned()), Some("Grid")), "Grid");
    assert_eq!(Page { title: Some("Grid rewards"), ..Page::opened() }.view().header.title, "Grid rewards");
}

#[test]
fn progress_is_announced_while_the_summary_stays() {
    let mut page = Page::opened();
    page.wait();
    assert_eq!(page.view().announcement, "Loading your earnings");
    page.answer_summary(documented());
    page.send(Msg::TabSelected(Tab::Settings));
    page.request(Intent::Previous);
    let view = page.view();
    assert_eq!((view.announcement.as_str(), view.tab), ("Updating", Tab::Settings));
    assert!(view.figures().is_some());
}

#[test]
fn a_notice_is_not_announced_twice() {
    // The notice gets the focus, so the live region is silent.
    let mut page = Page::opened();
    page.fail(ProblemKind::Offline);
    assert_eq!(page.view().announcement, "");
    assert_eq!(Page::complete(None).view().announcement, "");
    assert_eq!(leaving().view().announcement, "Loading your earnings");
}

#[test]
fn a_summary_without_figures_says_what_to_expect() {
    let title = |state: &str, unreadable| {
        let page = Page::with(|summary| {
            summary.performance = None;
            (summary.unreadable, summary.programme.participation) = (unreadable, Participation::parse(state));
        });
        let summary = page.summary();
        assert_eq!(summary.figures, None);
        assert_eq!((page.view().state, page.view().announcement.as_str()), ("ready", ""));
        summary.no_figures.map(|none| {
            assert!(!none.meaning.is_empty());
            none.title
        })
    };
    for state in ["ENROLLING", "ACTIVE", "SUSPENDED"] {
        assert_eq!(title(state, false), Some("No earnings yet"), "{state}");
    }
    for state in ["NOT_ENROLLED", "UNENROLLING", "UNENROLLED", "FAILED", "NEW"] {
        assert_eq!(title(state, false), None, "{state}: the status says it");
    }
    for state in ["ACTIVE", "FAILED"] {
        assert_eq!(title(state, true), Some("Your earnings can’t be shown right now"), "{state}");
    }
}

#[test]
fn controls_wait_during_a_pause() {
    let mut page = Page::documented();
    assert!(!page.view().waiting);
    page.request(Intent::Previous);
    page.answer(Err(Problem { retry_after: Some(1), ..Problem::new(ProblemKind::RateLimit) }));
    let view = page.view();
    assert!(view.waiting && view.header.back.unwrap().disabled && view.summary.unwrap().call.unwrap().control.disabled);
    page.send(Msg::SecondElapsed);
    assert!(!page.view().waiting);
}

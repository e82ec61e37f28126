//! The page in words: what is shown for each state of things, in the plainest of languages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::collections::HashSet;
use support::documented;
use support::screen::{answer, content, elsewhere, ended, failed, opened, ready, show, show_as, want, with};
use vpp_core::connect::Answer;
use vpp_core::domain::{Action, Address, Intent, Participation, Problem, ProblemKind};
use vpp_core::locale::MessageId;
use vpp_core::state::{Model, Msg, Tab, update};

#[test]
fn each_state_of_the_page_has_its_name() {
    assert_eq!(show(&Model::default()).state, "loading");
    assert_eq!(show(&opened()).state, "loading");
    let mut model = ready(documented());
    assert_eq!(show(&model).state, "ready");
    want(&mut model, Intent::Previous);
    let page = show(&model);
    assert_eq!((page.state, page.busy), ("ready", true));
    let page = failed(&mut model, Problem::new(ProblemKind::Timeout));
    assert_eq!((page.state, page.busy), ("stale", false));
    assert_eq!(failed(&mut opened(), Problem::new(ProblemKind::Timeout)).state, "problem");
    assert_eq!(show(&ended(None)).state, "ended");
    assert_eq!(show(&elsewhere(None, "vpp_landing")).state, "ready");
    let mut leaving = ready(documented());
    want(&mut leaving, Intent::Do(Action::ConnectTariff));
    answer(&mut leaving, Ok(Answer::Redirect(Address::parse("https://tariff.example/"))));
    assert_eq!(show(&leaving).state, "loading");
}

#[test]
fn the_documented_page_says_what_the_document_says() {
    let page = show(&ready(documented()));
    let content = page.summary.unwrap();
    let figures = content.figures.unwrap();
    assert_eq!((page.header.title.as_str(), page.header.provider.as_str()), ("Community Powershare", "by Leap"));
    assert_eq!((figures.period.as_str(), figures.key.as_str()), ("February 2025", "MONTH 2025-02-01"));
    assert_eq!((figures.earnings.as_str(), figures.energy.as_str()), ("USD 62.1", "54.7 kWh"));
    assert_eq!(figures.heading, MessageId::Earned.english());
    assert_eq!(figures.dispatches.1, "12");
    assert_eq!((content.status.name.as_str(), content.status.word.to_string()), ("SUSPENDED", "Suspended".to_owned()));
    assert!(content.status.meaning.contains("Leap"), "{}", content.status.meaning);
    assert_eq!(page.header.test_mode, None);
    assert_eq!(page.document_title, "Your earnings · Community Powershare");
    assert_eq!(page.announcement, "February 2025: USD 62.1, 54.7 kWh");
}

#[test]
fn test_mode_is_said_and_explained() {
    let page = show(&with(|summary| summary.live = false));
    let (word, meaning) = page.header.test_mode.unwrap();
    assert!(!word.is_empty() && !meaning.is_empty());
}

#[test]
fn each_participation_state_has_a_word_a_sentence_and_a_picture_of_its_own() {
    let states =
        ["NOT_ENROLLED", "ENROLLING", "ACTIVE", "SUSPENDED", "UNENROLLING", "UNENROLLED", "FAILED", "SOMETHING_NEW"];
    let status =
        |name: &str| content(&with(|summary| summary.programme.participation = Participation::parse(name))).status;
    let count = |texts: Vec<String>| texts.iter().filter(|text| !text.is_empty()).collect::<HashSet<_>>().len();
    assert_eq!(count(states.iter().map(|name| status(name).word.to_string()).collect()), states.len());
    assert_eq!(count(states.iter().map(|name| status(name).meaning.clone()).collect()), states.len());
    // What is under way in either direction looks alike, and the word tells which.
    let icons: HashSet<String> = states.iter().map(|name| format!("{:?}", status(name).icon)).collect();
    assert!(icons.len() >= states.len() - 1, "{icons:?}");
    for name in states {
        assert_eq!(status(name).name, name, "the hook is the name of the API");
        assert!(!status(name).meaning.contains('{'), "{}", status(name).meaning);
    }
}

#[test]
fn texts_that_need_a_name_do_without_it() {
    for state in ["SUSPENDED", "FAILED", "SOMETHING_NEW", ""] {
        let model = with(|summary| {
            summary.programme.participation = Participation::parse(state);
            (summary.programme.provider, summary.programme.name) = (String::new(), String::new());
        });
        let page = show(&model);
        let content = page.summary.as_ref().unwrap();
        let mut texts = vec![content.status.meaning.clone(), page.header.title.clone()];
        texts.extend(content.settings.iter().map(|row| row.text.clone()));
        for text in texts {
            assert!(!text.is_empty() && !text.contains("  ") && !text.contains('{'), "{text:?}");
            assert!(text.starts_with(char::is_uppercase), "{text:?}");
        }
        assert_eq!(page.header.provider, "");
    }
}

#[test]
fn the_documents_title_names_page_and_programme() {
    let titles = |model: &Model, title| show_as(model, title, None).document_title;
    assert_eq!(titles(&opened(), None), "Your earnings");
    assert_eq!(titles(&opened(), Some("Grid rewards")), "Grid rewards");
    assert_eq!(titles(&ready(documented()), Some("Grid rewards")), "Grid rewards · Community Powershare");
    let nameless = with(|summary| (summary.programme.name, summary.programme.provider) = Default::default());
    assert_eq!(titles(&nameless, None), "Your earnings");
    assert_eq!(titles(&with(|summary| summary.programme.name = "Grid".to_owned()), Some("Grid")), "Grid");
}

#[test]
fn progress_is_announced_without_blanking_the_page() {
    let mut model = opened();
    assert_eq!(show(&model).announcement, "Loading your earnings");
    answer(&mut model, Ok(Answer::Summary(documented().into())));
    update(&mut model, Msg::TabSelected(Tab::Settings));
    want(&mut model, Intent::Previous);
    let page = show(&model);
    assert_eq!((page.announcement.as_str(), page.tab), ("Updating", Tab::Settings));
    assert!(page.summary.is_some_and(|content| content.figures.is_some()));
}

//! The participation: its words, the strip above the figures, and where the state is the headline.

use crate::support::page::Page;
use std::collections::HashSet;
use vpp_core::domain::{Participation, Summary};
use vpp_core::view_model::{StatusView, Tone};

fn in_state(state: &str) -> Page {
    Page::with(|summary| summary.programme.participation = Participation::parse(state))
}

fn status(state: &str) -> StatusView {
    in_state(state).summary().status
}

/// A strip: its title and its text.
type Strip = Option<(&'static str, &'static str)>;

/// Each state with its tone, its word where there is little room, and its strip.
const STATES: [(&str, Tone, &str, Strip); 8] = [
    ("NOT_ENROLLED", Tone::Neutral, "Not enrolled", Some(("Not enrolled", "You haven’t joined yet"))),
    ("ENROLLING", Tone::Neutral, "Enrolling", Some(("Enrolling", "Your enrolment is in progress"))),
    ("ACTIVE", Tone::Good, "Active", None),
    ("SUSPENDED", Tone::Warning, "Paused", Some(("Participation paused", "No new earnings for now"))),
    ("UNENROLLING", Tone::Neutral, "Leaving", Some(("Leaving", "Your request is in progress"))),
    (
        "UNENROLLED",
        Tone::Neutral,
        "No longer enrolled",
        Some(("No longer enrolled", "Your past earnings are still here")),
    ),
    (
        "FAILED",
        Tone::Warning,
        "Enrolment failed",
        Some(("Enrolment didn’t go through", "Ask your provider what to do")),
    ),
    ("SOMETHING_NEW", Tone::Warning, "Status unclear", Some(("Status unclear", "Ask your provider about it"))),
];

#[test]
fn every_state_but_active_has_a_strip_that_says_what_it_means() {
    for (state, tone, short_word, strip) in STATES {
        let shown = status(state);
        assert_eq!((shown.tone, shown.short_word), (tone, short_word), "{state}");
        assert_eq!(shown.strip.map(|strip| (strip.title, strip.text)), strip, "{state}");
        assert_eq!(shown.name, state, "the hook has the API's name");
    }
    let names: HashSet<&str> = STATES.iter().map(|(_, tone, ..)| tone.name()).collect();
    assert_eq!(names, HashSet::from(["good", "neutral", "warning"]));
}

#[test]
fn each_state_has_its_own_word_meaning_and_icon() {
    let each = || STATES.iter().map(|(state, ..)| status(state));
    let words: HashSet<&str> = each().map(|status| status.word).collect();
    let meanings: HashSet<String> = each().map(|status| status.meaning).collect();
    assert_eq!((words.len(), meanings.len()), (STATES.len(), STATES.len()));
    // Enrolling and unenrolling share a clock; the word tells them apart.
    let icons: HashSet<String> = each().map(|status| format!("{:?}", status.icon)).collect();
    assert_eq!(icons.len(), STATES.len() - 1, "{icons:?}");
    for status in each() {
        assert!(!status.word.is_empty() && !status.meaning.contains('{'), "{}", status.meaning);
    }
}

#[test]
fn a_suspended_customer_is_told_of_past_earnings_only_where_there_are_figures() {
    let meaning = |page: Page| page.summary().status.meaning;
    let with = meaning(Page::documented());
    let without = meaning(Page::with(|summary| summary.performance = None));
    assert!(with.starts_with(&without) && with.ends_with(" What you’ve earned stays here."), "{with}");
}

#[test]
fn who_does_not_take_part_has_figures_only_with_a_point() {
    let page = |state: &str, change: fn(&mut Summary)| {
        Page::with(|summary| {
            summary.programme.participation = Participation::parse(state);
            change(summary);
        })
    };
    for (state, ..) in STATES {
        let summary = page(state, |_| {}).summary();
        assert!(summary.figures.is_some() && summary.restated.is_some(), "{state}");
        let page = page(state, |summary| summary.performance.as_mut().unwrap().points.clear());
        let outside = ["FAILED", "NOT_ENROLLED"].contains(&state);
        let summary = page.summary();
        assert_eq!((summary.figures.is_none(), summary.restated.is_none()), (outside, outside), "{state}");
        assert_eq!(page.view().announcement.is_empty(), outside, "{state}");
        if outside {
            assert_eq!((summary.no_figures, page.view().state), (None, "ready"), "the state is the headline");
        }
    }
}

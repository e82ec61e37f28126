//! Changing the period: what is asked for, and what is shown until the answer comes and if it is not the one expected.

use crate::support::page::{NOON, Page, today};
use crate::support::{date, documented_with_figures, month, shown};
use vpp_core::domain::{Answer, Decimal, Intent, Period, PeriodType, Request, Summary};
use vpp_core::locale::MessageId;
use vpp_core::state::{Effect, FocusTarget, Msg};

/// A period with others on both sides.
fn between(period: Period) -> Summary {
    documented_with_figures(|figures| {
        (figures.period, figures.has_previous, figures.has_next) = (period, true, true);
        figures.available = PeriodType::ALL.to_vec();
    })
}

fn stated(kind: PeriodType, start: &str, end: &str) -> Period {
    Period::stated(kind, date(start), date(end)).unwrap()
}

/// The period that a control asks for.
fn asked(page: &mut Page, intent: Intent) -> Period {
    match page.request(intent).request {
        Request::Submit(submission) => submission.period().unwrap(),
        other => panic!("{other:?} should ask for a period"),
    }
}

#[test]
fn the_neighbours_of_a_billing_period_begin_after_its_end_and_on_the_same_day_before_it() {
    for (kind, start, end, previous, next) in [
        (PeriodType::Month, "2025-01-15", "2025-02-14", "2024-12-15", "2025-02-15"),
        (PeriodType::Month, "2025-02-01", "2025-02-28", "2025-01-01", "2025-03-01"),
        // February has no 31st.
        (PeriodType::Month, "2025-03-31", "2025-04-29", "2025-02-28", "2025-04-30"),
        (PeriodType::Month, "2024-03-30", "2024-04-29", "2024-02-29", "2024-04-30"),
        (PeriodType::Year, "2024-04-06", "2025-04-05", "2023-04-06", "2025-04-06"),
        (PeriodType::Year, "2024-02-29", "2025-02-27", "2023-02-28", "2025-02-28"),
        (PeriodType::Day, "2025-03-01", "2025-03-01", "2025-02-28", "2025-03-02"),
    ] {
        let page = Page::ready(between(stated(kind, start, end)));
        for (intent, expected) in [(Intent::Previous, previous), (Intent::Next, next)] {
            let period = asked(&mut page.clone(), intent);
            assert_eq!((period.kind(), period.start()), (kind, date(expected)), "{intent:?} of {start}");
        }
    }
}

#[test]
fn a_billing_period_is_found_in_the_cache() {
    let january = stated(PeriodType::Month, "2025-01-15", "2025-02-14");
    let february = stated(PeriodType::Month, "2025-02-15", "2025-03-14");
    let mut page = Page::ready(between(january));
    page.load(Intent::Next, between(february));
    page.request(Intent::Previous);
    assert_eq!(page.period(), january, "shown at once");
}

#[test]
fn the_type_of_a_billing_period_is_selected_already() {
    let mut page = Page::ready(between(stated(PeriodType::Month, "2025-01-15", "2025-02-14")));
    assert_eq!(page.choose(Intent::Show(PeriodType::Month)), None);
}

#[test]
fn an_answer_with_the_period_that_was_shown_already_is_told() {
    let shown = stated(PeriodType::Month, "2025-01-15", "2025-02-14");
    let mut page = Page::ready(between(shown));
    page.load(Intent::Next, between(shown));
    let (view, notice) = (page.view(), page.period_notice().unwrap());
    let expected = (MessageId::SamePeriod.english(), None, "ready");
    assert_eq!((notice.title.as_str(), notice.problem, view.state), expected);
    assert!(notice.text.contains("2025-01-15"), "{}", notice.text);
    assert_eq!(view.banner, None);
    assert_eq!(page.focus, Some(Effect::RecoverFocus(FocusTarget::PeriodNotice)));
    // It goes with the next request, and does not come for an answer that was asked for.
    page.request(Intent::Previous);
    assert_eq!(page.period_notice(), None);
    page.answer_summary(between(stated(PeriodType::Month, "2024-12-15", "2025-01-14")));
    assert_eq!(page.period_notice(), None);
}

#[test]
fn a_shorter_answer_for_the_requested_start_is_no_repetition() {
    // The running month so far, asked for by the whole month's name.
    let so_far = stated(PeriodType::Month, "2025-02-01", "2025-02-16");
    let mut page = Page::ready(between(so_far));
    page.load(Intent::Open(PeriodType::Month, date("2025-02-01")), between(so_far));
    assert_eq!(page.period_notice(), None);
}

#[test]
fn figures_from_the_cache_are_asked_for_again_when_the_browser_goes_back_to_them() {
    let (february, january) = (month("2025-02-01"), month("2025-01-01"));
    let mut page = Page::ready(between(february));
    page.load(Intent::Previous, between(january));
    page.load(Intent::Next, between(february));
    // January is shown from the cache while it is asked for; then the customer goes back in the history, to January.
    let first = page.request(Intent::Previous);
    assert_eq!(page.period(), january);
    let popped = Msg::HistoryPopped { kind: PeriodType::Month, start: january.start(), today: today() };
    let second = page.post(popped);
    assert_ne!(first.id, second.id);
    assert!(page.view().busy);
    // The first answer is late, the second one counts.
    let total = |page: &Page| shown::earnings(&page.figures()).to_owned();
    let old = total(&page);
    let corrected = documented_with_figures(|figures| {
        figures.period = january;
        figures.total.earnings = Decimal::parse("99").unwrap();
    });
    let answer = |id, summary: &Summary| Msg::AnswerReceived {
        id,
        result: Ok(Answer::Summary(summary.clone().into())),
        now: NOON,
    };
    page.send(answer(first.id, &corrected));
    assert_eq!((total(&page), page.view().busy), (old.clone(), true));
    page.send(answer(second.id, &corrected));
    assert_ne!(total(&page), old);
    assert!(!page.view().busy);
    // What an answer has confirmed is not asked for again.
    assert_eq!(page.send(Msg::HistoryPopped { kind: PeriodType::Month, start: january.start(), today: today() }), None);
}

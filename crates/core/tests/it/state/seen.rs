//! The periods that were seen: shown at once, brought up to date, and what they tell about how far there is anything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, prelude::*};
use support::driver::{PREVIOUS, Page, january, wanted};
use support::{any, date, decimal, documented};
use vpp_core::connect::Answer;
use vpp_core::domain::{Intent, Performance, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::state::{Msg, CursorMove};

fn month(start: &str) -> Period {
    Period::containing(PeriodType::Month, date(start))
}

fn in_month(period: Period) -> Summary {
    let mut summary = documented();
    summary.performance.as_mut().unwrap().period = period;
    summary
}

/// Loads the page, if need be anew, which asks for no period in particular, and gets this summary.
fn load(page: &mut Page, summary: Summary) {
    if page.0.pending.is_none() {
        page.0.problem = Some(Problem::new(ProblemKind::Refused));
        page.post(Msg::RetryRequested);
    }
    page.answer(Ok(Answer::Summary(summary.into())));
}

fn shown(page: &Page) -> Performance {
    page.0.summary.as_ref().unwrap().performance.clone().unwrap()
}

/// January as it is by the second time.
fn corrected() -> Summary {
    let mut summary = january();
    summary.performance.as_mut().unwrap().total.earnings = decimal("61");
    summary
}

fn january_has_next(page: &mut Page) {
    let mut summary = january();
    summary.performance.as_mut().unwrap().has_next = true;
    page.answer(Ok(Answer::Summary(summary.into())));
}

#[test]
fn what_was_seen_is_shown_at_once_and_brought_up_to_date() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    assert_eq!(shown(&page).period, month("2025-02-01"), "what was never seen is waited for");
    january_has_next(&mut page);
    page.post(wanted(Intent::Next));
    assert_eq!(shown(&page), documented().performance.unwrap());
    page.answer(Ok(Answer::Summary(documented().into())));
    let before = page.0.revision;
    let pending = page.post(wanted(PREVIOUS));
    assert_eq!(pending.intent, Some(PREVIOUS));
    assert_eq!(shown(&page).period, month("2025-01-01"));
    assert_ne!(page.0.revision, before, "other figures are drawn anew");
    let before = page.0.revision;
    page.answer(Ok(Answer::Summary(corrected().into())));
    assert_eq!(shown(&page), corrected().performance.unwrap());
    assert_ne!(page.0.revision, before);
}

#[test]
fn all_but_the_figures_is_the_newest_there_is() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    let mut newer = january();
    (newer.tariff_connected, newer.performance.as_mut().unwrap().has_next) = (Some(true), true);
    newer.actions.retain(|action| action.name() != "BACK");
    page.answer(Ok(Answer::Summary(newer.clone().into())));
    page.post(wanted(Intent::Next));
    let expected = Summary { performance: documented().performance, ..newer };
    assert_eq!(page.0.summary.as_deref(), Some(&expected));
}

#[test]
fn a_failure_after_what_was_shown_at_once_keeps_it_and_the_same_is_asked_again() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    january_has_next(&mut page);
    let first = page.post(wanted(Intent::Next));
    page.fail(ProblemKind::Offline);
    assert_eq!((shown(&page).period, page.problem()), (month("2025-02-01"), Some(ProblemKind::Offline)));
    let second = page.post(Msg::RetryRequested);
    assert_eq!((&second.request, second.intent), (&first.request, first.intent));
    assert_eq!(shown(&page).period, month("2025-02-01"));
    page.answer(Ok(Answer::Summary(documented().into())));
    assert_eq!((shown(&page).period, page.problem()), (month("2025-02-01"), None));
}

#[test]
fn what_is_shown_at_once_is_no_answer() {
    // The controls go by what is shown, and none of them sends anything until Connect has answered.
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    january_has_next(&mut page);
    page.post(wanted(Intent::Next));
    for msg in [wanted(PREVIOUS), wanted(Intent::Show(PeriodType::Year)), Msg::RetryRequested] {
        assert_eq!(page.send(msg), None);
    }
    assert_eq!(shown(&page).period, month("2025-02-01"));
}

#[test]
fn what_is_read_and_picked_stays_when_the_same_period_comes_up_to_date() {
    let mut page = Page::ready();
    page.post(wanted(PREVIOUS));
    january_has_next(&mut page);
    page.send(Msg::Picking(Some(2025)));
    page.post(wanted(Intent::Next));
    assert_eq!(page.0.picker, None, "another period is shown, so it was picked");
    page.send(Msg::CursorMoved(CursorMove::Choose(3), 28));
    page.send(Msg::Picking(Some(2024)));
    page.answer(Ok(Answer::Summary(documented().into())));
    assert_eq!((page.0.reading.unwrap().place, page.0.picker), (3, Some(2024)));
}

#[test]
fn picking_the_period_that_is_shown_asks_for_nothing_and_closes_the_panel() {
    let mut page = Page::ready();
    page.send(Msg::Picking(Some(2025)));
    assert_eq!(page.send(wanted(Intent::Open(PeriodType::Month, date("2025-02-01")))), None);
    assert_eq!((page.0.picker, &page.0.pending), (None, &None));
}

#[test]
fn the_newest_figures_of_a_period_take_the_place_of_older_ones() {
    let mut page = Page::ready();
    for summary in [january(), corrected(), january()] {
        load(&mut page, summary.clone());
        assert_eq!(page.0.seen.find(month("2025-01-01")), summary.performance.as_ref());
    }
}

#[test]
fn another_session_has_seen_nothing() {
    let mut page = Page::ready();
    page.post(Msg::SessionOpened { token: support::token(), resume: true });
    assert_eq!((page.0.seen.find(month("2025-02-01")), page.0.seen.known()), (None, None));
}

#[test]
fn a_period_of_another_type_or_other_days_is_not_the_same() {
    let page = Page::ready();
    let stated = Period::stated(PeriodType::Month, date("2025-02-01"), date("2025-02-27")).unwrap();
    for other in [stated, Period::containing(PeriodType::Day, date("2025-02-01")), month("2025-01-01")] {
        assert_eq!(page.0.seen.find(other), None, "{other:?}");
    }
    assert!(page.0.seen.find(month("2025-02-01")).is_some());
}

#[test]
fn a_hundred_periods_are_kept_and_the_one_not_seen_for_longest_goes_first() {
    let mut page = Page::opened();
    let months = std::iter::successors(Some(month("2025-02-01")), |period| Some(period.next()));
    let months: Vec<Period> = months.take(102).collect();
    for period in &months[..100] {
        load(&mut page, in_month(*period));
    }
    assert!(months[..100].iter().all(|period| page.0.seen.find(*period).is_some()), "a hundred of them fit");
    load(&mut page, in_month(months[0]));
    assert!(months[..100].iter().all(|period| page.0.seen.find(*period).is_some()), "one of them twice is not more");
    load(&mut page, in_month(months[100]));
    load(&mut page, in_month(months[101]));
    let forgotten: Vec<Period> = months.iter().filter(|period| page.0.seen.find(**period).is_none()).copied().collect();
    assert_eq!(forgotten, months[1..3]);
}

fn known_after(summaries: &[(Period, bool, bool)]) -> Option<(String, String)> {
    let mut page = Page::opened();
    for (period, has_previous, has_next) in summaries {
        let mut summary = in_month(*period);
        let shown = summary.performance.as_mut().unwrap();
        (shown.has_previous, shown.has_next) = (*has_previous, *has_next);
        load(&mut page, summary);
    }
    page.0.seen.known().map(|(first, last)| (first.to_string(), last.to_string()))
}

#[test]
fn what_is_known_grows_by_every_answer() {
    let range = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
    let february = month("2025-02-01");
    assert_eq!(known_after(&[]), None);
    assert_eq!(known_after(&[(february, false, false)]), range("2025-02-01", "2025-02-28"));
    assert_eq!(known_after(&[(february, true, false)]), range("2025-01-01", "2025-02-28"));
    assert_eq!(known_after(&[(february, false, true)]), range("2025-02-01", "2025-03-31"));
    let january = (month("2025-01-01"), true, true);
    assert_eq!(known_after(&[(february, true, false), january]), range("2024-12-01", "2025-02-28"));
    let day = Period::containing(PeriodType::Day, date("2025-02-16"));
    assert_eq!(known_after(&[(february, true, false), (day, true, true)]), range("2025-01-01", "2025-02-28"));
    let year = Period::containing(PeriodType::Year, date("2024-06-01"));
    assert_eq!(known_after(&[(february, true, false), (year, true, true)]), range("2023-01-01", "2025-02-28"));
}

#[test]
fn the_end_is_that_of_the_finest_period_which_nothing_follows() {
    let last = |seen: &[(PeriodType, &str, bool)]| {
        let seen: Vec<_> =
            seen.iter().map(|(kind, day, next)| (Period::containing(*kind, date(day)), true, *next)).collect();
        known_after(&seen).unwrap().1
    };
    use PeriodType::{Day, Month, Year};
    // A year that goes on ends in December, its month with the month, and the day of today is the last one.
    let mut seen = vec![(Year, "2025-01-01", false)];
    assert_eq!(last(&seen), "2025-12-31");
    for (kind, end) in [(Month, "2025-02-28"), (Day, "2025-02-16")] {
        seen.push((kind, "2025-02-16", false));
        assert_eq!(last(&seen), end);
        for again in [(Year, "2025-01-01", false), (Year, "2024-01-01", true), (Month, "2025-01-01", true)] {
            assert_eq!(last(&[seen.clone(), vec![again]].concat()), end, "{again:?}");
        }
    }
    // Midnight has passed meanwhile: what was the end is followed by something.
    assert_eq!(last(&[seen.clone(), vec![(Day, "2025-02-17", false)]].concat()), "2025-02-17");
    assert_eq!(last(&[seen, vec![(Month, "2025-03-01", true)]].concat()), "2025-12-31");
}

#[test]
fn without_figures_nothing_is_known() {
    let mut page = Page::opened();
    let summary = Summary { performance: None, ..documented() };
    assert_eq!(page.answer(Ok(Answer::Summary(summary.into()))), None);
    assert_eq!(page.0.seen.known(), None);
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn what_is_known_holds_what_was_seen_and_always_what_is_shown(
        seen in collection::vec((any::period(), any::<bool>(), any::<bool>()), 1..6),
    ) {
        let (first, last) = known_after(&seen).unwrap();
        let (first, last) = (date(&first), date(&last));
        // Where Connect contradicts itself, it is the period shown that counts.
        let shown = seen.last().unwrap().0;
        prop_assert!(first <= shown.start() && shown.start() <= last, "{:?} in {}..{}", shown, first, last);
        let goes_on = seen.iter().all(|(_, _, has_next)| *has_next);
        for (period, has_previous, _) in seen {
            let start = if has_previous { period.previous().start() } else { period.start() };
            prop_assert!(first <= start, "{:?} in {}..{}", period, first, last);
            prop_assert!(!goes_on || period.next().end() <= last, "{:?} in {}..{}", period, first, last);
        }
    }
}

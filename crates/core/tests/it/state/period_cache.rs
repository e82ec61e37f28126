//! The cache of periods: shown at once, then updated, and the source of the known range.

use crate::support::page::{Page, chosen};
use crate::support::{
    any, date, decimal, documented, documented_figures, documented_with_figures, january, month, token,
};
use proptest::{collection, prelude::*};
use vpp_core::domain::{Intent, Performance, Period, PeriodType, ProblemKind, Summary};
use vpp_core::state::{CursorMove, Msg};

fn in_month(period: Period) -> Summary {
    documented_with_figures(|figures| figures.period = period)
}

fn shown(page: &Page) -> Performance {
    page.model.summary.as_ref().unwrap().performance.clone().unwrap()
}

/// January with a corrected total.
fn corrected() -> Summary {
    documented_with_figures(|figures| {
        (figures.period, figures.total.earnings) = (month("2025-01-01"), decimal("61"));
    })
}

/// Steps back to January, from where February can be reached again.
fn step_to_january(page: &mut Page) {
    page.request(Intent::Previous);
    assert_eq!(shown(page).period, month("2025-02-01"), "a period that is not cached is waited for");
    page.answer_summary(documented_with_figures(|figures| {
        (figures.period, figures.has_next) = (month("2025-01-01"), true);
    }));
}

#[test]
fn a_cached_period_is_shown_at_once_and_then_updated() {
    let mut page = Page::documented();
    step_to_january(&mut page);
    page.request(Intent::Next);
    assert_eq!(shown(&page), documented_figures());
    page.answer_summary(documented());
    let before = page.model.chart_key;
    let pending = page.request(Intent::Previous);
    assert_eq!(pending.intent, Some(Intent::Previous));
    assert_eq!(shown(&page).period, month("2025-01-01"));
    assert_ne!(page.model.chart_key, before, "other figures have another key");
    let before = page.model.chart_key;
    page.answer_summary(corrected());
    assert_eq!(shown(&page), corrected().performance.unwrap());
    assert_ne!(page.model.chart_key, before);
}

#[test]
fn only_the_figures_come_from_the_cache() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    let mut newer = january();
    (newer.tariff_connected, newer.performance.as_mut().unwrap().has_next) = (Some(true), true);
    newer.actions.retain(|action| action.name() != "BACK");
    page.answer_summary(newer.clone());
    page.request(Intent::Next);
    let expected = Summary { performance: documented().performance, ..newer };
    assert_eq!(page.model.summary.as_deref(), Some(&expected));
}

#[test]
fn a_failure_keeps_the_cached_period_and_can_be_retried() {
    let mut page = Page::documented();
    step_to_january(&mut page);
    let first = page.request(Intent::Next);
    page.fail(ProblemKind::Offline);
    assert_eq!((shown(&page).period, page.problem()), (month("2025-02-01"), Some(ProblemKind::Offline)));
    let second = page.post(Msg::RetryRequested);
    assert_eq!((&second.request, second.intent), (&first.request, first.intent));
    assert_eq!(shown(&page).period, month("2025-02-01"));
    page.answer_summary(documented());
    assert_eq!((shown(&page).period, page.problem()), (month("2025-02-01"), None));
}

#[test]
fn a_cached_period_is_not_an_answer() {
    // Until Connect has answered, no control posts anything.
    let mut page = Page::documented();
    step_to_january(&mut page);
    page.request(Intent::Next);
    for msg in [chosen(Intent::Previous), chosen(Intent::Show(PeriodType::Year)), Msg::RetryRequested] {
        assert_eq!(page.send(msg), None);
    }
    assert_eq!(shown(&page).period, month("2025-02-01"));
}

#[test]
fn cursor_and_picker_survive_an_update_of_the_same_period() {
    let mut page = Page::documented();
    step_to_january(&mut page);
    page.send(Msg::PickerOpened(2025));
    page.request(Intent::Next);
    assert_eq!(page.model.picker_year, None, "another period closes the picker");
    page.read(CursorMove::Press(3));
    page.send(Msg::PickerOpened(2024));
    page.answer_summary(documented());
    assert_eq!((page.model.cursor.unwrap().index, page.model.picker_year), (3, Some(2024)));
}

#[test]
fn picking_the_displayed_period_requests_nothing_and_closes_the_picker() {
    let mut page = Page::documented();
    page.send(Msg::PickerOpened(2025));
    assert_eq!(page.choose(Intent::Open(PeriodType::Month, date("2025-02-01"))), None);
    assert_eq!((page.model.picker_year, &page.model.pending), (None, &None));
}

#[test]
fn newer_figures_of_a_period_replace_older_ones() {
    let mut page = Page::documented();
    for summary in [january(), corrected(), january()] {
        page.reload(summary.clone());
        assert_eq!(page.model.cache.get(month("2025-01-01")), summary.performance.as_ref());
    }
}

#[test]
fn a_new_session_has_an_empty_cache() {
    let mut page = Page::documented();
    page.post(Msg::SessionOpened { token: token(), resume: true });
    assert_eq!((page.model.cache.get(month("2025-02-01")), page.model.cache.known()), (None, None));
}

#[test]
fn a_cached_period_has_the_same_type_and_days() {
    let page = Page::documented();
    let stated = Period::stated(PeriodType::Month, date("2025-02-01"), date("2025-02-27")).unwrap();
    for other in [stated, Period::containing(PeriodType::Day, date("2025-02-01")), month("2025-01-01")] {
        assert_eq!(page.model.cache.get(other), None, "{other:?}");
    }
    assert!(page.model.cache.get(month("2025-02-01")).is_some());
}

#[test]
fn a_hundred_periods_are_cached_and_the_oldest_is_dropped() {
    let mut page = Page::opened();
    let months = std::iter::successors(Some(month("2025-02-01")), |period| Some(period.next()));
    let months: Vec<Period> = months.take(102).collect();
    for period in &months[..100] {
        page.reload(in_month(*period));
    }
    assert!(months[..100].iter().all(|period| page.model.cache.get(*period).is_some()), "a hundred fit");
    page.reload(in_month(months[0]));
    assert!(
        months[..100].iter().all(|period| page.model.cache.get(*period).is_some()),
        "a repeated period takes no more room"
    );
    page.reload(in_month(months[100]));
    page.reload(in_month(months[101]));
    let dropped: Vec<Period> =
        months.iter().filter(|period| page.model.cache.get(**period).is_none()).copied().collect();
    assert_eq!(dropped, months[1..3]);
}

fn known_after(summaries: &[(Period, bool, bool)]) -> Option<(String, String)> {
    let mut page = Page::opened();
    for (period, has_previous, has_next) in summaries {
        let mut summary = in_month(*period);
        let shown = summary.performance.as_mut().unwrap();
        (shown.has_previous, shown.has_next) = (*has_previous, *has_next);
        page.reload(summary);
    }
    page.model.cache.known().map(|(first, last)| (first.to_string(), last.to_string()))
}

#[test]
fn the_known_range_grows_with_each_answer() {
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
fn the_known_range_ends_with_the_finest_period_without_a_next_one() {
    let last = |loaded: &[(PeriodType, &str, bool)]| {
        let loaded: Vec<_> =
            loaded.iter().map(|(kind, day, next)| (Period::containing(*kind, date(day)), true, *next)).collect();
        known_after(&loaded).unwrap().1
    };
    use PeriodType::{Day, Month, Year};
    // The current year ends in December, the current month with its last day, and today is the last day.
    let mut loaded = vec![(Year, "2025-01-01", false)];
    assert_eq!(last(&loaded), "2025-12-31");
    for (kind, end) in [(Month, "2025-02-28"), (Day, "2025-02-16")] {
        loaded.push((kind, "2025-02-16", false));
        assert_eq!(last(&loaded), end);
        for again in [(Year, "2025-01-01", false), (Year, "2024-01-01", true), (Month, "2025-01-01", true)] {
            assert_eq!(last(&[loaded.clone(), vec![again]].concat()), end, "{again:?}");
        }
    }
    // After midnight there is a day after the former end.
    assert_eq!(last(&[loaded.clone(), vec![(Day, "2025-02-16", true)]].concat()), "2025-12-31");
    assert_eq!(last(&[loaded.clone(), vec![(Day, "2025-02-17", false)]].concat()), "2025-02-17");
    assert_eq!(last(&[loaded, vec![(Month, "2025-03-01", true)]].concat()), "2025-12-31");
}

#[test]
fn without_figures_there_is_no_known_range() {
    let mut page = Page::opened();
    let summary = Summary { performance: None, ..documented() };
    assert_eq!(page.answer_summary(summary), None);
    assert_eq!(page.model.cache.known(), None);
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn the_known_range_contains_the_displayed_period_and_earlier_ones(
        loaded in collection::vec((any::period(), any::<bool>(), any::<bool>()), 1..6),
    ) {
        let (first, last) = known_after(&loaded).unwrap();
        let (first, last) = (date(&first), date(&last));
        // If Connect contradicts itself, the displayed period counts.
        let shown = loaded.last().unwrap().0;
        prop_assert!(first <= shown.start() && shown.start() <= last, "{:?} in {}..{}", shown, first, last);
        let has_next = loaded.iter().all(|(_, _, has_next)| *has_next);
        for (period, has_previous, _) in loaded {
            let start = if has_previous { period.previous().start() } else { period.start() };
            prop_assert!(first <= start, "{:?} in {}..{}", period, first, last);
            prop_assert!(!has_next || period.next().end() <= last, "{:?} in {}..{}", period, first, last);
        }
    }
}

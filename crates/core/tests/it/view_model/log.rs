//! The log: what happened, newest first.

use crate::support::page::Page;
use crate::support::{any, at, date, documented, in_period, on};
use chrono::TimeDelta;
use proptest::prelude::*;
use vpp_core::domain::{Intent, PeriodType, Point};
use vpp_core::state::{Cursor, Measure, Msg};
use vpp_core::view_model::LogRow;

/// February with dispatch on its first days, a dollar more each day.
fn with_days(count: usize) -> Page {
    let points = (1..=count).map(|day| on(&format!("2025-02-{day:02}"), "1", &day.to_string())).collect();
    Page::ready(in_period(PeriodType::Month, "2025-02-01", points))
}

/// A year with dispatch on its first days, a dollar more each day.
fn with_days_of_a_year(count: i64) -> Page {
    let day = |index| (date("2025-01-01") + TimeDelta::days(index)).to_string();
    let points = (0..count).map(|index| on(&day(index), "1", &(index + 1).to_string())).collect();
    Page::ready(in_period(PeriodType::Year, "2025-01-01", points))
}

fn row(index: usize, name: &str, value: &str, detail: &str) -> LogRow {
    LogRow { index, name: name.to_owned(), value: value.to_owned(), detail: detail.to_owned() }
}

fn toggle(page: &Page) -> Option<String> {
    page.figures().log.toggle
}

#[test]
fn the_days_with_dispatch_are_listed_newest_first() {
    let page = Page::documented();
    let rows = page.log();
    assert_eq!(page.figures().log.title, Some("Event days"));
    assert_eq!(rows[0], row(27, "Fri 02-28", "USD 5.53", "4.87 kWh · USD 1.135524/kWh · 9 % of USD 62.1"));
    assert_eq!(rows.iter().map(|row| row.index).collect::<Vec<_>>(), [27, 25, 21, 15, 14]);
    let all: Vec<usize> = page.with_whole_log().log().iter().map(|row| row.index).collect();
    assert_eq!(all, [27, 25, 21, 15, 14, 8, 7, 6, 3, 2, 1, 0]);
}

#[test]
fn there_are_five_rows_and_a_button_for_the_others() {
    assert_eq!((with_days(5).log().len(), toggle(&with_days(5))), (5, None));
    let page = with_days(6);
    assert_eq!((page.log().len(), toggle(&page).as_deref()), (5, Some("Show all 6")));
    let whole = page.with_whole_log();
    assert_eq!((whole.log().len(), toggle(&whole).as_deref()), (6, Some("Show fewer")));
    assert!(whole.view().whole_log && !page.view().whole_log);
    let few = whole.with_whole_log();
    assert_eq!((few.log(), toggle(&few)), (page.log(), toggle(&page)));
    // A few rows have no button, also if the whole log is asked for.
    assert_eq!(toggle(&with_days(5).with_whole_log()), None);
}

#[test]
fn a_year_of_days_is_listed_to_its_end() {
    let page = with_days_of_a_year(40);
    let rows = page.with_whole_log().log();
    assert_eq!((rows.len(), toggle(&page).as_deref()), (40, Some("Show all 40")));
    assert_eq!((rows[0].value.as_str(), rows[39].value.as_str()), ("USD 40", "USD 1"));
}

#[test]
fn either_the_whole_log_or_the_table_is_shown() {
    let mut page = with_days(6).with_whole_log();
    page.send(Msg::TableToggled);
    assert!(page.view().table && !page.view().whole_log);
    page.send(Msg::LogToggled);
    assert!(!page.view().table && page.view().whole_log);
}

#[test]
fn hours_and_months_have_their_own_words() {
    let hours = vec![at("2025-02-16T17:00:00-07:00", "1", "1"), at("2025-02-16T18:30:00-07:00", "1", "2")];
    let day = Page::ready(in_period(PeriodType::Day, "2025-02-16", hours));
    assert_eq!((day.figures().log.title, day.log()[0].name.as_str()), (Some("Event hours"), "18:00"));
    let months = with_days_of_a_year(40).narrow();
    assert_eq!(months.figures().log.title, Some("Months with events"));
    let names: Vec<_> = months.log().into_iter().map(|row| (row.index, row.name, row.value)).collect();
    let name = |index, name: &str, value: &str| (index, name.to_owned(), value.to_owned());
    assert_eq!(names, [name(1, "February 2025", "USD 324"), name(0, "January 2025", "USD 496")]);
}

#[test]
fn a_period_without_dispatch_has_no_log() {
    for points in [vec![], vec![on("2025-02-03", "0", "0")], vec![on("2025-02-03", "?", "?")]] {
        let page = Page::ready(in_period(PeriodType::Month, "2025-02-01", points));
        assert_eq!((page.figures().log.title, toggle(&page), page.log()), (None, None, vec![]));
    }
    assert_eq!(Page::opened().log(), []);
    assert_eq!(Page::with(|summary| summary.performance = None).log(), []);
}

#[test]
fn a_day_that_is_known_in_part_stands_in_the_log_as_what_it_is() {
    let points = vec![
        on("2025-02-03", "2", "3"),
        on("2025-02-08", "3.52", "?"),
        on("2025-02-09", "?", "4"),
        on("2025-02-10", "?", "?"),
    ];
    let mut page = Page::ready(in_period(PeriodType::Month, "2025-02-01", points));
    let expected = [
        row(8, "Sun 02-09", "USD 4", "57 % of USD 7"),
        row(7, "Sat 02-08", "Earnings not known yet", "3.52 kWh"),
        row(2, "Mon 02-03", "USD 3", "2 kWh · USD 1.5/kWh · 43 % of USD 7"),
    ];
    assert_eq!(page.log(), expected);
    page.send(Msg::MeasureSelected(Measure::Energy));
    let expected = [
        row(8, "Sun 02-09", "USD 4", ""),
        row(7, "Sat 02-08", "3.52 kWh", "Earnings not known yet · 64 % of 5.5 kWh"),
        row(2, "Mon 02-03", "2 kWh", "USD 3 · USD 1.5/kWh · 36 % of 5.5 kWh"),
    ];
    assert_eq!(page.log(), expected);
}

#[test]
fn another_period_begins_with_the_first_rows() {
    let january = || {
        in_period(
            PeriodType::Month,
            "2025-01-01",
            (10..20).map(|day| on(&format!("2025-01-{day}"), "1", "1")).collect(),
        )
    };
    let rows = |page: &Page| (page.view().whole_log, page.log().len());
    let mut page = Page::documented().with_whole_log();
    assert_eq!(rows(&page), (true, 12));
    page.load(Intent::Previous, january());
    assert_eq!(rows(&page), (false, 5));
    let mut page = page.with_whole_log();
    page.send(Msg::MeasureSelected(Measure::Energy));
    page.reload(january());
    assert_eq!(rows(&page), (true, 10), "it is the same period");
    page.reload(documented());
    assert_eq!(rows(&page), (false, 5));
}

/// Figures in a wide or narrow chart of earnings or energy.
fn shown() -> impl Strategy<Value = Page> {
    (any::summary(), any::<[bool; 2]>()).prop_map(|(summary, [energy, narrow])| {
        let mut page = Page::ready(summary).with_whole_log();
        page.send(Msg::MeasureSelected(if energy { Measure::Energy } else { Measure::Earnings }));
        if narrow { page.narrow() } else { page }
    })
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn there_is_a_row_for_each_point_with_dispatch(days in prop::collection::btree_set(1..=28u32, 0..28)) {
        let points: Vec<Point> = days.iter().map(|day| on(&format!("2025-02-{day:02}"), "1", "1")).collect();
        let page = Page::ready(in_period(PeriodType::Month, "2025-02-01", points)).with_whole_log();
        let expected: Vec<usize> = days.iter().rev().map(|day| *day as usize - 1).collect();
        prop_assert_eq!(page.log().iter().map(|row| row.index).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_row_says_what_its_bar_reads(mut page in shown()) {
        let rows = page.log();
        prop_assert!(rows.windows(2).all(|pair| pair[0].index > pair[1].index), "{:?}", rows);
        let Some(performance) = page.model.performance() else { return Ok(()) };
        let values = page.in_env(|model, env| model.displayed(performance.bucket_values(env.zone, env.today)));
        prop_assert_eq!(rows.len(), values.iter().filter(|value| value.has_dispatch()).count());
        if page.view().figures().is_none() {
            return Ok(());
        }
        for row in rows {
            page.model.cursor = Some(Cursor { index: row.index, pinned: true });
            let read = page.readout().unwrap();
            prop_assert_eq!((&row.value, &row.detail), (&read.value, &read.detail));
            prop_assert_eq!(&row.name, read.bucket.trim_end_matches(" · Today"));
        }
    }
}

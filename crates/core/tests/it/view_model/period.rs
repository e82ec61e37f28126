//! The figures of a period: bars, ticks, labels and table. `documented.rs` has the documented month.

use crate::support::page::Page;
use crate::support::{Iana, at, date, documented_with_figures, in_period, january, on};
use std::collections::HashSet;
use vpp_core::domain::{Intent, Period, PeriodType, Point};
use vpp_core::state::{CursorMove, Measure, Msg, Tab};
use vpp_core::view_model::{PageView, PeriodView};

fn period(kind: PeriodType, day: &str, points: Vec<Point>) -> PeriodView {
    Page::ready(in_period(kind, day, points)).on("2025-02-16").figures()
}

fn labels(figures: &PeriodView) -> Vec<&str> {
    figures.bars.iter().filter_map(|bar| bar.label.as_deref()).collect()
}

/// The column of the table that names the buckets.
fn column(kind: PeriodType, day: &str, points: Vec<Point>) -> &'static str {
    Page::ready(in_period(kind, day, points)).table().columns[0]
}

#[test]
fn the_table_repeats_every_bucket_of_the_chart() {
    let mut page = Page::documented();
    let (table, figures) = (page.table(), page.figures());
    assert_eq!(table.rows.len(), figures.bars.len());
    for (index, (row, bar)) in table.rows.iter().zip(&figures.bars).enumerate() {
        assert_eq!(row.name, bar.name);
        assert_eq!(row.energy.is_empty(), bar.value.is_none());
        let value_text = page.read(CursorMove::Hover(index)).unwrap().value_text;
        assert!(value_text.contains(&row.earnings) && value_text.contains(&row.energy), "{value_text}");
    }
}

#[test]
fn the_table_is_the_same_shown_or_not() {
    let mut page = Page::documented();
    let (hidden, table) = (page.view(), page.table());
    page.send(Msg::TableToggled);
    let shown = page.view();
    assert_eq!((hidden.table, shown.table), (false, true));
    let toggle = |view: &PageView| view.figures().unwrap().table_toggle;
    assert_eq!((toggle(&hidden), toggle(&shown)), ("All days as a table", "Hide table"));
    assert_eq!((page.table(), &shown.figures().unwrap().bars), (table, &hidden.figures().unwrap().bars));
}

#[test]
fn each_type_of_period_has_its_own_words_and_labels() {
    let hour = || vec![at("2025-02-16T17:00:00-07:00", "1", "1")];
    let day = period(PeriodType::Day, "2025-02-16", hour());
    assert_eq!((day.bars.len(), day.period.as_str()), (24, "Sun 2025-02-16"));
    assert_eq!(labels(&day), ["00 h", "06 h", "12 h", "18 h"]);
    assert_eq!(day.bars[17].name, "2025-02-16T17:00:00-07:00");
    let date = |day: &str| vec![on(day, "1", "1")];
    let one = period(PeriodType::Day, "2025-02-16", date("2025-02-16"));
    assert_eq!(labels(&one), ["02-16"]);
    let monthly = period(PeriodType::Year, "2025-02-16", date("2025-02-01"));
    assert_eq!((monthly.bars.len(), monthly.period.as_str()), (12, "2025"));
    assert_eq!(labels(&monthly)[..3], ["Jan", "Feb", "Mar"]);
    assert_eq!(monthly.bars[1].name, "2025-02");
    let daily = period(PeriodType::Year, "2024-02-16", date("2024-02-16"));
    assert_eq!((daily.bars.len(), labels(&daily).len()), (366, 12));
    let words = [&day, &monthly, &daily].map(|figures| (figures.log.title.unwrap(), figures.table_toggle));
    let expected = [
        ("Event hours", "All hours as a table"),
        ("Months with events", "All months as a table"),
        ("Event days", "All days as a table"),
    ];
    assert_eq!(words, expected);
    assert_eq!(column(PeriodType::Day, "2025-02-16", hour()), "Hour");
    assert_eq!(column(PeriodType::Day, "2025-02-16", date("2025-02-16")), "Day");
    assert_eq!(column(PeriodType::Year, "2025-01-01", vec![]), "Month");
    assert_eq!(column(PeriodType::Year, "2024-01-01", date("2024-02-16")), "Day");
}

#[test]
fn hours_are_labelled_only_on_the_full_hour() {
    // On Lord Howe Island the clocks go from 02:00 to 02:30; nothing is labelled "06:30" there.
    let summary = in_period(PeriodType::Day, "2025-10-05", vec![at("2025-10-05T12:00:00+11:00", "1", "1")]);
    let zone = Iana::named("Australia/Lord_Howe");
    let page = Page::ready(summary);
    let figures = page.in_env(|model, env| {
        let env = vpp_core::view_model::Env { zone: &zone, ..*env };
        PageView::of(model, &env).summary.unwrap().figures.unwrap()
    });
    assert_eq!(labels(&figures), ["00 h"]);
}

#[test]
fn the_labels_of_days_are_a_week_apart() {
    for day in ["2025-02-01", "2024-02-01", "2025-04-01", "2025-12-01"] {
        let figures = period(PeriodType::Month, day, vec![]);
        let labelled: Vec<usize> =
            (0..figures.bars.len()).filter(|index| figures.bars[*index].label.is_some()).collect();
        assert!(labelled.windows(2).all(|pair| pair[1] - pair[0] >= 7), "{day}: {labelled:?}");
        assert_eq!(labelled[0], 0, "{day}");
    }
    // There is room for the 29th only where two more days follow.
    assert_eq!(labels(&period(PeriodType::Month, "2025-04-01", vec![])), ["1", "8", "15", "22"]);
    assert_eq!(labels(&period(PeriodType::Month, "2025-03-01", vec![])), ["1", "8", "15", "22", "29"]);
}

#[test]
fn bars_are_marked_as_current_or_future() {
    let figures = period(PeriodType::Month, "2025-02-01", vec![]);
    let marks = |index: usize| (figures.bars[index].current, figures.bars[index].dispatch);
    assert_eq!((marks(14), marks(15), marks(16)), ((false, "none"), (true, "none"), (false, "future")));
    let year = period(PeriodType::Year, "2025-01-01", vec![]);
    assert_eq!((year.bars[1].current, year.bars[2].dispatch), (true, "future"));
    // The page does not know the time of the day.
    let day = period(PeriodType::Day, "2025-02-16", vec![]);
    assert!(day.bars.iter().all(|bar| !bar.current && bar.dispatch == "none"));
}

#[test]
fn keys_begin_at_the_latest_bar_with_dispatch_and_end_at_the_present() {
    let keys = |points: Vec<Point>, today| {
        let figures = Page::ready(in_period(PeriodType::Month, "2026-11-01", points)).on(today).figures();
        (figures.latest, figures.present)
    };
    let points = || vec![on("2026-11-03", "1", "2"), on("2026-11-21", "1", "?"), on("2026-11-22", "0", "0")];
    assert_eq!(keys(points(), "2026-11-24"), (20, 23));
    assert_eq!(keys(points(), "2026-12-01"), (20, 29));
    assert_eq!(keys(vec![], "2026-11-24"), (23, 23));
    assert_eq!(keys(vec![], "2026-10-31"), (0, 0), "all of it is still to come");
}

#[test]
fn today_is_named_and_no_other_day() {
    let figures = period(PeriodType::Month, "2025-02-01", vec![]);
    let named: Vec<_> = figures.bars.iter().filter_map(|bar| Some((bar.name.as_str(), bar.today?))).collect();
    assert_eq!(named, [("2025-02-16", "Today")]);
    let year = period(PeriodType::Year, "2025-01-01", vec![]);
    assert!(year.bars.iter().all(|bar| bar.today.is_none()), "a month is not today");
}

#[test]
fn a_stated_period_is_named_by_its_first_and_last_day() {
    let stated = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    let figures = Page::ready(documented_with_figures(|figures| figures.period = stated)).figures();
    assert_eq!(figures.period, "Mon 2025-02-10 – Sun 2025-03-09");
    assert_eq!(figures.picker_name, "Mon 2025-02-10 – Sun 2025-03-09, choose another period");
    assert_eq!(figures.bars.len(), 28);
}

#[test]
fn the_chart_key_changes_with_day_and_width() {
    let page = Page::ready(in_period(PeriodType::Year, "2025-01-01", vec![on("2025-01-02", "1", "1")]));
    let keys: HashSet<u32> = ["2025-12-30", "2025-12-31"]
        .iter()
        .flat_map(|day| [page.on(day), page.on(day).narrow()])
        .map(|page| page.view().chart_key)
        .collect();
    assert_eq!(keys.len(), 4);
}

#[test]
fn the_chart_key_changes_whenever_other_figures_are_shown() {
    let mut page = Page::documented();
    let mut keys = HashSet::from([page.view().chart_key]);
    page.send(Msg::MeasureSelected(Measure::Energy));
    assert!(keys.insert(page.view().chart_key));
    page.load(Intent::Previous, january());
    assert!(keys.insert(page.view().chart_key));
    for msg in [Msg::TabSelected(Tab::Settings), Msg::TableToggled, Msg::LogToggled, Msg::TableToggled] {
        page.send(msg);
        assert!(!keys.insert(page.view().chart_key), "the figures are the same");
    }
}

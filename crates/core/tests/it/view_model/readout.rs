//! The readout: what is said of the bucket under the cursor. `documented.rs` has the one of the documented month.

use crate::support::page::Page;
use crate::support::{at, date, documented, documented_with, documented_with_figures, in_period, on};
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::state::{Cursor, CursorMove, Measure, Msg};
use vpp_core::view_model::Readout;

fn readout(summary: Summary, index: usize) -> Readout {
    Page::ready(summary).read(CursorMove::Hover(index)).unwrap()
}

#[test]
fn there_is_no_readout_without_a_cursor() {
    let mut page = Page::documented();
    assert_eq!(page.readout(), None);
    assert!(page.read(CursorMove::Hover(0)).is_some());
    assert_eq!(page.read(CursorMove::Release), None);
    assert_eq!(Page::opened().readout(), None);
}

#[test]
fn the_chart_of_energy_reads_energy_first() {
    let mut page = Page::documented();
    page.send(Msg::MeasureSelected(Measure::Energy));
    let readout = page.read(CursorMove::Hover(15)).unwrap();
    assert_eq!(readout.value, "7.85 kWh");
    assert_eq!(readout.detail, "USD 8.91 · USD 1.135032/kWh · 14 % of 54.7 kWh");
}

#[test]
fn a_penalty_has_no_share_and_a_dispatch_without_energy_no_rate() {
    let points = vec![on("2025-02-01", "0", "-2"), on("2025-02-02", "0", "5"), on("2025-02-03", "-1", "1")];
    let summary = in_period(PeriodType::Month, "2025-02-01", points);
    let detail = |index| readout(summary.clone(), index).detail;
    assert_eq!(detail(0), "0 kWh");
    // Five is not a part of a total of four.
    assert_eq!(detail(1), "0 kWh");
    assert_eq!(detail(2), "-1 kWh · 25 % of USD 4");
}

#[test]
fn future_buckets_are_still_to_come() {
    let mut page = Page::ready(in_period(PeriodType::Month, "2025-02-01", vec![])).on("2025-02-16");
    let mut value_text = |index| page.read(CursorMove::Hover(index)).unwrap().value_text;
    assert_eq!(value_text(14), "Saturday 2025-02-15: No event");
    assert_eq!(value_text(15), "Sunday 2025-02-16 · Today: No events so far");
    assert_eq!(value_text(16), "Monday 2025-02-17: Still to come");
}

#[test]
fn only_a_day_is_called_today() {
    let mut year = Page::ready(in_period(PeriodType::Year, "2025-01-01", vec![]));
    assert_eq!(year.read(CursorMove::Hover(1)).unwrap().bucket, "February 2025");
    let mut day = Page::ready(in_period(PeriodType::Day, "2025-02-28", vec![]));
    assert_eq!(day.read(CursorMove::Hover(1)).unwrap().bucket, "01:00");
}

fn open(summary: Summary, index: usize) -> Option<(Intent, String)> {
    readout(summary, index).open.map(|choice| (choice.intent, choice.label))
}

#[test]
fn a_day_opens_as_a_day_and_a_month_as_a_month() {
    let daily = in_period(PeriodType::Year, "2025-01-01", vec![on("2025-01-31", "1", "1")]);
    let monthly = in_period(PeriodType::Year, "2025-01-01", vec![on("2025-01-01", "1", "1")]);
    let hours = in_period(PeriodType::Day, "2025-02-16", vec![at("2025-02-16T17:00:00-07:00", "1", "1")]);
    let day = Intent::Open(PeriodType::Day, date("2025-02-05"));
    let month = |start| Some((Intent::Open(PeriodType::Month, date(start)), "By day".to_owned()));
    assert_eq!(open(documented(), 4), Some((day, "By hour".to_owned())));
    assert_eq!((open(monthly.clone(), 1), open(monthly, 2)), (month("2025-02-01"), None), "March is still to come");
    assert_eq!((open(daily.clone(), 30), open(daily, 31)), (month("2025-01-01"), month("2025-02-01")));
    assert_eq!(open(hours, 17), None);
}

#[test]
fn a_bucket_opens_only_where_connect_offers_its_period() {
    assert_eq!(open(documented_with_figures(|figures| figures.available = vec![PeriodType::Month]), 4), None);
    let without = documented_with(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod));
    assert_eq!(open(without, 4), None);
    let mut ended = Page::documented();
    ended.model.problem = Some(Problem::new(ProblemKind::Ended));
    assert_eq!(ended.read(CursorMove::Hover(4)).unwrap().open, None);
}

#[test]
fn a_month_of_a_narrow_chart_does_not_open_from_a_month() {
    // Connect calls a period a month that has more days than one.
    let summary = documented_with_figures(|figures| {
        figures.period = Period::stated(PeriodType::Month, date("2025-01-20"), date("2025-03-01")).unwrap();
        (figures.has_previous, figures.points) = (false, vec![on("2025-01-25", "1", "1")]);
    });
    let readout = Page::ready(summary).on("2025-06-18").narrow().read(CursorMove::Hover(0)).unwrap();
    // 1 January is not in this period, and Connect has nothing before it.
    assert_eq!((readout.bucket.as_str(), readout.open), ("January 2025", None));
}

#[test]
fn a_cursor_beyond_the_axis_reads_nothing() {
    let mut page = Page::documented();
    for index in [28, 366, usize::MAX - 1, usize::MAX] {
        page.model.cursor = Some(Cursor { index, pinned: true });
        assert_eq!(page.readout(), None, "{index}");
    }
}

#[test]
fn a_narrow_chart_reads_months_where_a_wide_one_reads_days() {
    let page = Page::ready(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-01-31", "1", "1")]));
    assert_eq!(page.clone().read(CursorMove::Hover(usize::MAX)).unwrap().bucket, "Tue 12-31");
    assert_eq!(page.narrow().read(CursorMove::Hover(usize::MAX)).unwrap().bucket, "December 2024");
}

#[test]
fn repeated_hours_are_told_apart_by_their_utc_offset() {
    let hours = vec![at("2025-11-02T01:00:00-06:00", "1", "1"), at("2025-11-02T01:00:00-07:00", "1", "2")];
    let mut page = Page::ready(in_period(PeriodType::Day, "2025-11-02", hours)).on("2025-11-03");
    assert_eq!(page.read(CursorMove::Hover(1)).unwrap().bucket, "01:00 (-06:00)");
    assert_eq!(page.read(CursorMove::Hover(2)).unwrap().bucket, "01:00 (-07:00)");
}

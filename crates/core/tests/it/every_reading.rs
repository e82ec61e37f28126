//! What reading a bar tells is also in a row of the log or the table: screen readers of phones send no keys to the chart. For
//! every answer of the sandbox, in a wide and a narrow chart of earnings and energy.

use crate::support::customer::Customer;
use crate::support::page::Page;
use crate::support::plain::Plain;
use crate::support::wire::{self, Scenario, scenarios};
use crate::support::{Iana, summary_of};
use vpp_core::domain::{PeriodType, Summary};
use vpp_core::state::{Cursor, Measure, Msg};
use vpp_core::view_model::{Env, LogRow, PageView, Readout, TableView};

/// The answers of a scenario: its page and, where it makes up others, some of those.
fn answers(scenario: &Scenario) -> Vec<Summary> {
    let mut answers = vec![summary_of(&scenario.page)];
    let makes_up = scenario.generator.is_some() && scenario.fault.is_none() && scenario.start_route.is_none();
    if makes_up && scenario.actions().contains(&"CHANGE_PERIOD") {
        let customer = Customer::of(scenario);
        let _ = customer.start();
        answers.extend(
            [
                (PeriodType::Month, "2024-12-01"),
                (PeriodType::Month, "2025-02-01"),
                (PeriodType::Year, "2024-01-01"),
                (PeriodType::Day, "2024-11-03"),
                (PeriodType::Day, "2025-02-16"),
            ]
            .map(|(kind, start)| customer.period(kind, start)),
        );
    }
    answers
}

/// How many bars of a page were read, with and without dispatch.
fn check(page: &Page, scenario: &Scenario) -> [usize; 2] {
    let zone = Iana(scenario.zone());
    let today = scenario.today.unwrap_or(wire::now().date_naive());
    let env = Env { locale: &Plain, zone: &zone, today, title: None, home: None, leap: None };
    let view = PageView::of(&page.model, &env);
    let Some(figures) = view.figures() else { return [0, 0] };
    let (rows, table) = (LogRow::all(&page.model, &env), TableView::of(&page.model, &env).unwrap());
    let mut read = [0, 0];
    for (index, (bar, cells)) in figures.bars.iter().zip(&table.rows).enumerate() {
        let mut model = page.model.clone();
        model.cursor = Some(Cursor { index, pinned: true });
        let reading = Readout::of(&model, &env).unwrap();
        let what = format!("{} {} {reading:?}", scenario.name, bar.name);
        assert!(cells.name == bar.name && reading.bucket.starts_with(&cells.bucket), "{what}");
        if let Some(row) = rows.iter().find(|row| row.index == index) {
            assert_eq!((&row.value, &row.detail), (&reading.value, &reading.detail), "{what}");
            assert!(reading.bucket.starts_with(&row.name), "{what}");
            read[0] += 1;
        } else {
            assert_eq!((&cells.earnings, reading.detail.as_str()), (&reading.value, ""), "{what}");
            read[1] += 1;
        }
    }
    assert_eq!(read[0], rows.len(), "{}", scenario.name);
    read
}

#[test]
fn what_a_bar_tells_is_in_the_log_or_in_the_table() {
    let mut read = [0, 0];
    for scenario in scenarios() {
        for summary in answers(scenario) {
            let wide = Page::ready(summary).with_whole_log();
            for mut page in [wide.narrow(), wide] {
                for measure in [Measure::Earnings, Measure::Energy] {
                    page.send(Msg::MeasureSelected(measure));
                    let [with, without] = check(&page, scenario);
                    read = [read[0] + with, read[1] + without];
                }
            }
        }
    }
    assert!(read.iter().all(|bars| *bars > 1000), "{read:?}");
}

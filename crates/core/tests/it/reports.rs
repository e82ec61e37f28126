//! Answers that customers of neighbouring products have met: figures that are known in part, sent twice, zero or not understood,
//! and time zones and clocks that are not right. The files in `fixtures/reports` are whole answers; `figures.spec.mjs` has them too.

mod axis;
mod partial;
mod series;

use crate::support::page::Page;
use crate::support::{documented_page, summary_of};
use serde_json::{Value, json};
use vpp_core::state::Msg;
use vpp_core::view_model::{Export, PeriodView};

/// The answer of a file.
fn report(name: &str) -> Value {
    let path = format!("{}/tests/it/fixtures/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The page that shows an answer, with its table.
fn page(answer: &Value) -> Page {
    let mut page = Page::ready(summary_of(answer)).on("2026-06-18");
    page.send(Msg::TableToggled);
    page
}

fn figures(answer: &Value) -> PeriodView {
    page(answer).figures()
}

/// The documented page with another series.
fn with_series(kind: &str, start: &str, end: &str, series: Value) -> Value {
    let mut answer = documented_page();
    let shown = &mut answer["performance"];
    (shown["period_type"], shown["period_start"], shown["period_end"]) = (json!(kind), json!(start), json!(end));
    shown["series"] = series;
    answer
}

fn february(series: Value) -> Value {
    with_series("MONTH", "2025-02-01", "2025-02-28", series)
}

/// A bucket: its mark, its height, and its two cells in the table.
fn bucket<'a>(figures: &'a PeriodView, name: &str) -> (&'static str, Option<i64>, &'a str, &'a str) {
    let bar = figures.bars.iter().find(|bar| bar.name == name).unwrap_or_else(|| panic!("{name} should be a bucket"));
    let row = figures.table.rows.iter().find(|row| row.name == name).unwrap();
    (bar.dispatch, bar.value, &row.earnings, &row.energy)
}

fn marked(figures: &PeriodView, mark: &str) -> usize {
    figures.bars.iter().filter(|bar| bar.dispatch == mark).count()
}

fn line(page: &Page, start: &str) -> Option<String> {
    let text = page.in_env(Export::of).unwrap().text;
    text.split("\r\n").find(|line| line.starts_with(start)).map(str::to_owned)
}

fn facts(figures: &PeriodView) -> Vec<(&str, &str)> {
    figures.facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str())).collect()
}

const RESTATED: &str = "Past amounts may still be corrected.";
const INCOMPLETE: &str = "Some figures aren’t known yet or couldn’t be read. They’re missing here.";

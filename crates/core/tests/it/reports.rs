//! Answers that customers of neighbouring products have met: figures that are known in part, sent twice, zero or not understood,
//! and time zones and clocks that are not right. The files in `fixtures/reports` are whole answers; `figures.spec.mjs` has them too.

mod axis;
mod partial;
mod series;

use crate::support::page::Page;
use crate::support::{documented_page, summary_of};
use serde_json::{Value, json};
use std::ops::Deref;
use vpp_core::state::Model;
use vpp_core::view_model::{Env, Export, PageView, PeriodView, TableView};

/// The answer of a file.
fn report(name: &str) -> Value {
    let path = format!("{}/tests/it/fixtures/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The page that shows an answer.
fn page(answer: &Value) -> Page {
    Page::ready(summary_of(answer)).on("2026-06-18")
}

/// The figures and their table.
struct Shown {
    figures: PeriodView,
    table: TableView,
}

impl Deref for Shown {
    type Target = PeriodView;

    fn deref(&self) -> &PeriodView {
        &self.figures
    }
}

impl Shown {
    fn by(page: &Page) -> Self {
        page.in_env(Self::of)
    }

    fn of(model: &Model, env: &Env<'_>) -> Self {
        let figures = PageView::of(model, env).summary.unwrap().figures.unwrap();
        Self { figures, table: TableView::of(model, env).unwrap() }
    }
}

fn figures(answer: &Value) -> Shown {
    Shown::by(&page(answer))
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
fn bucket<'a>(shown: &'a Shown, name: &str) -> (&'static str, Option<i64>, &'a str, &'a str) {
    let bar = shown.bars.iter().find(|bar| bar.name == name).unwrap_or_else(|| panic!("{name} should be a bucket"));
    let row = shown.table.rows.iter().find(|row| row.name == name).unwrap();
    (bar.dispatch, bar.value, &row.earnings, &row.energy)
}

fn marked(figures: &PeriodView, mark: &str) -> usize {
    figures.bars.iter().filter(|bar| bar.dispatch == mark).count()
}

fn line(page: &Page, start: &str) -> Option<String> {
    let text = page.in_env(Export::of).unwrap().text;
    text.split("\r\n").find(|line| line.starts_with(start)).map(str::to_owned)
}

const INCOMPLETE: &str = "Some figures aren’t known yet or couldn’t be read. They’re missing here.";

//! What the page shows, by name.

use super::page::Page;
use vpp_core::state::Msg;
use vpp_core::view_model::{LogRow, PeriodView, TableView};

/// A total by its hook. Which of the two comes first depends on what the chart shows.
pub fn total<'a>(figures: &'a PeriodView, name: &str) -> &'a str {
    let mut found = figures.headline.totals.iter().filter(|total| total.name == name);
    let total = found.next().unwrap_or_else(|| panic!("there is no total of {name}"));
    assert_eq!(found.next(), None, "two totals of {name}");
    &total.text
}

pub fn earnings(figures: &PeriodView) -> &str {
    total(figures, "earnings")
}

pub fn energy(figures: &PeriodView) -> &str {
    total(figures, "energy")
}

/// The line below the amount, as it is read.
pub fn third_line(figures: &PeriodView) -> String {
    let headline = &figures.headline;
    let other = if headline.shows_other { headline.totals[1].text.as_str() } else { "" };
    let last = headline.last.iter().flat_map(|last| [" ", &last.text]);
    [other, &headline.rest, &headline.charged].into_iter().chain(last).collect()
}

/// How many buckets have dispatch, as the third line says it.
pub fn count(figures: &PeriodView) -> &str {
    figures.headline.rest.trim_matches([' ', '·'])
}

/// The names and values of the facts.
pub fn facts(figures: &PeriodView) -> Vec<(&str, &str)> {
    figures.facts.iter().map(|fact| (fact.name, fact.value.as_str())).collect()
}

impl Page {
    /// The table, which has to be there.
    pub fn table(&self) -> TableView {
        self.in_env(TableView::of).unwrap()
    }

    /// The rows of the log.
    pub fn log(&self) -> Vec<LogRow> {
        self.in_env(LogRow::all)
    }

    /// The same page with all rows of the log.
    pub fn with_whole_log(&self) -> Self {
        let mut page = self.clone();
        assert_eq!(page.send(Msg::LogToggled), None);
        page
    }
}

//! Tables that fit the terminal.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, presets};
use leap::text::visible;
use std::io::{self, IsTerminal};

/// The narrowest table. Below that a column would have no room for a word.
const NARROWEST: u16 = 20;

/// Below this width columns would break words.
const NARROW: u16 = 80;

/// The lines around a table and between its rows. Only the one below the header stays.
const ROW_LINES: [TableComponent; 10] = [
    TableComponent::TopBorder,
    TableComponent::TopBorderIntersections,
    TableComponent::TopLeftCorner,
    TableComponent::TopRightCorner,
    TableComponent::HorizontalLines,
    TableComponent::MiddleIntersections,
    TableComponent::BottomBorder,
    TableComponent::BottomBorderIntersections,
    TableComponent::BottomLeftCorner,
    TableComponent::BottomRightCorner,
];

/// A cell of a table.
#[derive(Clone, Debug)]
pub(crate) struct Cell(String);

impl Cell {
    /// A text, with what cannot be seen in it escaped.
    pub(crate) fn new(text: &str) -> Self {
        Self(visible(text))
    }

    /// Texts below each other.
    pub(crate) fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let lines: Vec<String> = texts.into_iter().map(|text| visible(text.as_ref())).collect();
        Self(lines.join("\n"))
    }
}

/// Writes a table, with a line end. On a terminal it is not wider than that; where columns would break words, each row
/// becomes a list of its cells.
pub(crate) fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let width = width();
    let names = columns.iter().map(|name| name.replace('_', " "));
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    for line in ROW_LINES {
        table.remove_style(line);
    }
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width);
    }
    if columns.len() > 2 && width.is_some_and(|width| width < NARROW) {
        let names: Vec<String> = names.collect();
        for row in rows {
            for (name, cell) in names.iter().zip(row).filter(|(_, cell)| !cell.0.is_empty()) {
                table.add_row([name.clone(), cell.0]);
            }
            table.add_row(["", ""]);
        }
        if let Some(column) = table.column_mut(0) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    } else {
        table.set_header(names);
        for row in rows {
            table.add_row(row.into_iter().map(|cell| cell.0));
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("{}\n", lines.join("\n"))
}

/// The width of the terminal. `COLUMNS` says it too, also where there is none.
fn width() -> Option<u16> {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    let width = stated.or_else(|| io::stdout().is_terminal().then(measured).flatten());
    width.filter(|width| *width > 0).map(|width| width.max(NARROWEST))
}

//! Prints results to standard output, and all else to standard error.

mod json;
mod table;

pub(crate) use json::json;
pub(crate) use table::{Cell, table};

use super::failure::Failure;
use leap::customers::written;
use leap::spreadsheet::guarded;
use leap::text::visible;
use std::io::{self, IsTerminal, Write};

/// How a result is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Format {
    /// Parses the name of a format.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "table" => Ok(Self::Table),
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            other => Err(format!("\"{other}\" is none of table, json, csv")),
        }
    }
}

/// Prints a result as one piece, so that none is cut in the middle by an error of ours.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Prints the bytes of an image or a file.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(bytes).and_then(|()| stdout.flush());
    printed.map_err(|error| Failure::Write { file: "standard output".to_owned(), error })
}

/// Prints rows as CSV. All cells are guarded against formulas; on a terminal, unseen characters in them are escaped.
pub(crate) fn print_csv(columns: &[&str], rows: Vec<Vec<String>>) -> Result<(), Failure> {
    let is_terminal = io::stdout().is_terminal();
    let cell = |cell: String| guarded(&if is_terminal { seen_lines(&cell) } else { cell });
    let header = columns.iter().map(|name| (*name).to_owned()).collect();
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<String>>());
    print_bytes(&written(std::iter::once(header).chain(rows), ',', false)?)
}

/// A text with its unseen characters escaped, but for the ends of lines.
pub(crate) fn seen_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// A count with its noun, such as `1 meter` or `2 meters`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Says something on standard error. Nothing is done about an error there: there is nowhere left to report it.
pub(crate) fn note(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Warns on standard error.
pub(crate) fn warn(text: &str) {
    note(&format!("\u{1b}[33mwarning:\u{1b}[0m {text}"));
}

/// Says on standard error what went wrong.
pub(crate) fn error(text: &str) {
    note(&format!("\u{1b}[31merror:\u{1b}[0m {text}"));
}

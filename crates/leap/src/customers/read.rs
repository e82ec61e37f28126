//! Reads a list.

use super::error::{RowFault, SheetError};
use super::parse;
use super::text;
use crate::text::visible;

/// What may stand between cells.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// The column without which a list has no customers.
const REFERENCE: &str = "ref_id";

/// A list of customers.
///
/// ```
/// use leap::customers::Sheet;
///
/// let sheet = Sheet::read(b"Ref_ID;Name\r\nR1;\"M\xfcller; Anna\"\r\n", &["ref_id"])?;
/// let row = &sheet.rows()[0];
/// assert_eq!((row.number, sheet.cell(row, "ref_id")), (2, Some("R1")));
/// assert_eq!(row.cells[1], "Müller; Anna");
/// # Ok::<(), leap::customers::SheetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    header: Vec<String>,
    rows: Vec<Row>,
    delimiter: char,
    has_mark: bool,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it. The header is row 1.
    pub number: u64,
    /// Its cells as they came: as many as the header has, unless there is a fault.
    pub cells: Vec<String>,
    /// Why it is refused.
    pub fault: Option<RowFault>,
}

impl Sheet {
    /// Reads a list with some of these columns; `ref_id` has to be there. Their names count without regard to case and outer
    /// spaces, and other columns are kept. Empty rows are left out.
    ///
    /// # Errors
    /// If it is not text, has no such header, or a quote that is never closed.
    pub fn read(bytes: &[u8], known: &[&str]) -> Result<Self, SheetError> {
        let (text, has_mark) = text::decoded(bytes)?;
        // Spreadsheets write the delimiter into a line of its own, which they do not show.
        let (stated, text) = match stated_delimiter(&text) {
            Some((delimiter, rest)) => (Some(delimiter), rest),
            None => (None, text.as_ref()),
        };
        let is_known = |name: &str| known.iter().any(|one| is_named(name, one));
        let delimiter = stated.unwrap_or_else(|| delimiter(text, is_known));
        let mut rows = parse::rows(text, delimiter)?.into_iter();
        let header = rows.next().unwrap_or_default();
        for (at, name) in header.iter().enumerate() {
            if is_known(name) && header[..at].iter().any(|other| is_named(name, other.trim())) {
                return Err(SheetError::RepeatedColumn(visible(name.trim())));
            }
        }
        if !header.iter().any(|name| is_named(name, REFERENCE)) {
            return Err(SheetError::NoHeader { expected: known.iter().map(|name| (*name).to_owned()).collect() });
        }
        let is_empty = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
        let numbered = rows.zip(2..).filter(|(cells, _)| !is_empty(cells));
        let rows = numbered.map(|(cells, number)| row(cells, number, header.len())).collect();
        Ok(Self { header, rows, delimiter, has_mark })
    }

    /// The names of the columns, as they came.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows that are not empty.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What stands between cells: a comma, a semicolon or a tab.
    pub fn delimiter(&self) -> char {
        self.delimiter
    }

    /// Whether the file began with a byte order mark, or was not UTF-8: then a spreadsheet needs the mark to read it again.
    pub fn has_mark(&self) -> bool {
        self.has_mark
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|other| is_named(other, name))
    }

    /// The cell of a row in a column, as it came; `None` if the list has no such column, or the row is too short.
    pub fn cell<'a>(&self, row: &'a Row, name: &str) -> Option<&'a str> {
        row.cells.get(self.column(name)?).map(String::as_str)
    }
}

fn row(mut cells: Vec<String>, number: u64, columns: usize) -> Row {
    // Some spreadsheets write delimiters for columns that they show empty.
    while cells.len() > columns && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    let count = cells.len();
    let fault = match count.cmp(&columns) {
        std::cmp::Ordering::Less => Some(RowFault::TooFew { cells: count, columns }),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(RowFault::TooMany { cells: count, columns }),
    };
    Row { number, cells, fault }
}

/// The delimiter in a first line such as `sep=;`, and what follows that line.
fn stated_delimiter(text: &str) -> Option<(char, &str)> {
    let rest = text.trim_start_matches('"');
    let start = rest.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let delimiter = rest[start.len()..].chars().next().filter(|character| DELIMITERS.contains(character))?;
    let after = rest[start.len() + delimiter.len_utf8()..].trim_start_matches('"');
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| after.starts_with(end))?;
    Some((delimiter, &after[line_end.len()..]))
}

/// The delimiter that splits the first row into the most known columns.
fn delimiter(text: &str, is_known: impl Fn(&str) -> bool) -> char {
    let first = text.split(['\r', '\n']).next().unwrap_or_default();
    let known =
        |delimiter: &char| first.split(*delimiter).filter(|name| is_known(name.trim().trim_matches('"'))).count();
    // Of equal ones the first counts, and `max_by_key` takes the last.
    DELIMITERS.into_iter().rev().max_by_key(known).unwrap_or(',')
}

fn is_named(name: &str, wanted: &str) -> bool {
    name.trim().eq_ignore_ascii_case(wanted)
}

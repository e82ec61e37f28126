//! Splits CSV into rows and cells.
//!
//! The csv package reads a quote that is never closed as one cell to the end of the file, and leaves out empty rows, which a
//! spreadsheet counts. So this is our own.

use super::error::SheetError;

/// The rows of a text, each with its cells. Rows end with CR, LF or both.
pub(super) fn rows(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, SheetError> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut characters = text.chars().peekable();
    let mut is_at_start = true;
    while let Some(character) = characters.next() {
        match character {
            '"' if is_at_start => {
                let number = rows.len() as u64 + 1;
                quoted(&mut characters, &mut cell).ok_or(SheetError::OpenQuote { row: number })?;
                is_at_start = false;
            }
            '\r' | '\n' => {
                if character == '\r' {
                    characters.next_if_eq(&'\n');
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                is_at_start = true;
            }
            _ if character == delimiter => {
                row.push(std::mem::take(&mut cell));
                is_at_start = true;
            }
            _ => {
                cell.push(character);
                is_at_start = false;
            }
        }
    }
    if !(row.is_empty() && cell.is_empty() && is_at_start) {
        row.push(cell);
        rows.push(row);
    }
    Ok(rows)
}

/// Reads to the closing quote; `None` if there is none. Two quotes within stand for one.
fn quoted(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, cell: &mut String) -> Option<()> {
    loop {
        match characters.next()? {
            '"' if characters.next_if_eq(&'"').is_none() => return Some(()),
            character => cell.push(character),
        }
    }
}

//! Why a list or a row of it is refused.

use std::error::Error;
use std::fmt;

/// Why a list is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// It is UTF-16 with half a character.
    NotText,
    /// Its first row has none of the columns.
    NoHeader {
        /// The columns that were looked for.
        expected: Vec<String>,
    },
    /// The first row has a column twice.
    RepeatedColumn(String),
    /// A quote is never closed, so the rest of the file would be one cell.
    OpenQuote {
        /// The row in which it opens.
        row: u64,
    },
}

impl fmt::Display for SheetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => formatter.write_str("it is neither UTF-8 nor UTF-16 nor Windows-1252"),
            Self::NoHeader { expected } => {
                write!(formatter, "row 1: no column ref_id; the columns are {}", expected.join(", "))
            }
            Self::RepeatedColumn(name) => write!(formatter, "row 1: the column {name} comes twice"),
            Self::OpenQuote { row } => write!(formatter, "row {row}: quote never closed"),
        }
    }
}

impl Error for SheetError {}

/// Why a row is refused before any of its cells is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// It has fewer cells than the header.
    TooFew {
        /// How many it has.
        cells: usize,
        /// How many the header has.
        columns: usize,
    },
    /// It has more cells than the header.
    TooMany {
        /// How many it has.
        cells: usize,
        /// How many the header has.
        columns: usize,
    },
}

impl fmt::Display for RowFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { cells, columns } => write!(formatter, "too few cells: {cells} for {columns} columns"),
            Self::TooMany { cells, columns } => write!(formatter, "too many cells: {cells} for {columns} columns"),
        }
    }
}

impl Error for RowFault {}

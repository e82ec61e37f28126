//! Why a document is refused, and what in it could not be read.

use crate::text::visible;
use std::error::Error;
use std::fmt;

/// Why a document is refused as a whole.
///
/// ```
/// use leap::decode::{DecodeError, json};
///
/// assert_eq!(json("[]\n[]"), Err(DecodeError::Trailing { line: 2, column: 1 }));
/// assert_eq!(json("{}"), Err(DecodeError::NoConnections));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It is neither UTF-8 nor UTF-16.
    NotText {
        /// The first byte that is wrong, counted from 1.
        byte: usize,
    },
    /// It is empty.
    Empty,
    /// It is not JSON, or it ends too early.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Something follows the end of the JSON document.
    Trailing {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// It is neither a list of entries, nor an entry, nor an envelope.
    NoConnections,
    /// It has no list of meters.
    NoMeters,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText { byte } => write!(formatter, "neither UTF-8 nor UTF-16 at byte {byte}"),
            Self::Empty => formatter.write_str("it is empty"),
            Self::NotJson { line, column, reason } => {
                write!(formatter, "not JSON at line {line}, column {column}: {}", visible(reason))
            }
            Self::Trailing { line, column } => {
                write!(formatter, "something follows the end of the JSON document at line {line}, column {column}")
            }
            Self::NoConnections => formatter.write_str(
                "no connections: expected an array, an entry, or an object with connections, results, items or data",
            ),
            Self::NoMeters => formatter.write_str("no meters: expected an object with meters"),
        }
    }
}

impl Error for DecodeError {}

/// A value that could not be read. The rest of its entry is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The JSON path, such as `connections[2].ref_id`. Unseen characters in it are escaped.
    pub path: String,
    /// What was expected.
    pub expected: &'static str,
    /// What was found: the kind of value.
    pub found: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: expected {}, found {}", self.path, self.expected, self.found)
    }
}

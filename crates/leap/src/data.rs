//! Why a data file that a partner has written is refused.

use crate::text::visible;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::fmt;

/// Why a data file is refused.
///
/// ```
/// use leap::codes::ErrorCodes;
///
/// let refused = ErrorCodes::parse(r#"{ "classes": [{ "class": "nap", "words": [] }] }"#);
/// let reason = refused.map_err(|error| error.to_string());
/// assert_eq!(reason, Err("classes[0].class: \"nap\" is not a class".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// It is not JSON, or a field is missing or has another type.
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What was expected.
        reason: String,
    },
    /// An entry has a value that is not allowed.
    Value {
        /// Which entry, such as `utilities[2].region`.
        entry: String,
        /// Why the value is refused.
        reason: String,
    },
}

impl DataError {
    pub(crate) fn value(entry: impl Into<String>, reason: impl ToString) -> Self {
        Self::Value { entry: entry.into(), reason: reason.to_string() }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { line, column, reason } => {
                write!(formatter, "line {line}, column {column}: {}", visible(reason))
            }
            Self::Value { entry, reason } => write!(formatter, "{}: {}", visible(entry), visible(reason)),
        }
    }
}

impl Error for DataError {}

/// Reads a data file.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, DataError> {
    serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| DataError::Json {
        line: error.line(),
        column: error.column(),
        // serde_json ends its messages with the position.
        reason: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })
}

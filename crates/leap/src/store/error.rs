//! Why a store cannot be used.

use crate::text::visible;
use rusqlite::ErrorCode;
use std::error::Error;
use std::fmt;
use std::path::PathBuf;

/// Why a store cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// There is none.
    Missing(PathBuf),
    /// Its folder or file cannot be made.
    NotMade {
        /// The path.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It may be read, but not written.
    ReadOnly(PathBuf),
    /// Another program was killed while it wrote. What it left is undone by the next one that may write, and not by one that
    /// may only read.
    Interrupted,
    /// Another program has been writing for longer than this one waits.
    InUse,
    /// The file is something else.
    NotAStore(PathBuf),
    /// A newer program made it.
    Newer {
        /// The version of that program, if it says so.
        made_by: Option<String>,
    },
    /// It belongs to another environment of Leap's.
    OtherEnvironment {
        /// The one that it belongs to.
        of_store: String,
        /// The one that was asked for.
        asked: String,
    },
    /// A page has a token that an earlier page of the same poll had, so that the poll would never end.
    RepeatedToken,
    /// There is no poll under way with this number: another program has completed or dropped it.
    NoPoll,
    /// The customer was deleted.
    Forgotten(String),
    /// A value in it cannot be read.
    Damaged(String),
    /// It cannot be written, because the disk is full or failing.
    Full,
    /// SQLite says something else.
    Sqlite(rusqlite::Error),
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(formatter, "there is no store {}", shown(path)),
            Self::NotMade { path, error } => write!(formatter, "the store {} cannot be made: {error}", shown(path)),
            Self::ReadOnly(path) => write!(formatter, "the store {} is read-only", shown(path)),
            Self::Interrupted => formatter.write_str(
                "another leap was killed while it wrote: run leap once where the store can be written, which undoes that",
            ),
            Self::InUse => formatter.write_str("the store is in use by another leap"),
            Self::NotAStore(path) => write!(formatter, "{} is not a store of leap", shown(path)),
            Self::Newer { made_by } => {
                let version = made_by.as_deref().map_or_else(|| "unknown".to_owned(), visible);
                write!(formatter, "the store was made by a newer leap (version {version}); it is left as it is")
            }
            Self::OtherEnvironment { of_store, asked } => write!(
                formatter,
                "the store belongs to {}, not to {}: use another store for it",
                visible(of_store),
                visible(asked)
            ),
            Self::RepeatedToken => {
                formatter.write_str("a page has the token of an earlier page: the list would never end")
            }
            Self::NoPoll => formatter.write_str("the poll is no longer under way: another leap has ended it"),
            Self::Forgotten(reference) => {
                write!(formatter, "{} was forgotten: a customer who returns needs a new reference", visible(reference))
            }
            Self::Damaged(what) => write!(formatter, "the store is damaged: {}", visible(what)),
            Self::Full => formatter.write_str("the store cannot be written: the disk is full or failing"),
            Self::Sqlite(error) => write!(formatter, "the store: {}", visible(&error.to_string())),
        }
    }
}

impl Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            // No transaction that writes begins on a store that is read-only.
            Some(ErrorCode::ReadOnly) => Self::Interrupted,
            // A write that a limit or a full disk cuts off comes as one of these.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

fn shown(path: &std::path::Path) -> String {
    visible(&path.display().to_string())
}

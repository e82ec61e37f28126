//! The versions of the schema, and whether a file has one of them.

use super::error::StoreError;
use super::property;
use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};
use std::path::Path;

/// What the file's header says if it is ours. The schema sets it.
const APPLICATION: i32 = 0x4c45_4150;

/// The versions, oldest first. One that was released is never changed.
const VERSIONS: [&str; 1] = [include_str!("schema.sql")];

/// Whether a file is new, ours, or refused.
pub(super) enum Found {
    /// It has nothing in it.
    Empty,
    /// It has this version, which is known.
    Version(usize),
}

/// Looks at a file without changing it.
pub(super) fn look(connection: &Connection, path: &Path) -> Result<Found, StoreError> {
    // All of it at one moment: another program may be making the store.
    let connection = read(connection.unchecked_transaction(), path)?;
    let version: i64 = read(connection.pragma_query_value(None, "user_version", |row| row.get(0)), path)?;
    let application: i32 = read(connection.pragma_query_value(None, "application_id", |row| row.get(0)), path)?;
    let tables: i64 = read(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)), path)?;
    if version == 0 && tables == 0 && [0, APPLICATION].contains(&application) {
        return Ok(Found::Empty);
    }
    let Some(version) = usize::try_from(version).ok().filter(|version| *version > 0 && application == APPLICATION)
    else {
        return Err(StoreError::NotAStore(path.to_owned()));
    };
    if version > VERSIONS.len() {
        return Err(StoreError::Newer { made_by: property::get(&connection, property::MADE_BY).unwrap_or(None) });
    }
    Ok(Found::Version(version))
}

/// Whether a version is the newest.
pub(super) fn is_newest(version: usize) -> bool {
    version == VERSIONS.len()
}

/// Brings the file to the newest version, and says which program did.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let steps = VERSIONS.iter().map(|sql| {
        M::up_with_hook(sql, |transaction: &Transaction<'_>| {
            property::set(transaction, property::MADE_BY, env!("CARGO_PKG_VERSION")).map_err(HookError::RusqliteError)
        })
    });
    let migrated = Migrations::new(steps.collect()).to_latest(connection);
    // Another program may have done the same between the look at the version and the transaction.
    match migrated {
        Err(_) if matches!(look(connection, path), Ok(Found::Version(version)) if is_newest(version)) => Ok(()),
        other => other.map_err(failure),
    }
}

fn failure(error: rusqlite_migration::Error) -> StoreError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::Damaged(other.to_string()),
    }
}

/// Tells a file that is no database from other errors.
fn read<T>(result: rusqlite::Result<T>, path: &Path) -> Result<T, StoreError> {
    result.map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotAStore(path.to_owned()),
        _ => error.into(),
    })
}

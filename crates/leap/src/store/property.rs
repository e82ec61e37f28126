//! Single values about the store itself.

use rusqlite::{Connection, OptionalExtension, params};

/// The origin of the Connect API that the store belongs to.
pub(super) const ENVIRONMENT: &str = "environment";
/// The version of the program that last changed the schema.
pub(super) const MADE_BY: &str = "made_by";
/// When Leap takes the next request, if it said so.
pub(super) const NOT_BEFORE: &str = "not_before";
/// When Leap said so, to tell a clock that has jumped.
pub(super) const NOT_BEFORE_SAID: &str = "not_before_said";
/// The number of the complete poll that lost more than half of the entries, until a person confirms it.
pub(super) const MASS_VANISHING: &str = "mass_vanishing";

pub(super) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection.query_row("SELECT value FROM property WHERE name = ?1", [name], |row| row.get(0)).optional()
}

pub(super) fn get_number(connection: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    Ok(get(connection, name)?.and_then(|value| value.parse().ok()))
}

pub(super) fn set(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO property (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(sql, params![name, value]).map(|_| ())
}

pub(super) fn remove(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM property WHERE name = ?1", [name]).map(|_| ())
}

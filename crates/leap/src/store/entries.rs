//! The entries of the Connect API, and each of their changes.

use super::error::StoreError;
use super::open::Store;
use super::times;
use crate::connection::Connection;
use crate::decode;
use chrono::{DateTime, Utc};

/// A change of an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredChange {
    /// When it was seen.
    pub seen: DateTime<Utc>,
    /// What the entry was like; `None` if it was gone.
    pub connection: Option<Connection>,
}

impl Store {
    /// The changes of a customer's entries, oldest first. The first of each entry is how it was first seen.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn changes(&self, reference: &str) -> Result<Vec<StoredChange>, StoreError> {
        let sql = "SELECT seen_at, body FROM change WHERE ref_id = ?1 ORDER BY number";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([reference])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let (seen, body): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            let connection = body.as_deref().map(read).transpose()?;
            changes.push(StoredChange { seen: times::read(seen)?, connection });
        }
        Ok(changes)
    }
}

/// What tells an entry from others: its id. One without an id is told by its region and reference, and one without a
/// reference by all of it.
pub(super) fn key(connection: &Connection, body: &str) -> String {
    match (&connection.id, &connection.reference) {
        (Some(id), _) => format!("id {id}"),
        (None, Some(reference)) => format!("ref {} {reference}", connection.region.as_deref().unwrap_or_default()),
        (None, None) => format!("body {body}"),
    }
}

/// Writes an entry as the API has it.
pub(super) fn write(connection: &Connection) -> Result<String, StoreError> {
    serde_json::to_string(connection).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Reads an entry. What could not be read of it when it came was reported then.
pub(super) fn read(body: &str) -> Result<Connection, StoreError> {
    let page = decode::json(body).map_err(|error| StoreError::Damaged(error.to_string()))?;
    page.connections.into_iter().next().ok_or_else(|| StoreError::Damaged("an entry is empty".to_owned()))
}

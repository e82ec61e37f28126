//! All that is known of all customers, at one moment.

use super::error::StoreError;
use super::links::StoredLink;
use super::open::Store;
use super::{entries, links, polls, sends, times};
use crate::connection::Connection;
use crate::reengagement::{Hold, SendLog};

use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// All that is known of all customers, at one moment.
#[derive(Clone, Debug, Default)]
pub struct Customers {
    /// The links, by reference.
    pub links: BTreeMap<String, StoredLink>,
    /// The entries, those that have vanished included.
    pub entries: Vec<StoredEntry>,
    /// The references that meters have.
    pub with_meters: BTreeSet<String>,
    /// The references of customers who want no messages.
    pub opted_out: BTreeSet<String>,
    /// The utilities on hold, also holds that have ended.
    pub holds: Vec<Hold>,
    /// What was given out, by reference.
    pub sent: BTreeMap<String, SendLog>,
    /// When the last complete poll began. A filtered one is never complete.
    pub last_complete_poll: Option<DateTime<Utc>>,
    /// Whether that, or an earlier one, lost more than half of the entries, and nobody has confirmed it.
    pub mass_vanishing: bool,
}

/// An entry in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEntry {
    /// What the API said.
    pub connection: Connection,
    /// When it was first seen.
    pub first_seen: DateTime<Utc>,
    /// When it was last seen.
    pub last_seen: DateTime<Utc>,
    /// When it was found to be gone.
    pub vanished: Option<DateTime<Utc>>,
}

impl Store {
    /// All that is known of all customers, at one moment.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn customers(&self) -> Result<Customers, StoreError> {
        of(&*self.snapshot()?)
    }
}

/// The references that meters have: those of their authorizations, and if none of these is known, the partner's.
const OF_METERS: &str = "
    SELECT ref_id FROM meter_reference
    UNION
    SELECT partner_reference FROM meter
    WHERE partner_reference IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM meter_reference AS of_meter
        WHERE of_meter.meter = meter.id AND (
            EXISTS (SELECT 1 FROM link WHERE ref_id = of_meter.ref_id)
            OR EXISTS (SELECT 1 FROM entry WHERE ref_id = of_meter.ref_id)))";

/// The customers within a transaction.
pub(super) fn of(connection: &rusqlite::Connection) -> Result<Customers, StoreError> {
    Ok(Customers {
        links: links::all(connection)?,
        entries: all_entries(connection)?,
        with_meters: references(connection, OF_METERS)?,
        opted_out: references(connection, "SELECT ref_id FROM opt_out")?,
        holds: sends::holds(connection)?,
        sent: sends::logs(connection)?,
        last_complete_poll: polls::last_complete(connection)?,
        mass_vanishing: polls::is_mass_vanishing(connection)?,
    })
}

fn references(connection: &rusqlite::Connection, sql: &str) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let references = statement.query_map([], |row| row.get(0))?;
    Ok(references.collect::<rusqlite::Result<_>>()?)
}

fn all_entries(connection: &rusqlite::Connection) -> Result<Vec<StoredEntry>, StoreError> {
    let mut statement =
        connection.prepare("SELECT body, first_seen, last_seen, vanished_at FROM entry ORDER BY key")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        all.push(StoredEntry {
            connection: entries::read(&body)?,
            first_seen: times::read(row.get(1)?)?,
            last_seen: times::read(row.get(2)?)?,
            vanished: times::read_optional(row.get(3)?)?,
        });
    }
    Ok(all)
}

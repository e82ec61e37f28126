//! The meters that Leap has, by the references that they carry.

use super::error::StoreError;
use super::open::Store;
use super::times;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// A meter in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMeter {
    /// Leap's id of the meter.
    pub id: String,
    /// The reference that the link had.
    pub partner_reference: Option<String>,
    /// The references of all authorizations that the meter has.
    pub connection_references: Vec<String>,
    /// All else that Leap says about it, as JSON. It has no references, so that customers can be forgotten.
    pub body: String,
    /// When it was first seen.
    pub first_seen: DateTime<Utc>,
    /// When it was last seen.
    pub last_seen: DateTime<Utc>,
}

impl Store {
    /// Puts meters into the store, all or none, and returns how many are new. Those that are there keep the time when they
    /// were first seen. References of customers who were deleted are left out, and so are meters that have no other ones.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn put_meters(&mut self, meters: &[StoredMeter]) -> Result<usize, StoreError> {
        let forgotten = self.forgotten()?;
        let transaction = self.begin()?;
        let mut new = 0;
        for meter in meters {
            let is_kept = |reference: &&String| !forgotten.contains(*reference);
            let partner_reference = meter.partner_reference.as_ref().filter(is_kept);
            let references: Vec<&String> = meter.connection_references.iter().filter(is_kept).collect();
            let had_any = meter.partner_reference.is_some() || !meter.connection_references.is_empty();
            if had_any && partner_reference.is_none() && references.is_empty() {
                continue;
            }
            new += put(&transaction, meter, partner_reference, &references)?;
        }
        transaction.commit()?;
        Ok(new)
    }

    /// All meters, by id.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn meters(&self) -> Result<Vec<StoredMeter>, StoreError> {
        let snapshot = self.snapshot()?;
        let mut references: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut statement = snapshot.prepare("SELECT meter, ref_id FROM meter_reference ORDER BY meter, ref_id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            references.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let sql = "SELECT id, partner_reference, body, first_seen, last_seen FROM meter ORDER BY id";
        let mut statement = snapshot.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut meters = Vec::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            meters.push(StoredMeter {
                connection_references: references.remove(&id).unwrap_or_default(),
                id,
                partner_reference: row.get(1)?,
                body: row.get(2)?,
                first_seen: times::read(row.get(3)?)?,
                last_seen: times::read(row.get(4)?)?,
            });
        }
        Ok(meters)
    }
}

/// Puts one meter into the store, and returns 1 if it is new.
fn put(
    connection: &Connection,
    meter: &StoredMeter,
    partner_reference: Option<&String>,
    references: &[&String],
) -> Result<usize, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM meter WHERE id = ?1)";
    let is_known: bool = connection.prepare_cached(sql)?.query_row([&meter.id], |row| row.get(0))?;
    let sql = "INSERT INTO meter (id, partner_reference, body, first_seen, last_seen) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (id) DO UPDATE SET partner_reference = excluded.partner_reference, body = excluded.body,
                   last_seen = excluded.last_seen";
    let (first, last) = (times::stored(meter.first_seen), times::stored(meter.last_seen));
    connection.prepare_cached(sql)?.execute(params![meter.id, partner_reference, meter.body, first, last])?;
    connection.prepare_cached("DELETE FROM meter_reference WHERE meter = ?1")?.execute([&meter.id])?;
    let sql = "INSERT INTO meter_reference (meter, ref_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let mut insert = connection.prepare_cached(sql)?;
    for reference in references {
        insert.execute(params![meter.id, reference])?;
    }
    Ok(usize::from(!is_known))
}

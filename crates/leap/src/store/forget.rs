//! Removes customers: those who are to be forgotten, and those whom nothing has used for long.

use super::error::StoreError;
use super::open::Store;
use super::times;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};

/// What is removed of a customer who is to be forgotten. Meters that somebody else has too stay, without the reference.
const OF_CUSTOMER: [&str; 9] = [
    "DELETE FROM link WHERE ref_id = ?1",
    "DELETE FROM entry WHERE ref_id = ?1",
    "DELETE FROM change WHERE ref_id = ?1",
    "DELETE FROM page_entry WHERE ref_id = ?1",
    "DELETE FROM sent WHERE ref_id = ?1",
    "DELETE FROM opt_out WHERE ref_id = ?1",
    "DELETE FROM meter_reference WHERE ref_id = ?1",
    "UPDATE meter SET partner_reference = NULL WHERE partner_reference = ?1",
    "DELETE FROM meter WHERE partner_reference IS NULL AND id NOT IN (SELECT meter FROM meter_reference)",
];

impl Store {
    /// Deletes customers. Only their references stay, so that the next poll does not bring them back. Returns how many of
    /// them were there.
    ///
    /// # Errors
    /// If the store cannot be written. Then all of them are still there.
    pub fn forget(&mut self, references: &[&str], now: DateTime<Utc>) -> Result<usize, StoreError> {
        let transaction = self.begin()?;
        let mut found = 0;
        for reference in references {
            let mut rows = 0;
            for sql in OF_CUSTOMER {
                // The last one is about no reference.
                rows += match sql.contains("?1") {
                    true => transaction.execute(sql, [reference])?,
                    false => transaction.execute(sql, [])?,
                };
            }
            found += usize::from(rows > 0);
            let sql = "INSERT INTO forgotten (ref_id, at) VALUES (?1, ?2) ON CONFLICT (ref_id) DO NOTHING";
            transaction.execute(sql, params![reference, times::stored(now)])?;
        }
        transaction.commit()?;
        Ok(found)
    }
}

/// Removes what nothing has used for the time of `retention`: entries that are gone, links that were never opened, meters,
/// and the history. Returns how many entries, links and meters.
///
/// A clock that jumps ahead must not remove everything: so nothing is removed if the last complete poll is that long ago too.
pub(super) fn retire(
    connection: &Connection,
    now: DateTime<Utc>,
    last_poll: Option<DateTime<Utc>>,
    retention: TimeDelta,
) -> Result<usize, StoreError> {
    let Some(cutoff) = now.checked_sub_signed(retention) else { return Ok(0) };
    if !last_poll.is_some_and(|last| (cutoff..=now).contains(&last)) {
        return Ok(0);
    }
    let cutoff = [times::stored(cutoff)];
    let entries = connection.execute("DELETE FROM entry WHERE vanished_at < ?1", cutoff)?;
    let links = connection.execute(
        "DELETE FROM link WHERE made_at < ?1 AND NOT EXISTS (SELECT 1 FROM entry WHERE ref_id = link.ref_id)
         AND NOT EXISTS (SELECT 1 FROM meter WHERE partner_reference = link.ref_id)
         AND NOT EXISTS (SELECT 1 FROM meter_reference WHERE ref_id = link.ref_id)",
        cutoff,
    )?;
    let meters = connection.execute("DELETE FROM meter WHERE last_seen < ?1", cutoff)?;
    connection.execute("DELETE FROM change WHERE seen_at < ?1", cutoff)?;
    connection.execute("DELETE FROM sent WHERE at < ?1", cutoff)?;
    Ok(entries + links + meters)
}

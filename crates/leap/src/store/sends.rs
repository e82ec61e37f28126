//! What was given out, and what holds it back.

use super::error::StoreError;
use super::open::Store;
use super::property;
use super::times;
use crate::reengagement::{Hold, SendLog, Sent, Touch};
use chrono::{DateTime, Utc};
use rusqlite::params;
use std::collections::BTreeMap;

impl Store {
    /// Takes a whole run back, and returns how many touches it had; `None` if there is no such run, or it was taken back.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn undo_run(&mut self, run: u64, now: DateTime<Utc>) -> Result<Option<usize>, StoreError> {
        let Ok(number) = i64::try_from(run) else { return Ok(None) };
        let transaction = self.begin()?;
        let sql = "UPDATE run SET undone_at = ?2 WHERE number = ?1 AND undone_at IS NULL";
        if transaction.execute(sql, params![number, times::stored(now)])? == 0 {
            return Ok(None);
        }
        let touches = transaction.execute("DELETE FROM sent WHERE run = ?1", [number])?;
        transaction.commit()?;
        Ok(Some(touches))
    }

    /// Holds touches that would send customers to a utility until some time. A later call replaces an earlier one.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn put_hold(&mut self, hold: &Hold) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        let sql = "INSERT INTO hold (utility, until) VALUES (?1, ?2) ON CONFLICT (utility) DO UPDATE SET until = excluded.until";
        transaction.execute(sql, params![hold.utility, times::stored(hold.until)])?;
        Ok(transaction.commit()?)
    }

    /// Gives these customers no more touches. Returns how many of them got touches until now.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn opt_out(&mut self, references: &[&str], now: DateTime<Utc>) -> Result<usize, StoreError> {
        let transaction = self.begin()?;
        let mut new = 0;
        for reference in references {
            let sql = "INSERT INTO opt_out (ref_id, at) VALUES (?1, ?2) ON CONFLICT (ref_id) DO NOTHING";
            new += transaction.execute(sql, params![reference, times::stored(now)])?;
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Takes it that the entries have really vanished. Returns whether there was anything to confirm.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn confirm_vanished(&mut self) -> Result<bool, StoreError> {
        let transaction = self.begin()?;
        let is_open = property::get(&transaction, property::MASS_VANISHING)?.is_some();
        property::remove(&transaction, property::MASS_VANISHING)?;
        transaction.commit()?;
        Ok(is_open)
    }
}

/// The utilities on hold.
pub(super) fn holds(connection: &rusqlite::Connection) -> Result<Vec<Hold>, StoreError> {
    let mut statement = connection.prepare("SELECT utility, until FROM hold ORDER BY utility")?;
    let mut rows = statement.query([])?;
    let mut holds = Vec::new();
    while let Some(row) = rows.next()? {
        holds.push(Hold { utility: row.get(0)?, until: times::read(row.get(1)?)? });
    }
    Ok(holds)
}

/// What was given out to each customer.
pub(super) fn logs(connection: &rusqlite::Connection) -> Result<BTreeMap<String, SendLog>, StoreError> {
    let mut statement = connection.prepare("SELECT run, ref_id, touch, at FROM sent ORDER BY run")?;
    let mut rows = statement.query([])?;
    let mut sent: BTreeMap<String, Vec<Sent>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (run, reference, number, at): (i64, String, u8, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let touch = Touch::of_number(number);
        let touch = touch.ok_or_else(|| StoreError::Damaged(format!("{number} is not the number of a touch")))?;
        let run = u64::try_from(run).unwrap_or_default();
        sent.entry(reference.clone()).or_default().push(Sent { run, reference, touch, at: times::read(at)? });
    }
    Ok(sent.into_iter().map(|(reference, sent)| (reference, SendLog::new(sent, 0))).collect())
}

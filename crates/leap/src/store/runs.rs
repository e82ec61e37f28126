//! Runs: what is given out at once.

use super::customers::{self, Customers};
use super::error::StoreError;
use super::open::Store;
use super::times;
use crate::reengagement::Touch;
use chrono::{DateTime, Utc};
use rusqlite::params;

impl Store {
    /// Marks touches as given out, as one run, and returns its number; `None` if there are none. What is given out is decided
    /// within the transaction, so that two programs never give out the same.
    ///
    /// # Errors
    /// If the store cannot be written. Then nothing is marked.
    pub fn mark_sent<E: From<StoreError>>(
        &mut self,
        now: DateTime<Utc>,
        decide: impl FnOnce(&Customers) -> Result<Vec<(String, Touch)>, E>,
    ) -> Result<Option<u64>, E> {
        let transaction = self.begin()?;
        let touches = decide(&customers::of(&transaction)?)?;
        if touches.is_empty() {
            return Ok(None);
        }
        let run = write_run(&transaction, &touches, now)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Some(run))
    }
}

fn write_run(
    connection: &rusqlite::Connection,
    touches: &[(String, Touch)],
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    connection.execute("INSERT INTO run (marked_at) VALUES (?1)", [times::stored(now)])?;
    let run = connection.last_insert_rowid();
    let mut insert = connection.prepare("INSERT INTO sent (run, ref_id, touch, at) VALUES (?1, ?2, ?3, ?4)")?;
    for (reference, touch) in touches {
        insert.execute(params![run, reference, touch.number(), times::stored(now)])?;
    }
    u64::try_from(run).map_err(|_| StoreError::Damaged(format!("{run} is not the number of a run")))
}

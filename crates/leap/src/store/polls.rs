//! The pages of a poll, and what becomes of them when it is complete.

use super::error::StoreError;
use super::open::Store;
use super::poll_state::{PollNumber, PollQuestion};
use super::{entries, forget, property, times};
use crate::connection::Connection;
use crate::entries as rules;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension, params};

/// What a complete poll found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PollResult {
    /// How many entries it had.
    pub entries: usize,
    /// How many of them are new.
    pub new: usize,
    /// How many of them have changed, or come back.
    pub changed: usize,
    /// How many that were there before are gone.
    pub vanished: usize,
    /// Whether so many are gone that a person has to confirm it.
    pub mass_vanishing: bool,
    /// How many unused entries, links and meters were removed because they are old.
    pub retired: usize,
}

impl Store {
    /// Begins a poll with its first page. Its hour counts from now. An interrupted poll is given up.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn begin_poll(
        &mut self,
        question: &PollQuestion,
        now: DateTime<Utc>,
        connections: &[Connection],
        next: Option<&str>,
    ) -> Result<PollNumber, StoreError> {
        let transaction = self.begin()?;
        transaction.execute_batch("DELETE FROM page_entry; DELETE FROM page_token;")?;
        let sql = "INSERT INTO poll (question, is_unfiltered, started_at, pages) VALUES (?1, ?2, ?3, 0)";
        transaction.execute(sql, params![question.text, question.is_unfiltered, times::stored(now)])?;
        let poll = PollNumber(transaction.last_insert_rowid());
        stage(&transaction, poll, connections, next)?;
        transaction.commit()?;
        Ok(poll)
    }

    /// Adds a page to a poll.
    ///
    /// # Errors
    /// If the token of the next page came before, the poll is no longer under way, or the store cannot be written.
    pub fn append_page(
        &mut self,
        poll: PollNumber,
        connections: &[Connection],
        next: Option<&str>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        stage(&transaction, poll, connections, next)?;
        Ok(transaction.commit()?)
    }

    /// Completes a poll: its entries replace those of the store. If it asked for all, others are marked as vanished, and what
    /// nothing has used for the time of `retention` is removed.
    ///
    /// # Errors
    /// If the poll is not under way, or has another page, or the store cannot be written.
    pub fn complete_poll(
        &mut self,
        poll: PollNumber,
        now: DateTime<Utc>,
        retention: TimeDelta,
    ) -> Result<PollResult, StoreError> {
        let transaction = self.begin()?;
        let sql = "SELECT is_unfiltered FROM poll WHERE number = ?1 AND completed_at IS NULL AND next_token IS NULL
                   AND question <> ''";
        let is_unfiltered: Option<bool> = transaction.query_row(sql, [poll.0], |row| row.get(0)).optional()?;
        let is_unfiltered = is_unfiltered.ok_or(StoreError::NoPoll)?;
        let before = times::read_optional(last_complete_micros(&transaction)?)?;
        let there = count(&transaction, "SELECT count(*) FROM entry WHERE vanished_at IS NULL")?;
        let mut result = merge(&transaction, now)?;
        if is_unfiltered {
            result.vanished = mark_vanished(&transaction, now)?;
            result.mass_vanishing = rules::is_mass_vanishing(there, result.vanished);
            if result.mass_vanishing {
                property::set(&transaction, property::MASS_VANISHING, &poll.0.to_string())?;
            }
        }
        transaction
            .execute("UPDATE poll SET completed_at = ?2 WHERE number = ?1", params![poll.0, times::stored(now)])?;
        transaction.execute_batch("DELETE FROM page_entry; DELETE FROM page_token;")?;
        if is_unfiltered {
            result.retired = forget::retire(&transaction, now, before, retention)?;
        }
        transaction.commit()?;
        Ok(result)
    }
}

/// When the last complete poll of all entries began.
pub(super) fn last_complete(connection: &rusqlite::Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    times::read_optional(last_complete_micros(connection)?)
}

/// Whether a complete poll lost more than half of the entries, and nobody has confirmed it.
pub(super) fn is_mass_vanishing(connection: &rusqlite::Connection) -> Result<bool, StoreError> {
    Ok(property::get(connection, property::MASS_VANISHING)?.is_some())
}

fn last_complete_micros(connection: &rusqlite::Connection) -> rusqlite::Result<Option<i64>> {
    let sql =
        "SELECT started_at FROM poll WHERE completed_at IS NOT NULL AND is_unfiltered ORDER BY number DESC LIMIT 1";
    connection.query_row(sql, [], |row| row.get(0)).optional()
}

fn count(connection: &rusqlite::Connection, sql: &str) -> rusqlite::Result<usize> {
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Keeps a page until the poll is complete. Of one entry on several pages the one with the later interaction stays.
fn stage(
    connection: &rusqlite::Connection,
    poll: PollNumber,
    page: &[Connection],
    next: Option<&str>,
) -> Result<(), StoreError> {
    let sql = "UPDATE poll SET next_token = ?2, pages = pages + 1
               WHERE number = ?1 AND completed_at IS NULL AND question <> '' AND number = (SELECT max(number) FROM poll)";
    if connection.execute(sql, params![poll.0, next])? == 0 {
        return Err(StoreError::NoPoll);
    }
    if let Some(token) = next {
        let sql = "INSERT INTO page_token (token) VALUES (?1) ON CONFLICT (token) DO NOTHING";
        if connection.execute(sql, [token])? == 0 {
            return Err(StoreError::RepeatedToken);
        }
    }
    let sql = "INSERT INTO page_entry (key, ref_id, body, last_activity)
               SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE ref_id = ?2)
               ON CONFLICT (key) DO UPDATE SET ref_id = excluded.ref_id, body = excluded.body,
                   last_activity = excluded.last_activity
               WHERE last_activity IS NULL OR excluded.last_activity >= last_activity";
    let mut insert = connection.prepare_cached(sql)?;
    for entry in page {
        let body = entries::write(entry)?;
        let last_activity = entry.last_activity().map(times::stored);
        insert.execute(params![entries::key(entry, &body), entry.reference, body, last_activity])?;
    }
    Ok(())
}

/// Puts the entries of the pages into the store, with each change.
fn merge(connection: &rusqlite::Connection, now: DateTime<Utc>) -> Result<PollResult, StoreError> {
    // A customer may have been deleted since their page came.
    connection.execute("DELETE FROM page_entry WHERE ref_id IN (SELECT ref_id FROM forgotten)", [])?;
    let entries = count(connection, "SELECT count(*) FROM page_entry")?;
    let known = "EXISTS (SELECT 1 FROM entry WHERE key = page.key)";
    let new = count(connection, &format!("SELECT count(*) FROM page_entry AS page WHERE NOT {known}"))?;
    let now = times::stored(now);
    let changes = connection.execute(
        "INSERT INTO change (key, ref_id, seen_at, body)
         SELECT page.key, page.ref_id, ?1, page.body FROM page_entry AS page
         LEFT JOIN entry ON entry.key = page.key
         WHERE entry.key IS NULL OR entry.body <> page.body OR entry.vanished_at IS NOT NULL",
        [now],
    )?;
    connection.execute(
        "INSERT INTO entry (key, ref_id, body, first_seen, last_seen)
         SELECT key, ref_id, body, ?1, ?1 FROM page_entry WHERE true
         ON CONFLICT (key) DO UPDATE SET ref_id = excluded.ref_id, body = excluded.body, last_seen = excluded.last_seen,
             vanished_at = NULL",
        [now],
    )?;
    Ok(PollResult { entries, new, changed: changes - new, ..PollResult::default() })
}

/// Marks the entries that a poll of all did not have, and returns how many they are.
fn mark_vanished(connection: &rusqlite::Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let gone = "entry.vanished_at IS NULL AND NOT EXISTS (SELECT 1 FROM page_entry WHERE key = entry.key)";
    let now = times::stored(now);
    let sql = format!("INSERT INTO change (key, ref_id, seen_at) SELECT key, ref_id, ?1 FROM entry WHERE {gone}");
    connection.execute(&sql, [now])?;
    Ok(connection.execute(&format!("UPDATE entry SET vanished_at = ?1 WHERE {gone}"), [now])?)
}

//! Whether a poll may begin, or an interrupted one goes on.

use super::error::StoreError;
use super::open::Store;
use super::property;
use super::times;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::OptionalExtension;

/// How far the first pages of two polls are apart. Leap updates its data once an hour.
const INTERVAL: TimeDelta = TimeDelta::hours(1);

/// What a poll asks for. An interrupted poll goes on only for the same question, since a page token belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollQuestion {
    /// The address and its parameters, without the page token.
    pub text: String,
    /// Whether it asks for all entries. Only such a poll can tell what has vanished.
    pub is_unfiltered: bool,
}

/// The number of a poll in its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollNumber(pub(super) i64);

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollTurn {
    /// What a program that wants to poll does now.
    pub plan: PollPlan,
    /// Whether a stored time is in the future. Then a clock was wrong, and that time is ignored.
    pub is_clock_wrong: bool,
}

/// What a program that wants to poll does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollPlan {
    /// It begins a poll.
    Begin,
    /// It goes on with an interrupted poll at this token.
    Resume {
        /// The number of the poll.
        poll: PollNumber,
        /// The token of the next page.
        token: String,
    },
    /// It only completes an interrupted poll, whose last page was there.
    Complete {
        /// The number of the poll.
        poll: PollNumber,
    },
    /// It waits until then, because Leap's data is no newer before, or Leap said so.
    Wait {
        /// Until when.
        until: DateTime<Utc>,
    },
}

impl Store {
    /// Says what a program that wants to poll does now.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn poll_plan(&self, question: &PollQuestion, now: DateTime<Utc>) -> Result<PollTurn, StoreError> {
        let snapshot = self.snapshot()?;
        let sql =
            "SELECT number, question, started_at, next_token, completed_at FROM poll ORDER BY number DESC LIMIT 1";
        type Last = (i64, String, i64, Option<String>, Option<i64>);
        let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Last> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        };
        let last = snapshot.query_row(sql, [], read).optional()?;
        let asked_to_wait = NotBefore::read(&snapshot)?;
        let mut is_clock_wrong = asked_to_wait.said.is_some_and(|said| said > now);
        if let Some(until) = asked_to_wait.until.filter(|until| !is_clock_wrong && now < *until) {
            return Ok(PollTurn { plan: PollPlan::Wait { until }, is_clock_wrong });
        }
        let Some((poll, asked, started, token, completed)) = last else {
            return Ok(PollTurn { plan: PollPlan::Begin, is_clock_wrong });
        };
        let poll = PollNumber(poll);
        let started = times::read(started)?;
        if completed.is_none() && asked == question.text {
            let plan = token.map_or(PollPlan::Complete { poll }, |token| PollPlan::Resume { poll, token });
            return Ok(PollTurn { plan, is_clock_wrong });
        }
        is_clock_wrong |= started > now;
        let plan = match started.checked_add_signed(INTERVAL) {
            Some(until) if started <= now && now < until => PollPlan::Wait { until },
            _ => PollPlan::Begin,
        };
        Ok(PollTurn { plan, is_clock_wrong })
    }

    /// Remembers that Leap takes no request before some time.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn postpone(&mut self, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        property::set(&transaction, property::NOT_BEFORE, &times::stored(until).to_string())?;
        property::set(&transaction, property::NOT_BEFORE_SAID, &times::stored(now).to_string())?;
        Ok(transaction.commit()?)
    }

    /// The origin of the API that the store belongs to; `None` before the first poll.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn environment(&self) -> Result<Option<String>, StoreError> {
        Ok(property::get(&self.connection, property::ENVIRONMENT)?)
    }

    /// Binds the store to an environment of Leap's, by the origin of its API, or checks that it is bound to that one.
    ///
    /// # Errors
    /// If it belongs to another one.
    pub fn bind_environment(&mut self, origin: &str) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        match property::get(&transaction, property::ENVIRONMENT)? {
            Some(of_store) if of_store != origin => {
                Err(StoreError::OtherEnvironment { of_store, asked: origin.to_owned() })
            }
            Some(_) => Ok(()),
            None => {
                property::set(&transaction, property::ENVIRONMENT, origin)?;
                Ok(transaction.commit()?)
            }
        }
    }

    /// Drops a poll that is not complete: Leap no longer takes its token. Its pages are lost, and its hour still counts.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn drop_poll(&mut self, poll: PollNumber) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        // A question that nothing asks, so that it is never gone on with.
        let sql = "UPDATE poll SET question = '', next_token = NULL WHERE number = ?1 AND completed_at IS NULL";
        transaction.execute(sql, [poll.0])?;
        transaction.execute_batch("DELETE FROM page_entry; DELETE FROM page_token;")?;
        Ok(transaction.commit()?)
    }
}

/// A wait that Leap asked for.
struct NotBefore {
    said: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

impl NotBefore {
    fn read(connection: &rusqlite::Connection) -> Result<Self, StoreError> {
        Ok(Self {
            said: times::read_optional(property::get_number(connection, property::NOT_BEFORE_SAID)?)?,
            until: times::read_optional(property::get_number(connection, property::NOT_BEFORE)?)?,
        })
    }
}

//! Only one program polls for a store at a time.

use super::error::StoreError;
use super::open::{Store, make};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::PathBuf;

/// Held while a program polls. It ends with the program, also if that is killed.
#[derive(Debug)]
pub struct PollLock {
    _connection: Connection,
}

impl Store {
    /// Takes the right to poll; `None` if another program has it. The lock is one of SQLite's, on an empty file beside the
    /// store.
    ///
    /// # Errors
    /// If the file cannot be made or locked.
    pub fn lock_polling(&self) -> Result<Option<PollLock>, StoreError> {
        let mut path = self.path.clone().into_os_string();
        path.push("-poll");
        let path = PathBuf::from(path);
        make(&path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        connection.busy_timeout(std::time::Duration::ZERO)?;
        match connection.execute_batch("BEGIN EXCLUSIVE") {
            Ok(()) => Ok(Some(PollLock { _connection: connection })),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

//! Opens a store.

use super::error::StoreError;
use super::schema::{self, Found};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a program waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Customers and connections in an SQLite file.
///
/// ```
/// use leap::store::Store;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("leap.db");
/// assert!(Store::open_to_read(&path).is_err());
/// drop(Store::open(&path)?);
/// assert!(Store::open_to_read(&path)?.customers()?.entries.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    access: Access,
}

/// What may be done with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may be read and written.
    Write,
    /// It may be read only: its file or folder is not writable.
    Read,
}

impl Store {
    /// Opens a store for reading and writing, and makes it if there is none.
    ///
    /// # Errors
    /// If it cannot be made or written, is something else, or was made by a newer program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        make(&path)?;
        let mut store = Self::connect(path)?;
        if store.access == Access::Read || !is_folder_writable(&store.path) {
            return Err(StoreError::ReadOnly(store.path));
        }
        store.bring_up_to_date()?;
        store.make_private()?;
        Ok(store)
    }

    /// Opens a store for reading. It is not made, and need not be writable.
    ///
    /// # Errors
    /// If there is none, it is something else, or was made by a newer program.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        if !path.exists() {
            return Err(StoreError::Missing(path));
        }
        let mut store = Self::connect(path)?;
        store.bring_up_to_date()?;
        Ok(store)
    }

    /// What may be done with it.
    pub fn access(&self) -> Access {
        self.access
    }

    fn connect(path: PathBuf) -> Result<Self, StoreError> {
        // SQLite opens a file that it may not write for reading.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|error| not_opened(error, &path))?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is overwritten, since it is about people.
        connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
        let access = if connection.is_readonly("main")? { Access::Read } else { Access::Write };
        let mut store = Self { connection, path, access };
        store.connection.set_transaction_behavior(TransactionBehavior::Immediate);
        Ok(store)
    }

    fn bring_up_to_date(&mut self) -> Result<(), StoreError> {
        match (schema::look(&self.connection, &self.path)?, self.access) {
            (Found::Version(version), _) if schema::is_newest(version) => Ok(()),
            (Found::Empty | Found::Version(_), Access::Write) => schema::migrate(&mut self.connection, &self.path),
            (Found::Empty, Access::Read) => Err(StoreError::Missing(self.path.clone())),
            (Found::Version(_), Access::Read) => Err(StoreError::ReadOnly(self.path.clone())),
        }
    }

    /// Takes the store from other users of the machine, also one that was copied here.
    fn make_private(&self) -> Result<(), StoreError> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let not_made = |error| StoreError::NotMade { path: self.path.clone(), error };
            let mode = fs::metadata(&self.path).map_err(not_made)?.permissions().mode();
            if mode & 0o777 != 0o600 {
                fs::set_permissions(&self.path, fs::Permissions::from_mode(0o600)).map_err(not_made)?;
            }
        }
        Ok(())
    }

    /// Begins a transaction that writes. It waits for another one, and then none can come between.
    pub(super) fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Begins a transaction that reads: what it reads belongs together.
    pub(super) fn snapshot(&self) -> Result<Transaction<'_>, StoreError> {
        Ok(Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)?)
    }
}

/// Paths such as `:memory:` mean something to SQLite, and absolute ones do not.
fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|error| StoreError::NotMade { path: path.to_owned(), error })
}

/// Makes an empty file that only its owner can read, and its folder, unless there is one. SQLite gives its journal the same
/// mode.
pub(super) fn make(path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    let made = path.parent().map_or(Ok(()), make_folder).and_then(|()| make_file(path));
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(StoreError::NotMade { path: path.to_owned(), error })
        }
        _ => Ok(()),
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn make_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

/// Whether the folder takes a journal, without which nothing is written.
fn is_folder_writable(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    let probe = folder.join(format!(".leap-{}", std::process::id()));
    let is_made = make_file(&probe).is_ok();
    if is_made {
        // One that stays is empty, and the next program with this number cannot make it again.
        let _ = fs::remove_file(&probe);
    }
    is_made
}

fn not_opened(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        _ if path.is_dir() => StoreError::NotMade { path: path.to_owned(), error: io::ErrorKind::IsADirectory.into() },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::NotMade {
            path: path.to_owned(),
            error: fs::File::open(path).err().unwrap_or_else(|| io::Error::other("SQLite cannot open it")),
        },
        _ => error.into(),
    }
}

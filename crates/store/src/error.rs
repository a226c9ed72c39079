//! What can go wrong with the database, where a caller can act on it.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why a read or a write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row that must be unique already exists.
    #[error("a row with this key already exists")]
    Exists,
    /// The row was changed by someone else since it was read.
    #[error("the row was changed by someone else")]
    Stale,
    /// Two writes conflicted; the closure can run again.
    #[error("two writes conflicted")]
    Conflict,
    /// A write ended without a journal entry, so it was rolled back.
    #[error("a write left no journal entry: {0}")]
    NotJournalled(&'static str),
    /// Only a worker does this, and none did.
    #[error("only a worker can write this")]
    NotByWorker,
    /// A stored value cannot be read back.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(String),
    /// The file is too large.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The writer has stopped, because the program ends or a write failed badly.
    #[error("the writer has stopped")]
    Stopped,
    /// The database refused or cannot be reached.
    #[error(transparent)]
    Database(DbErr),
    /// The embedded database refused or cannot be opened.
    #[error(transparent)]
    Embedded(rusqlite::Error),
}

/// An error that a write can end with.
pub trait WriteError: From<StoreError> + Send + 'static {
    /// Returns whether two writes conflicted, so that running this one again may succeed.
    fn is_conflict(&self) -> bool;
}

impl WriteError for StoreError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
            return Self::Exists;
        }
        match sql_state(&error).as_deref() {
            // Serialization failure, deadlock.
            Some("40001" | "40P01") => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{
            ErrorCode,
            ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE},
        };

        let Some(cause) = error.sqlite_error() else {
            return Self::Embedded(error);
        };
        match (cause.code, cause.extended_code) {
            (_, SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE) => Self::Exists,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Conflict,
            _ => Self::Embedded(error),
        }
    }
}

fn sql_state(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = error
    else {
        return None;
    };
    cause
        .as_database_error()?
        .code()
        .map(|code| code.into_owned())
}

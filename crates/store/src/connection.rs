//! Opening a database, reading from it, and writing to it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, IsolationLevel, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use values::CouncilId;

use crate::{
    NameIndex, ReadTx, Stamp, StoreError, WriteError, WriteTx, migrations::Migrator, names,
    writer::Writer,
};

/// Which database runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// An embedded file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The database of one cell. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    reading: DatabaseConnection,
    writer: Writer,
    names: Arc<Mutex<HashMap<CouncilId, Arc<NameIndex>>>>,
}

impl Store {
    /// Opens `sqlite://FILE` or `postgres://…` and brings its tables up to date.
    ///
    /// Errors: [`StoreError::Database`] when the database cannot be reached or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let names = Arc::default();
        if let Some(file) = url.strip_prefix("sqlite://") {
            make_private(file.split('?').next().unwrap_or(file))?;
            let write = Database::connect(sqlite(url, 1)).await?;
            Migrator::up(&write, None).await?;
            let reading = Database::connect(sqlite(url, 4)).await?;
            return Ok(Self {
                reading,
                writer: Writer::grouped(write),
                names,
            });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .sqlx_logging(false)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10));
        let pool = Database::connect(options).await?;
        Migrator::up(&pool, None).await?;
        Ok(Self {
            reading: pool.clone(),
            writer: Writer::pooled(pool),
            names,
        })
    }

    /// Returns which database runs.
    pub fn backend(&self) -> Backend {
        self.writer.backend()
    }

    /// Starts a read.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        let options = match self.backend() {
            Backend::Sqlite => TransactionOptions::default(),
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        Ok(ReadTx {
            inner: self.reading.begin_with_options(options).await?,
        })
    }

    /// Writes: runs `act` in a transaction, again on conflict, and returns after the commit is on disk.
    ///
    /// `act` can run more than once; it takes ids and time from the transaction and sends nothing anywhere.
    /// Errors: those of `act`, [`StoreError::NotJournalled`] when it wrote no journal entry, and those of the database.
    pub async fn write<T, E>(
        &self,
        stamp: Stamp,
        act: impl AsyncFn(&mut WriteTx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError,
    {
        self.writer.write(stamp, Box::new(act)).await
    }

    /// Returns the index of a council's names at `version` or later, rebuilding it where it is older.
    pub async fn names(
        &self,
        council: CouncilId,
        version: i64,
    ) -> Result<Arc<NameIndex>, StoreError> {
        let held = self
            .names
            .lock()
            .expect("nobody panics while holding the names")
            .get(&council)
            .cloned();
        if let Some(index) = held.filter(|index| index.version() >= version) {
            return Ok(index);
        }
        let mut tx = self.read().await?;
        let index = Arc::new(names::build(&mut tx, council).await?);
        self.names
            .lock()
            .expect("nobody panics while holding the names")
            .insert(council, Arc::clone(&index));
        Ok(index)
    }
}

/// Creates the file of a new database so that only we can read it. SQLite gives the files beside it the same permissions.
fn make_private(file: &str) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Unreadable(format!("{file}: {error}"))),
    }
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(connections)
        .sqlx_logging(false)
        .test_before_acquire(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged write must survive a power cut; group commit makes that affordable.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
    });
    options
}

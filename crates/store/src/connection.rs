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
    NameIndex, ReadTx, Stamp, StoreError, Watch, WriteError, WriteTx,
    migrations::{self, Migrator},
    names,
    sqlite::{self, Embedded, Readers},
    statistics,
    tx::Conn,
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
    reading: Reader,
    writer: Writer,
    names: Arc<Mutex<HashMap<CouncilId, Arc<NameIndex>>>>,
}

/// What reads begin on.
#[derive(Clone)]
enum Reader {
    Sqlite(Readers),
    Postgres(DatabaseConnection),
}

impl Store {
    /// Opens `sqlite://FILE` or `postgres://…` and brings its tables up to date.
    ///
    /// Errors: [`StoreError::Database`] when the database cannot be reached or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let names = Arc::default();
        if let Some(file) = file_of(url) {
            make_private(file)?;
            migrations::up_sqlite(file).await?;
            let writing = sqlite::open_writing(file)?;
            statistics::ship(&writing)?;
            return Ok(Self {
                reading: Reader::Sqlite(Readers::of(file)),
                writer: Writer::grouped(writing, Watch::default()),
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
            reading: Reader::Postgres(pool.clone()),
            writer: Writer::pooled(pool, Watch::default()),
            names,
        })
    }

    /// Returns which database runs.
    pub fn backend(&self) -> Backend {
        self.writer.backend()
    }

    /// Starts a read.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        let conn = match &self.reading {
            Reader::Sqlite(readers) => Conn::Sqlite(Embedded::Reading(readers.begin()?)),
            Reader::Postgres(pool) => {
                let options = TransactionOptions {
                    isolation_level: Some(IsolationLevel::RepeatableRead),
                    access_mode: Some(AccessMode::ReadOnly),
                    ..Default::default()
                };
                Conn::Postgres(pool.begin_with_options(options).await?)
            }
        };
        Ok(ReadTx::new(conn, self.watch().clone()))
    }

    /// Counts the rows of tables that have grown, so that plans fit them: each night, and after an import.
    ///
    /// Errors: those of the database.
    pub async fn count_rows(&self, stamp: Stamp) -> Result<(), StoreError> {
        self.write(stamp, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            statistics::count(tx).await
        })
        .await?;
        if let Reader::Sqlite(readers) = &self.reading {
            readers.renew();
        }
        Ok(())
    }

    /// Returns what sees the statements that this store runs.
    pub fn watch(&self) -> &Watch {
        self.writer.watch()
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

/// Returns the file of an embedded database.
pub(crate) fn file_of(url: &str) -> Option<&str> {
    let file = url.strip_prefix("sqlite://")?;
    file.split('?').next()
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

//! Opening a database, reading from it, and writing to it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use sqlx::PgPool;
use values::CouncilId;

use crate::{
    At, Entry, NameIndex, ReadTx, Stamp, StoreError, Watch, WriteError, WriteTx, journal,
    migrations, months, names,
    server::{self, Server},
    shown::{Record, Shown},
    sqlite::{self, Embedded, Readers, held},
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

/// How many who were shown wait at most for the journal's table: three megabytes, and a start that reads them in milliseconds.
const MANY_SHOWN: usize = 20_000;

/// How many statements each connection to a server keeps prepared: all that pages and forms send.
const STATEMENTS: usize = 1000;

/// The database of one cell. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    reading: Reader,
    writer: Writer,
    names: Arc<Mutex<HashMap<CouncilId, NamesOf>>>,
    /// Held by whoever brings who was shown into the journal.
    folding: Arc<tokio::sync::Mutex<()>>,
    /// The day on which the tables were last kept in shape.
    tended: Arc<Mutex<Option<NaiveDate>>>,
}

/// The names of one council, once they have been asked for. Whoever builds them holds it.
type NamesOf = Arc<tokio::sync::Mutex<Option<Arc<NameIndex>>>>;

/// What reads begin on.
#[derive(Clone)]
enum Reader {
    Sqlite(Readers, Shown),
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite://FILE` or `postgres://…` and brings its tables up to date.
    ///
    /// Errors: [`StoreError::Database`] when the database cannot be reached or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let names = Arc::default();
        if let Some(file) = file_of(url) {
            make_private(file)?;
            let has_moved = migrations::up_sqlite(file).await?;
            let writing = sqlite::open_writing(file)?;
            statistics::ship(&writing)?;
            if has_moved {
                statistics::count_grown(&writing)?;
            }
            return Ok(Self {
                reading: Reader::Sqlite(Readers::of(file), Shown::beside(file)),
                writer: Writer::grouped(writing, Watch::default()),
                names,
                folding: Arc::default(),
                tended: Arc::default(),
            });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .sqlx_logging(false)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .map_sqlx_postgres_opts(|own| own.statement_cache_capacity(STATEMENTS));
        let mapper = Database::connect(options).await?;
        if migrations::up_postgres(&mapper).await? {
            mapper.execute_unprepared("ANALYZE").await?;
        }
        let pool = mapper.get_postgres_connection_pool().clone();
        Ok(Self {
            reading: Reader::Postgres(pool.clone()),
            writer: Writer::pooled(pool, Watch::default()),
            names,
            folding: Arc::default(),
            tended: Arc::default(),
        })
    }

    /// Returns which database runs.
    pub fn backend(&self) -> Backend {
        self.writer.backend()
    }

    /// Starts a read.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        let conn = match &self.reading {
            Reader::Sqlite(readers, _) => Conn::Sqlite(Embedded::Reading(readers.begin()?)),
            Reader::Postgres(pool) => Conn::Postgres(Server::begin(pool, server::READ).await?),
        };
        Ok(ReadTx::new(conn, self.watch().clone()))
    }

    /// Starts a read of one statement: a server needs no transaction for it. Each further statement would see a state of its own.
    pub fn glance(&self) -> Result<ReadTx, StoreError> {
        let conn = match &self.reading {
            Reader::Sqlite(readers, _) => Conn::Sqlite(Embedded::Reading(readers.begin()?)),
            Reader::Postgres(pool) => Conn::Postgres(Server::Each(pool.clone())),
        };
        Ok(ReadTx::new(conn, self.watch().clone()))
    }

    /// Notes in the journal who was shown, and returns when that is on disk.
    ///
    /// Errors: those of the disk and of the database; then nothing may be shown.
    pub async fn shown(&self, stamp: Stamp, entry: Entry) -> Result<(), StoreError> {
        let shown = match &self.reading {
            Reader::Sqlite(_, shown) => shown,
            Reader::Postgres(_) => {
                // One statement, and so a transaction by itself.
                return WriteTx::new(self.glance()?, stamp).journal(&entry).await;
            }
        };
        let waiting = shown.keep(&stamp, &entry).await?;
        // Whoever brings them in already takes these along.
        if waiting >= MANY_SHOWN && self.folding.try_lock().is_ok() {
            let store = self.clone();
            tokio::spawn(async move {
                if let Err(error) = store.fold_shown().await {
                    tracing::error!(%error, "who was shown could not be brought into the journal");
                }
            });
        }
        Ok(())
    }

    /// Brings who was shown into the table of the journal. To be called before the journal is read, outside any transaction.
    ///
    /// Errors: those of the database, and [`StoreError::Unreadable`] where the files of who was shown are damaged.
    pub async fn fold_shown(&self) -> Result<(), StoreError> {
        let Reader::Sqlite(_, shown) = &self.reading else {
            return Ok(());
        };
        let _turn = self.folding.lock().await;
        let (records, end) = shown.take()?;
        let count = records.len();
        if count == 0 {
            return Ok(());
        }
        self.bring_in(records).await?;
        shown.taken(count, end)
    }

    /// Brings everything that was ever shown into the table of the journal again; what is there stays as it is. Returns how many there are.
    ///
    /// Errors: as [`Store::fold_shown`].
    pub async fn rebuild_shown(&self) -> Result<usize, StoreError> {
        let Reader::Sqlite(_, shown) = &self.reading else {
            return Ok(0);
        };
        let mut count = 0;
        for file in shown.files()? {
            let records = shown.of_file(file)?;
            count += records.len();
            self.bring_in(records).await?;
        }
        Ok(count)
    }

    async fn bring_in(&self, records: Vec<Record>) -> Result<(), StoreError> {
        let Some(first) = records.first() else {
            return Ok(());
        };
        let at = DateTime::<Utc>::from(At(first.at));
        let stamp = Stamp {
            council: first.council.into(),
            by: None,
            about: None,
            at,
            today: at.date_naive(),
            seed: [0; 16],
        };
        self.write(stamp, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            journal::bring_in(tx, &records).await
        })
        .await
    }

    /// Keeps the tables in shape, once a night and after an import: counts the rows of those that have grown, so that plans fit them, and makes
    /// the parts of the journal for the coming months.
    ///
    /// Errors: those of the database.
    pub async fn tend(&self, stamp: Stamp) -> Result<(), StoreError> {
        self.write(stamp, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            months::make_ahead(tx).await?;
            statistics::count(tx).await
        })
        .await?;
        if let Reader::Sqlite(readers, _) = &self.reading {
            readers.renew();
        }
        Ok(())
    }

    /// Does the same unless it has been done today: the tables are every council's, and each council has a night of its own.
    ///
    /// Errors: as [`Store::tend`].
    pub async fn tend_daily(&self, stamp: Stamp) -> Result<(), StoreError> {
        if *held(&self.tended) == Some(stamp.today) {
            return Ok(());
        }
        self.tend(stamp).await?;
        *held(&self.tended) = Some(stamp.today);
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

    /// Returns the index of a council's names at `version` or later, reading what has changed where it is older. Whoever asks meanwhile
    /// waits for it.
    pub async fn names(
        &self,
        council: CouncilId,
        version: i64,
    ) -> Result<Arc<NameIndex>, StoreError> {
        let place = Arc::clone(held(&self.names).entry(council).or_default());
        let mut kept = place.lock().await;
        if let Some(index) = kept.as_ref().filter(|index| index.version() >= version) {
            return Ok(Arc::clone(index));
        }
        let tx = self.read().await?;
        // It stays where it is until the new one is there: a read that fails loses nothing.
        let before = kept.clone().unwrap_or_default();
        let index = Arc::new(names::read(&tx, council, &before).await?);
        *kept = Some(Arc::clone(&index));
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

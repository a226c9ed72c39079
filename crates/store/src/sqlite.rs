//! The database that is embedded: connections to its file, and statements run on them.
//!
//! A statement runs on the thread that asks. Reading a page takes microseconds, less than handing it to another thread and back. A connection
//! is lent to one transaction at a time, and goes back when that ends.

use std::{
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use rusqlite::{
    Connection, Statement as Prepared, StatementStatus, ToSql,
    config::DbConfig,
    types::{ToSqlOutput, Value as Plain},
};
use sea_orm::{Statement, Value};

use crate::{Cost, StoreError, Watch};

/// Reading connections that are kept open while nobody reads. Each keeps its own pages and prepared statements.
const KEPT: usize = 8;

/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 512;

/// The memory for pages of a reading connection, in KiB.
const READING_CACHE: i32 = 8_000;

/// The memory for pages of the writing connection, in KiB.
const WRITING_CACHE: i32 = 16_000;

/// Rows that are looked at to count an index.
const SAMPLE: u32 = 1_000;

/// The embedded database, for reading. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Readers {
    file: Arc<str>,
    idle: Arc<Mutex<Idle>>,
}

/// Connections that nobody uses now.
#[derive(Default)]
struct Idle {
    connections: Vec<Connection>,
    /// How often they have been renewed. One that was lent before the last time is closed when it comes back.
    renewed: u64,
}

impl Readers {
    pub(crate) fn of(file: &str) -> Self {
        Self {
            file: file.into(),
            idle: Arc::default(),
        }
    }

    /// Begins a read on a connection of its own.
    pub(crate) fn begin(&self) -> Result<Reading, StoreError> {
        let (idle, renewed) = {
            let mut idle = held(&self.idle);
            (idle.connections.pop(), idle.renewed)
        };
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = open(&self.file, READING_CACHE)?;
                connection.execute_batch("PRAGMA query_only = 1")?;
                connection
            }
        };
        run(&connection, "BEGIN")?;
        Ok(Reading {
            connection: Some(Mutex::new(connection)),
            renewed,
            idle: Arc::clone(&self.idle),
        })
    }

    /// Closes the connections: new ones know the counts of rows that have been made since.
    pub(crate) fn renew(&self) {
        let mut idle = held(&self.idle);
        idle.renewed += 1;
        idle.connections.clear();
    }
}

/// A connection that reads one state of the database until it is dropped.
pub(crate) struct Reading {
    /// Taken when it is dropped.
    connection: Option<Mutex<Connection>>,
    renewed: u64,
    idle: Arc<Mutex<Idle>>,
}

impl Reading {
    fn connection(&self) -> MutexGuard<'_, Connection> {
        held(self.connection.as_ref().expect("it is taken only in drop"))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take().and_then(|it| it.into_inner().ok()) else {
            return;
        };
        // One that cannot end its transaction is closed instead.
        if run(&connection, "COMMIT").is_ok() {
            let mut idle = held(&self.idle);
            if idle.renewed == self.renewed && idle.connections.len() < KEPT {
                idle.connections.push(connection);
            }
        }
    }
}

/// A connection in use: one that reads, or the one that writes.
pub(crate) enum Embedded {
    Reading(Reading),
    Writing(Arc<Mutex<Connection>>),
}

impl Embedded {
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        match self {
            Self::Reading(reading) => reading.connection(),
            Self::Writing(writing) => held(writing),
        }
    }
}

/// Returns what a mutex holds. Whoever panicked while holding it left it whole: statements end when they are dropped.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Opens the connection that writes, and creates the file where it is missing.
pub(crate) fn open_writing(file: &str) -> Result<Connection, StoreError> {
    open(file, WRITING_CACHE)
}

fn open(file: &str, cache: i32) -> Result<Connection, StoreError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise each new value of a parameter that an index knows statistics of has its statement compiled again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // An acknowledged write must survive a power cut; group commit makes that affordable.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA cache_size = -{cache}; PRAGMA temp_store = MEMORY; \
         PRAGMA analysis_limit = {SAMPLE}"
    ))?;
    Ok(connection)
}

/// Runs a statement without values, of those that begin and end transactions.
pub(crate) fn run(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.raw_execute()?;
    Ok(())
}

/// Runs a statement that changes rows, and returns how many it changed.
pub(crate) fn execute(
    connection: &Connection,
    statement: &Statement,
    watch: &Watch,
) -> Result<u64, StoreError> {
    let mut prepared = connection.prepare_cached(&statement.sql)?;
    bind(&mut prepared, statement)?;
    let changed = prepared.raw_execute()? as u64;
    if watch.is_on() {
        watch.see(statement.clone(), cost(&prepared, 0));
    }
    Ok(changed)
}

/// Runs a statement that reads, and hands over each row.
pub(crate) fn each(
    connection: &Connection,
    statement: &Statement,
    watch: &Watch,
    take: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut prepared = connection.prepare_cached(&statement.sql)?;
    bind(&mut prepared, statement)?;
    let mut rows = prepared.raw_query();
    let mut count = 0;
    while let Some(row) = rows.next()? {
        take(row)?;
        count += 1;
    }
    drop(rows);
    if watch.is_on() {
        watch.see(statement.clone(), cost(&prepared, count));
    }
    Ok(())
}

/// Returns what a statement has cost since it was last asked.
fn cost(prepared: &Prepared<'_>, rows: u64) -> Cost {
    let of = |status| u64::from(prepared.reset_status(status).unsigned_abs());
    Cost {
        rows,
        steps: of(StatementStatus::VmStep),
        scanned: of(StatementStatus::FullscanStep),
        sorts: of(StatementStatus::Sort),
    }
}

fn bind(prepared: &mut Prepared<'_>, statement: &Statement) -> Result<(), StoreError> {
    let values = statement.values.iter().flat_map(|values| &values.0);
    for (place, value) in (1..).zip(values) {
        prepared.raw_bind_parameter(place, column(value)?)?;
    }
    Ok(())
}

/// Returns a value as SQLite keeps it: ids as their bytes, days as text, flags as numbers.
fn column(value: &Value) -> Result<ToSqlOutput<'_>, StoreError> {
    fn some<T: ToSql>(value: &Option<T>) -> Result<ToSqlOutput<'_>, StoreError> {
        Ok(match value {
            Some(value) => value.to_sql()?,
            None => ToSqlOutput::Owned(Plain::Null),
        })
    }
    match value {
        Value::Bool(value) => some(value),
        Value::Int(value) => some(value),
        Value::BigInt(value) => some(value),
        Value::Unsigned(value) => some(value),
        Value::BigUnsigned(Some(value)) => i64::try_from(*value)
            .map(|value| ToSqlOutput::Owned(Plain::Integer(value)))
            .map_err(|_| StoreError::Unreadable(format!("{value} is too large"))),
        Value::Double(value) => some(value),
        Value::String(value) => some(value),
        Value::Bytes(value) => some(value),
        Value::Uuid(value) => some(value),
        Value::ChronoDate(value) => some(value),
        other => Err(StoreError::Unreadable(format!(
            "a value of a kind that no column has: {other:?}"
        ))),
    }
}

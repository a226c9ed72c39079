//! Transactions: one type to read, one to write.

use std::{
    borrow::Borrow,
    ops::{Deref, DerefMut},
};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryTrait, Statement,
    StatementBuilder,
    sea_query::{Expr, Query},
};
use uuid::Uuid;
use values::{AccountId, CouncilId, PersonId};

use crate::{
    Cost, Entry, Execute, Row, Sealed, Stamp, StoreError, Watch, WriteError,
    entities::{council, person},
    journal,
    kept::Asked,
    sealed::Sealable,
    server::Server,
    sqlite::{self, Embedded},
};

/// How many people a statement notes as changed: it holds a limited number of values.
const NAMES: usize = 1000;

/// What a transaction runs on.
pub(crate) enum Conn {
    Sqlite(Embedded),
    Postgres(Server),
}

/// A transaction that reads. It sees one state of the database from its first query to its last.
pub struct ReadTx {
    pub(crate) conn: Conn,
    watch: Watch,
    asked: Asked,
}

impl ReadTx {
    pub(crate) fn new(conn: Conn, watch: Watch) -> Self {
        Self {
            conn,
            watch,
            asked: Asked::default(),
        }
    }

    /// Returns what was asked together.
    pub(crate) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Writes out a statement for the database in use.
    pub(crate) fn build(&self, statement: &impl StatementBuilder) -> Statement {
        self.backend().build(statement)
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match self.conn {
            Conn::Sqlite(_) => DbBackend::Sqlite,
            Conn::Postgres(_) => DbBackend::Postgres,
        }
    }

    /// Runs a statement that reads, and hands over each row.
    pub(crate) async fn each(
        &self,
        statement: Statement,
        take: &mut (dyn FnMut(&mut Row<'_>) -> Result<(), StoreError> + Send),
    ) -> Result<(), StoreError> {
        match &self.conn {
            Conn::Sqlite(embedded) => {
                let connection = embedded.connection();
                sqlite::each(&connection, &statement, &self.watch, &mut |row| {
                    take(&mut Row::sqlite(row))
                })
            }
            Conn::Postgres(server) => {
                self.note(&statement);
                for row in server.rows(statement).await? {
                    take(&mut Row::postgres(&row))?;
                }
                Ok(())
            }
        }
    }

    fn note(&self, statement: &Statement) {
        if self.watch.is_on() {
            self.watch.see(statement.clone(), Cost::default());
        }
    }

    /// Opens a sealed value.
    ///
    /// Errors: [`StoreError::Unreadable`] when the bytes are not of a known format.
    pub fn open<T: Sealable>(&self, sealed: &Sealed<T>) -> Result<T, StoreError> {
        sealed.open()
    }

    /// Opens a sealed value that can be absent.
    pub fn open_some<T: Sealable>(
        &self,
        sealed: &Option<Sealed<T>>,
    ) -> Result<Option<T>, StoreError> {
        sealed.as_ref().map(Sealed::open).transpose()
    }
}

/// Returns how SQLite would run a query, a line for each table, so that a test can check that a list uses its index.
///
/// Errors: [`StoreError::Database`] on PostgreSQL, where the statement differs.
pub async fn explain(tx: &ReadTx, query: &impl QueryTrait) -> Result<Vec<String>, StoreError> {
    let mut statement = query.build(tx.backend());
    statement.sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
    let mut lines = Vec::new();
    tx.each(statement, &mut |row| {
        lines.push(row.named("detail")?);
        Ok(())
    })
    .await?;
    Ok(lines)
}

/// Runs a query on PostgreSQL and returns how it went, a line for each step and what is said of it, so that a test can check which rows it
/// goes through. Indexes are used wherever one fits: a small table would otherwise be read whole.
///
/// Errors: [`StoreError::Database`] on SQLite, where the statement differs.
pub async fn explain_analyze(
    tx: &ReadTx,
    mut statement: Statement,
) -> Result<Vec<String>, StoreError> {
    if let Conn::Postgres(server) = &tx.conn {
        let only_indexes = "SET LOCAL enable_seqscan = off";
        let only_indexes = Statement::from_string(DbBackend::Postgres, only_indexes);
        server.execute(only_indexes).await?;
    }
    statement.sql = format!("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {}", statement.sql);
    let mut lines = Vec::new();
    tx.each(statement, &mut |row| {
        lines.push(row.named("QUERY PLAN")?);
        Ok(())
    })
    .await?;
    Ok(lines)
}

/// A transaction that writes. It also reads, and it must write a journal entry.
pub struct WriteTx {
    read: ReadTx,
    stamp: Stamp,
    ids: u64,
    journalled: bool,
}

impl Deref for WriteTx {
    type Target = ReadTx;

    fn deref(&self) -> &ReadTx {
        &self.read
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.read
    }
}

impl WriteTx {
    pub(crate) fn new(read: ReadTx, stamp: Stamp) -> Self {
        Self {
            read,
            stamp,
            ids: 0,
            journalled: false,
        }
    }

    /// Holds the young person whom alone the write is about, until it ends. On SQLite one writes at a time anyway.
    ///
    /// The row is written and not only locked, so that a serializable write which began before cannot go on with what it has read.
    pub(crate) async fn hold(&self) -> Result<(), StoreError> {
        let (Some(person), Conn::Postgres(_)) = (self.stamp.about, &self.read.conn) else {
            return Ok(());
        };
        let id = person::Column::Id;
        person::change(self.stamp.council)
            .col_expr(id, Expr::col(id))
            .filter(id.eq(Uuid::from(person)))
            .exec_in(self)
            .await?;
        Ok(())
    }

    /// Returns the owner of every row that this write makes.
    pub fn council(&self) -> CouncilId {
        self.stamp.council
    }

    /// Returns the worker who writes, where it is one.
    pub fn by(&self) -> Option<AccountId> {
        self.stamp.by
    }

    /// Returns the worker who writes.
    ///
    /// Errors: [`StoreError::NotByWorker`] where the system, a young person or the holder of a link writes.
    pub fn worker(&self) -> Result<AccountId, StoreError> {
        self.stamp.by.ok_or(StoreError::NotByWorker)
    }

    /// Returns the same as [`WriteTx::by`], as a column takes it.
    pub fn by_id(&self) -> Option<Uuid> {
        self.stamp.by.map(Uuid::from)
    }

    /// Returns when.
    pub fn at(&self) -> DateTime<Utc> {
        self.stamp.at
    }

    /// Returns the day in London on which this happens.
    pub fn today(&self) -> NaiveDate {
        self.stamp.today
    }

    /// Makes the next id of this write. A repeated write makes the same ones.
    pub fn next_id<Id: From<Uuid>>(&mut self) -> Id {
        let id = self.stamp.id(self.ids);
        self.ids += 1;
        id.into()
    }

    /// Seals a value about `subject`, the young person or worker whose key will one day encrypt it.
    pub fn seal<T: Sealable>(&self, _subject: impl Into<Uuid>, value: &T) -> Sealed<T> {
        Sealed::seal(value)
    }

    /// Seals a value that can be absent.
    pub fn seal_some<T: Sealable>(
        &self,
        subject: impl Into<Uuid>,
        value: Option<&T>,
    ) -> Option<Sealed<T>> {
        value.map(|value| self.seal(subject, value))
    }

    /// Writes an entry of the journal.
    pub async fn journal(&mut self, entry: impl Borrow<Entry>) -> Result<(), StoreError> {
        let id = self.next_id();
        journal::write(self, id, &self.stamp, entry.borrow()).await?;
        self.journalled = true;
        Ok(())
    }

    /// Writes many entries of the journal, at most a thousand at once.
    pub async fn journal_all(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = entries.iter().map(|_| self.next_id()).collect();
        journal::write_all(self, &ids, &self.stamp, entries).await?;
        self.journalled |= !entries.is_empty();
        Ok(())
    }

    /// States that this write changes no one's record, so that the journal needs no entry: a used form key, a saved draft.
    pub fn housekeeping(&mut self) {
        self.journalled = true;
    }

    /// Notes that these young people's names, numbers or ids have changed, so that every index of names reads them again.
    pub async fn names_changed(
        &mut self,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), StoreError> {
        self.bump(council::Column::NameVersion).await?;
        let people: Vec<Uuid> = people.into_iter().map(Uuid::from).collect();
        let now = Query::select()
            .column(council::Column::NameVersion)
            .from(council::Entity)
            .and_where(council::Column::CouncilId.eq(Uuid::from(self.council())))
            .to_owned();
        for some in people.chunks(NAMES) {
            person::change(self.council())
                .col_expr(
                    person::Column::NameVersion,
                    Expr::SubQuery(None, Box::new(now.clone().into())),
                )
                .filter(person::Column::Id.is_in(some.iter().copied()))
                .exec_in(self)
                .await?;
        }
        Ok(())
    }

    /// Moves the council's counter of permissions, so that what a signed-in worker can do is read again, and with it the council's
    /// directory of workers, teams, organisations and programmes.
    pub async fn rights_changed(&mut self) -> Result<(), StoreError> {
        self.bump(council::Column::RightsVersion).await
    }

    async fn bump(&mut self, column: council::Column) -> Result<(), StoreError> {
        council::Entity::update_many()
            .col_expr(column, Expr::col(column).add(1))
            .filter(council::Column::CouncilId.eq(Uuid::from(self.council())))
            .exec_in(self)
            .await?;
        Ok(())
    }

    /// Runs a statement that changes rows, and returns how many it changed.
    pub(crate) async fn execute(&self, statement: Statement) -> Result<u64, StoreError> {
        match &self.read.conn {
            Conn::Sqlite(embedded) => {
                sqlite::execute(&embedded.connection(), &statement, &self.read.watch)
            }
            Conn::Postgres(server) => {
                self.read.note(&statement);
                self.read.asked.forget();
                server.execute(statement).await
            }
        }
    }

    /// Ends the transaction: keeps what was written, or undoes everything and returns why.
    pub(crate) async fn finish<T, E: WriteError>(self, outcome: Result<T, E>) -> Result<T, E> {
        let outcome = match outcome {
            Ok(_) if !self.journalled => Err(StoreError::NotJournalled(
                "name an entry or say that it is housekeeping",
            )
            .into()),
            outcome => outcome,
        };
        match self.read.conn {
            Conn::Sqlite(embedded) => {
                let end = if outcome.is_ok() { KEEP } else { UNDO };
                let connection = embedded.connection();
                for statement in end {
                    sqlite::run(&connection, statement)?;
                }
            }
            Conn::Postgres(server) => server.end(outcome.is_ok()).await?,
        }
        outcome
    }
}

/// Begins a write within the transaction of its group.
pub(crate) const BEGIN: &str = "SAVEPOINT one";

const KEEP: &[&str] = &["RELEASE one"];
const UNDO: &[&str] = &["ROLLBACK TO one", "RELEASE one"];

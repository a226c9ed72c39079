//! Transactions: one type to read, one to write.

use std::ops::{Deref, DerefMut};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    QueryTrait, Statement, StatementBuilder, sea_query::Expr,
};
use uuid::Uuid;
use values::{AccountId, CouncilId};

use crate::{
    Entry, Sealed, Stamp, StoreError, WriteError, entities::council, journal, sealed::Sealable,
};

/// A transaction that reads. It sees one state of the database from its first query to its last.
pub struct ReadTx {
    pub(crate) inner: DatabaseTransaction,
}

impl ReadTx {
    /// Returns the connection, for the queries of a slice.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.inner
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

/// Writes out a query for the database in use.
pub fn build(tx: &ReadTx, query: &impl StatementBuilder) -> Statement {
    tx.inner.get_database_backend().build(query)
}

/// Returns how SQLite would run a query, a line for each table, so that a test can check that a list uses its index.
///
/// Errors: [`StoreError::Database`] on PostgreSQL, where the statement differs.
pub async fn explain(tx: &ReadTx, query: &impl QueryTrait) -> Result<Vec<String>, StoreError> {
    let mut statement = query.build(tx.inner.get_database_backend());
    statement.sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
    let lines = tx.inner.query_all_raw(statement).await?;
    lines
        .iter()
        .map(|line| Ok(line.try_get("", "detail")?))
        .collect()
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
    pub(crate) fn new(inner: DatabaseTransaction, stamp: Stamp) -> Self {
        Self {
            read: ReadTx { inner },
            stamp,
            ids: 0,
            journalled: false,
        }
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
    pub async fn journal(&mut self, entry: Entry) -> Result<(), StoreError> {
        let id = self.next_id();
        journal::write(self.read.conn(), id, &self.stamp, &entry).await?;
        self.journalled = true;
        Ok(())
    }

    /// Writes many entries of the journal, at most a thousand at once.
    pub async fn journal_all(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = entries.iter().map(|_| self.next_id()).collect();
        journal::write_all(self.read.conn(), &ids, &self.stamp, entries).await?;
        self.journalled |= !entries.is_empty();
        Ok(())
    }

    /// States that this write changes no one's record, so that the journal needs no entry: a used form key, a saved draft.
    pub fn housekeeping(&mut self) {
        self.journalled = true;
    }

    /// Moves the council's counter of names, so that every index of names is rebuilt.
    pub async fn names_changed(&mut self) -> Result<(), StoreError> {
        self.bump(council::Column::NameVersion).await
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
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Ends the transaction: commits, or rolls back everything and returns why.
    pub(crate) async fn finish<T, E: WriteError>(self, outcome: Result<T, E>) -> Result<T, E> {
        let value = match outcome {
            Ok(value) if self.journalled => value,
            Ok(_) => {
                self.read.inner.rollback().await.map_err(StoreError::from)?;
                return Err(StoreError::NotJournalled(
                    "name an entry or say that it is housekeeping",
                )
                .into());
            }
            Err(error) => {
                self.read.inner.rollback().await.map_err(StoreError::from)?;
                return Err(error);
            }
        };
        self.read.inner.commit().await.map_err(StoreError::from)?;
        Ok(value)
    }
}

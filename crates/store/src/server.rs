//! The server: transactions that begin with one message, and the statements in them.
//!
//! The mapper's own transactions begin with a message for each thing that is said of them, and each takes a way to the server and back.

use std::sync::Arc;

use sea_orm::{DbErr, QueryResult, RuntimeErr, Statement, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};
use tokio::sync::Mutex;

use crate::StoreError;

/// How a read begins: it sees one state of the database.
pub(crate) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// How a write begins that may conflict with any other.
pub(crate) const SERIALIZABLE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";

/// How a write begins that holds the row of the one young person whom it is about.
pub(crate) const COMMITTED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

/// What statements run in.
pub(crate) enum Server {
    /// A transaction.
    Begun(Mutex<Transaction<'static, Postgres>>),
    /// Each statement is a transaction of its own.
    Each(PgPool),
}

impl Server {
    /// Begins a transaction.
    ///
    /// Errors: those of the server.
    pub(crate) async fn begin(pool: &PgPool, how: &'static str) -> Result<Self, StoreError> {
        let transaction = pool.begin_with(how).await.map_err(failed)?;
        Ok(Self::Begun(Mutex::new(transaction)))
    }

    /// Runs a statement that reads, and returns its rows.
    ///
    /// Errors: those of the server.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let query = sqlx::query_with(AssertSqlSafe(statement.sql), values(statement.values));
        let rows = match self {
            Self::Begun(transaction) => query.fetch_all(&mut **transaction.lock().await).await,
            Self::Each(pool) => query.fetch_all(pool).await,
        };
        let rows = rows.map_err(failed)?.into_iter();
        Ok(rows.map(QueryResult::from).collect())
    }

    /// Runs a statement that changes rows, and returns how many it changed.
    ///
    /// Errors: those of the server.
    pub(crate) async fn execute(&self, statement: Statement) -> Result<u64, StoreError> {
        let query = sqlx::query_with(AssertSqlSafe(statement.sql), values(statement.values));
        let done = match self {
            Self::Begun(transaction) => query.execute(&mut **transaction.lock().await).await,
            Self::Each(pool) => query.execute(pool).await,
        };
        Ok(done.map_err(failed)?.rows_affected())
    }

    /// Ends the transaction: keeps what was written, or undoes it.
    ///
    /// Errors: those of the server.
    pub(crate) async fn end(self, keeps: bool) -> Result<(), StoreError> {
        let Self::Begun(transaction) = self else {
            return Ok(());
        };
        let transaction = transaction.into_inner();
        let ended = if keeps {
            transaction.commit().await
        } else {
            transaction.rollback().await
        };
        ended.map_err(failed)
    }
}

fn values(values: Option<Values>) -> SqlxValues {
    SqlxValues(values.unwrap_or_else(|| Values(Vec::new())))
}

fn failed(error: sqlx::Error) -> StoreError {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error))).into()
}

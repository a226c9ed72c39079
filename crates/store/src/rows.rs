//! Queries run in a transaction, and rows read back.
//!
//! Queries are built with the object-relational mapper, once for both databases. What they find is read straight into its type, column by column.

use sea_orm::{
    DbErr, DeleteMany, EntityTrait, Insert, InsertMany, QueryResult, QuerySelect, QueryTrait,
    Select, Statement, StatementBuilder, TryGetable, UpdateMany, UpdateOne,
    sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{At, ReadTx, StoreError, WriteTx};

/// The type of a column, on both databases.
pub trait Column: TryGetable + rusqlite::types::FromSql {}

impl<T: TryGetable + rusqlite::types::FromSql> Column for T {}

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a QueryResult),
}

/// A row that a query found.
pub struct Row<'a> {
    source: Source<'a>,
    next: usize,
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self {
            source: Source::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'a QueryResult) -> Self {
        Self {
            source: Source::Postgres(row),
            next: 0,
        }
    }

    /// Reads the next column.
    ///
    /// Errors: [`StoreError::Unreadable`] where it holds something else, or there is none.
    pub fn take<T: Column>(&mut self) -> Result<T, StoreError> {
        let place = self.next;
        self.next += 1;
        match self.source {
            Source::Sqlite(row) => row.get(place).map_err(unreadable),
            Source::Postgres(row) => row.try_get_by_index(place).map_err(unreadable),
        }
    }

    /// Reads the column of this name.
    ///
    /// Errors: as [`Row::take`].
    pub fn named<T: Column>(&self, name: &str) -> Result<T, StoreError> {
        match self.source {
            Source::Sqlite(row) => row.get(name).map_err(unreadable),
            Source::Postgres(row) => row.try_get("", name).map_err(unreadable),
        }
    }
}

fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

/// A type that a row is read into.
pub trait FromRow: Sized + Send {
    /// Reads a row.
    ///
    /// Errors: [`StoreError::Unreadable`] where a column holds something else.
    fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError>;
}

/// Defines a struct that the rows of a query are read into, by the names of their columns.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $visible:vis struct $name:ident { $($(#[$field_meta:meta])* $field_visible:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $visible struct $name {
            $($(#[$field_meta])* $field_visible $field: $type,)*
        }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row<'_>) -> Result<Self, $crate::StoreError> {
                Ok(Self {
                    $($field: row.named(stringify!($field))?,)*
                })
            }
        }
    };
}

macro_rules! single {
    ($($type:ty),*) => {
        $(impl FromRow for $type {
            fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
                row.take()
            }
        })*
    };
}

single!(Uuid, Option<Uuid>, String, i64, i32, At, chrono::NaiveDate);

macro_rules! tuple {
    ($($type:ident),*) => {
        impl<$($type: Column + Send),*> FromRow for ($($type,)*) {
            fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
                Ok(($(row.take::<$type>()?,)*))
            }
        }
    };
}

tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);
tuple!(A, B, C, D, E);
tuple!(A, B, C, D, E, F);
tuple!(A, B, C, D, E, F, G);
tuple!(A, B, C, D, E, F, G, H);

/// Runs a query that was built by hand, and reads its rows.
pub async fn rows<T: FromRow>(
    tx: &ReadTx,
    query: &impl StatementBuilder,
) -> Result<Vec<T>, StoreError> {
    read(tx, tx.build(query)).await
}

/// Runs a statement in the words of the database in use, where only that database can be asked.
pub async fn rows_of<T: FromRow>(tx: &ReadTx, sql: &str) -> Result<Vec<T>, StoreError> {
    read(tx, Statement::from_string(tx.backend(), sql)).await
}

async fn read<T: FromRow>(tx: &ReadTx, statement: Statement) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    tx.each(statement, &mut |row| {
        found.push(T::from_row(row)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// A query that reads, run in a transaction.
pub trait Fetch: Sized {
    /// What a row of it is, unless something else is asked for.
    type Model: FromRow;

    /// Returns what it finds.
    fn all_in(
        self,
        tx: &ReadTx,
    ) -> impl Future<Output = Result<Vec<Self::Model>, StoreError>> + Send {
        self.rows_in(tx)
    }

    /// Returns the first that it finds.
    fn one_in(
        self,
        tx: &ReadTx,
    ) -> impl Future<Output = Result<Option<Self::Model>, StoreError>> + Send;

    /// Returns what it finds, each row read into `T`.
    fn rows_in<T: FromRow>(
        self,
        tx: &ReadTx,
    ) -> impl Future<Output = Result<Vec<T>, StoreError>> + Send;

    /// Counts what it finds.
    fn count_in(self, tx: &ReadTx) -> impl Future<Output = Result<u64, StoreError>> + Send;
}

impl<E: EntityTrait> Fetch for Select<E>
where
    E::Model: FromRow,
{
    type Model = E::Model;

    async fn one_in(mut self, tx: &ReadTx) -> Result<Option<E::Model>, StoreError> {
        QuerySelect::query(&mut self).limit(1);
        Ok(self.all_in(tx).await?.pop())
    }

    async fn rows_in<T: FromRow>(self, tx: &ReadTx) -> Result<Vec<T>, StoreError> {
        rows(tx, &self.into_query()).await
    }

    async fn count_in(self, tx: &ReadTx) -> Result<u64, StoreError> {
        let found = rows::<i64>(tx, &counted(self.into_query())).await?;
        Ok(found.first().map_or(0, |count| count.unsigned_abs()))
    }
}

/// Returns the query that counts the rows of another.
fn counted(mut query: SelectStatement) -> SelectStatement {
    query.clear_order_by();
    Query::select()
        .expr(Func::count(Expr::col(Asterisk)))
        .from_subquery(query, Alias::new("counted"))
        .to_owned()
}

/// A statement that changes rows, run in a transaction.
pub trait Execute: Sized {
    /// Runs it, and returns how many rows it changed.
    ///
    /// Errors: [`StoreError::Exists`] where a key is taken, and those of the database.
    fn exec_in(self, tx: &WriteTx) -> impl Future<Output = Result<u64, StoreError>> + Send;
}

/// Runs a statement that was built by hand, and returns how many rows it changed.
pub async fn execute(tx: &WriteTx, statement: &impl StatementBuilder) -> Result<u64, StoreError> {
    tx.execute(tx.build(statement)).await
}

macro_rules! executes {
    ($($kind:ident of $of:ident: $bound:path),* $(,)?) => {
        $(impl<$of: $bound> Execute for $kind<$of> {
            fn exec_in(
                self,
                tx: &WriteTx,
            ) -> impl Future<Output = Result<u64, StoreError>> + Send {
                // Written out before it waits: a statement in the making cannot move between threads.
                let statement = tx.build(&self.into_query());
                tx.execute(statement)
            }
        })*
    };
}

executes!(
    UpdateMany of E: EntityTrait,
    DeleteMany of E: EntityTrait,
    Insert of A: sea_orm::ActiveModelTrait,
    InsertMany of A: sea_orm::ActiveModelTrait,
);

/// A row that is not there is an error.
impl<A: sea_orm::ActiveModelTrait> Execute for UpdateOne<A> {
    fn exec_in(self, tx: &WriteTx) -> impl Future<Output = Result<u64, StoreError>> + Send {
        let statement = self.validate().map(|valid| tx.build(&valid.into_query()));
        async {
            let changed = tx.execute(statement?).await?;
            if changed == 0 {
                return Err(DbErr::RecordNotUpdated.into());
            }
            Ok(changed)
        }
    }
}

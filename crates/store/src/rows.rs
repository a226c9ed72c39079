//! Queries run in a transaction, and rows read back.
//!
//! Queries are built with the object-relational mapper, once for both databases. What they find is read straight into its type, column by column.

use chrono::NaiveDate;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use sea_orm::{
    DbErr, DeleteMany, EntityTrait, Insert, InsertMany, QueryResult, QuerySelect, QueryTrait,
    Select, Statement, StatementBuilder, TryGetable, UpdateMany, UpdateOne,
    sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{
    At, ReadTx, Sealable, Sealed, StoreError, WriteTx,
    written::{Fields, Written},
};

/// The type of a column, on both databases.
pub trait Column: TryGetable + FromSql + Written {
    /// Reads a value of the embedded database.
    ///
    /// Errors: those of [`FromSql`].
    fn embedded(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::column_result(value)
    }
}

macro_rules! columns {
    ($($type:ty),* $(,)?) => {
        $(impl Column for $type {})*
    };
}

columns!(
    bool,
    i32,
    i64,
    f64,
    String,
    Vec<u8>,
    Uuid,
    At,
    Option<bool>,
    Option<i32>,
    Option<i64>,
    Option<f64>,
    Option<String>,
    Option<Vec<u8>>,
    Option<Uuid>,
    Option<At>,
);

impl<T: Sealable> Column for Sealed<T> where Self: TryGetable + FromSql {}

impl<T: Sealable> Column for Option<Sealed<T>> where Self: TryGetable + FromSql {}

/// Most rows have several days, all written alike: reading them any way that a day can be written takes longer than all the rest of a row.
impl Column for NaiveDate {
    fn embedded(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_bytes().ok().and_then(day) {
            Some(day) => Ok(day),
            None => Self::column_result(value),
        }
    }
}

impl Column for Option<NaiveDate> {
    fn embedded(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            value => NaiveDate::embedded(value).map(Some),
        }
    }
}

/// Reads `2026-11-20`.
fn day(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |sum: u32, digit| {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
            Some(sum * 10 + u32::from(digit))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a QueryResult),
    Written(&'a Fields),
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

    fn written(fields: &'a Fields) -> Self {
        Self {
            source: Source::Written(fields),
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
            Source::Sqlite(row) => {
                let value = row.get_ref(place).map_err(unreadable)?;
                T::embedded(value).map_err(unreadable)
            }
            Source::Postgres(row) => row.try_get_by_index(place).map_err(unreadable),
            Source::Written(fields) => fields.at(place),
        }
    }

    /// Reads the next column, a text, into something else, without keeping the text.
    ///
    /// Errors: as [`Row::take`].
    pub fn text<T>(&mut self, read: impl FnOnce(&str) -> T) -> Result<T, StoreError> {
        let place = self.next;
        self.next += 1;
        match self.source {
            Source::Sqlite(row) => {
                let value = row.get_ref(place).map_err(unreadable)?;
                value.as_str().map(read).map_err(unreadable)
            }
            Source::Postgres(row) => {
                let value: String = row.try_get_by_index(place).map_err(unreadable)?;
                Ok(read(&value))
            }
            Source::Written(fields) => {
                let value: String = fields.at(place)?;
                Ok(read(&value))
            }
        }
    }

    /// Reads the column of this name. It is quickest where the columns stand in the order in which they are read.
    ///
    /// Errors: as [`Row::take`].
    pub fn named<T: Column>(&mut self, name: &str) -> Result<T, StoreError> {
        match self.source {
            Source::Sqlite(row) => {
                let next = row.as_ref().column_name(self.next);
                let place = match next {
                    Ok(next) if next == name => self.next,
                    _ => row.as_ref().column_index(name).map_err(unreadable)?,
                };
                self.next = place + 1;
                let value = row.get_ref(place).map_err(unreadable)?;
                T::embedded(value).map_err(unreadable)
            }
            Source::Postgres(row) => row.try_get("", name).map_err(unreadable),
            Source::Written(fields) => fields.at(fields.place(name)?),
        }
    }
}

pub(crate) fn unreadable(error: impl std::fmt::Display) -> StoreError {
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
tuple!(A, B, C, D, E, F, G, H, I);

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

pub(crate) async fn read<T: FromRow>(
    tx: &ReadTx,
    statement: Statement,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    tx.each(statement, &mut |row| {
        found.push(T::from_row(row)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Reads rows that the server has written as JSON; nothing where there are none.
pub(crate) fn read_written<T: FromRow>(text: &str) -> Result<Vec<T>, StoreError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Fields> = serde_json::from_str(text).map_err(unreadable)?;
    rows.iter()
        .map(|fields| T::from_row(&mut Row::written(fields)))
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_no_other_way() {
        for text in ["2026-11-20", "0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(day(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for text in [
            "2026-02-30",
            "2026-13-01",
            "2026-1-01",
            "20261-1-01",
            "2026-11-2x",
            "",
        ] {
            assert_eq!(day(text.as_bytes()), None, "{text}");
        }
    }
}

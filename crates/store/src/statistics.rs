//! What the planner of the database knows about how many rows there are.
//!
//! Every index begins with the owner, and without counts SQLite takes any owner's rows for few, so that it picks an index by the order of a list
//! rather than by the young person. A new database therefore begins with the counts of a middling one ([`SHIPPED`]), and tables that have grown
//! are counted each night and after an import. Tables with few rows keep what was shipped: for those any plan is quick, and their own counts
//! would mislead as soon as a list is imported.

use std::collections::HashSet;

use rusqlite::Connection;
use sea_orm::{DbBackend, Statement};

use crate::{StoreError, WriteTx, rows_of};

/// Table, index and counts of a database with three councils and a thousand young people, a line each, as SQLite's `ANALYZE` writes them.
const SHIPPED: &str = include_str!("statistics.tsv");

/// Lists the tables of an embedded database.
const TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";

/// From how many rows on a table's own counts are better than those shipped.
const MANY: u32 = 1_000;

/// Gives the indexes that have no counts those that were shipped.
///
/// Errors: those of the database.
pub(crate) fn ship(connection: &Connection) -> Result<(), StoreError> {
    if has_all(connection)? {
        return Ok(());
    }
    // The first makes the table of counts, and finds nothing to count in it.
    connection.execute_batch("ANALYZE sqlite_schema; BEGIN IMMEDIATE")?;
    {
        let mut insert = connection.prepare(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT ?1, ?2, ?3 \
             WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?2) \
             AND NOT EXISTS (SELECT 1 FROM sqlite_stat1 WHERE idx = ?2)",
        )?;
        for (table, index, counts) in shipped() {
            insert.execute((table, index, counts))?;
        }
    }
    connection.execute_batch("COMMIT; ANALYZE sqlite_schema")?;
    Ok(())
}

/// Returns whether every index that counts are shipped for has some, as at every start but the first and one after a migration.
fn has_all(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1')";
    let has_counts: bool = connection.query_row(sql, (), |row| row.get(0))?;
    if !has_counts {
        return Ok(false);
    }
    let sql = "SELECT idx FROM sqlite_stat1 WHERE idx IS NOT NULL";
    let mut known = connection.prepare(sql)?;
    let known: HashSet<String> = known
        .query_map((), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(shipped().all(|(_, index, _)| known.contains(index)))
}

fn shipped() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    SHIPPED.lines().filter_map(|line| {
        let mut parts = line.split('\t');
        Some((parts.next()?, parts.next()?, parts.next()?))
    })
}

/// Counts the tables that have grown.
pub(crate) async fn count(tx: &WriteTx) -> Result<(), StoreError> {
    if tx.backend() == DbBackend::Postgres {
        tx.execute(Statement::from_string(DbBackend::Postgres, "ANALYZE"))
            .await?;
        return Ok(());
    }
    let tables: Vec<String> = rows_of(tx, TABLES).await?;
    for table in tables {
        let found: Vec<i64> = rows_of(tx, &some(&table)).await?;
        if found == [i64::from(MANY)] {
            let statement = analysed(&table);
            tx.execute(Statement::from_string(DbBackend::Sqlite, statement))
                .await?;
        }
    }
    Ok(())
}

/// Counts the tables of an embedded database that have grown, before anything else uses it: after a migration.
pub(crate) fn count_grown(connection: &Connection) -> Result<(), StoreError> {
    let mut tables = connection.prepare(TABLES)?;
    let tables: Vec<String> = tables
        .query_map((), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        let found: u32 = connection.query_row(&some(&table), (), |row| row.get(0))?;
        if found == MANY {
            connection.execute_batch(&analysed(&table))?;
        }
    }
    Ok(())
}

fn some(table: &str) -> String {
    format!("SELECT COUNT(*) FROM (SELECT 1 FROM \"{table}\" LIMIT {MANY})")
}

fn analysed(table: &str) -> String {
    format!("ANALYZE \"{table}\"")
}

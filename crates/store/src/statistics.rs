//! What the planner of the database knows about how many rows there are.
//!
//! Every index begins with the owner, and without counts SQLite takes any owner's rows for few, so that it picks an index by the order of a list
//! rather than by the young person. A new database therefore begins with the counts of a middling one ([`SHIPPED`]), and tables that have grown
//! are counted each night and after an import. Tables with few rows keep what was shipped: for those any plan is quick, and their own counts
//! would mislead as soon as a list is imported.

use std::collections::HashSet;

use rusqlite::Connection;
use sea_orm::{DbBackend, Statement};

use crate::{StoreError, WriteTx, tx::Conn};

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
    match &tx.conn {
        Conn::Sqlite(embedded) => count_grown(&embedded.connection()),
        Conn::Postgres(_) => {
            let statement = Statement::from_string(DbBackend::Postgres, "ANALYZE");
            tx.execute(statement).await.map(|_| ())
        }
    }
}

/// Counts the tables of an embedded database that have grown.
pub(crate) fn count_grown(connection: &Connection) -> Result<(), StoreError> {
    for table in rows(connection, TABLES, |row| row.get::<_, String>(0))? {
        let found: u32 = connection.query_row(&some(&table), (), |row| row.get(0))?;
        if found == MANY {
            connection.execute_batch(&analysed(&table))?;
        }
    }
    for_the_largest(connection)
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut prepared = connection.prepare(sql)?;
    let found = prepared.query_map((), read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Counts the young people of each council, the largest council's first.
const COUNCILS: &str =
    "SELECT COUNT(*) FROM person GROUP BY council_id ORDER BY COUNT(*) DESC LIMIT 100";

/// Lets plans fit the largest council instead of the average one: in a region with thirty small councils and a large one the average would have the
/// large one's rows gone through one by one.
fn for_the_largest(connection: &Connection) -> Result<(), StoreError> {
    let councils: Vec<i64> = rows(connection, COUNCILS, |row| row.get(0))?;
    let (largest, all) = (
        councils.first().copied().unwrap_or(0),
        councils.iter().sum(),
    );
    let sql = "SELECT idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL";
    let counts: Vec<(String, String)> =
        rows(connection, sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (index, counts) in counts {
        if let Some(fitted) = fitted(&counts, largest, all) {
            let sql = "UPDATE sqlite_stat1 SET stat = ?1 WHERE idx = ?2";
            connection.execute(sql, (fitted, index))?;
        }
    }
    // So that this connection knows them too.
    connection.execute_batch("ANALYZE sqlite_schema")?;
    Ok(())
}

/// Returns the counts of an index whose first column is the council, with as many rows of a council as the largest has. `None` where they fit.
fn fitted(counts: &str, largest: i64, all: i64) -> Option<String> {
    let mut parts: Vec<&str> = counts.split(' ').collect();
    let rows: i64 = parts.first()?.parse().ok()?;
    let of_council: i64 = parts.get(1)?.parse().ok()?;
    let own = (rows * largest).checked_div(all)?;
    if own <= of_council {
        return None;
    }
    let own = own.to_string();
    parts[1] = &own;
    Some(parts.join(" "))
}

fn some(table: &str) -> String {
    format!("SELECT COUNT(*) FROM (SELECT 1 FROM \"{table}\" LIMIT {MANY})")
}

fn analysed(table: &str) -> String {
    format!("ANALYZE \"{table}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_fit_the_largest_council() {
        for (counts, largest, all, fits) in [
            ("120000 1001 1", 53_000, 120_000, Some("120000 53000 1")),
            (
                "360000 1001 3 1",
                53_000,
                120_000,
                Some("360000 159000 3 1"),
            ),
            ("3000 3000 1", 3_000, 3_000, None),
            ("1030 344 28", 0, 0, None),
            ("500", 3_000, 3_000, None),
        ] {
            assert_eq!(fitted(counts, largest, all).as_deref(), fits, "{counts}");
        }
    }
}

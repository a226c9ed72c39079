//! On PostgreSQL, the journal as a part for each month: the newest is small and stays in memory, and an old one is moved or read as a whole.
//! On SQLite who was shown is kept in files of its own, and the table stays as it is.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

use super::m0001_first::journal_lines;
use crate::months;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_journal_by_month"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        // The key of a table in parts holds the column that says which part.
        connection
            .execute_unprepared(
                "ALTER TABLE journal RENAME TO journal_whole; \
                 CREATE TABLE journal (LIKE journal_whole INCLUDING DEFAULTS, PRIMARY KEY (council_id, id, at), \
                 FOREIGN KEY (council_id) REFERENCES council (council_id) ON DELETE RESTRICT) PARTITION BY RANGE (at); \
                 CREATE TABLE journal_rest PARTITION OF journal DEFAULT",
            )
            .await?;
        let row = connection
            .query_one_raw(sea_orm::Statement::from_string(
                DbBackend::Postgres,
                "SELECT (EXTRACT(EPOCH FROM now()) * 1000000)::BIGINT AS now, MIN(at) AS first FROM journal_whole",
            ))
            .await?
            .ok_or_else(|| DbErr::RecordNotFound("no row of counts".into()))?;
        let now: i64 = row.try_get("", "now")?;
        let first: Option<i64> = row.try_get("", "first")?;
        for month in months::between(Ord::min(first.unwrap_or(now), now), now) {
            connection.execute_unprepared(&month.made()).await?;
        }
        connection
            .execute_unprepared(
                "INSERT INTO journal SELECT * FROM journal_whole; DROP TABLE journal_whole",
            )
            .await?;
        super::tables::make(manager, std::iter::empty(), journal_lines::INDEXES.iter()).await
    }
}

//! Indexes by who works with a young person, and by who took on what is due, hold only rows that have somebody: most have no adviser, no partner and
//! no owner. Counted among the others, they made an index by adviser look as if each adviser had a thousand young people, so that it was not used.

use sea_orm::ConnectionTrait;
use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_found_by_whose"
    }
}

/// Table, name of the index, the column that is there, and the columns after it.
const INDEXES: &[(&str, &str, &str, &str)] = &[
    ("person", "person_by_coach_id", "coach_id", ""),
    ("person", "person_by_adviser_id", "adviser_id", ""),
    (
        "person",
        "person_by_social_worker_id",
        "social_worker_id",
        "",
    ),
    ("person", "person_by_team_id", "team_id", ""),
    ("person", "person_by_organisation_id", "organisation_id", ""),
    ("due", "due_by_owner_id_due_on", "owner_id", ", due_on"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for (table, name, column, after) in INDEXES {
            // One statement at a time: a prepared one holds no more.
            connection
                .execute_unprepared(&format!("DROP INDEX {name}"))
                .await?;
            connection
                .execute_unprepared(&format!(
                    "CREATE INDEX {name} ON {table} (council_id, {column}{after}) WHERE {column} IS NOT NULL"
                ))
                .await?;
        }
        Ok(())
    }
}

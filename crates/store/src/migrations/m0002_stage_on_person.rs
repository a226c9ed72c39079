//! The stage that a young person is on, on the young person: a list filters, counts and sorts by one index that holds all it asks about. And
//! stretches found by their young person.

use sea_orm_migration::prelude::*;

use super::tables;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_stage_on_person"
    }
}

/// The columns of the index of lists: what they are filtered by, what they are sorted by, and what lists and scopes compare besides.
const INDEXED: &[&str] = &[
    "council_id",
    "stage_key",
    "next_due_on",
    "id",
    "merged_into_id",
    "stopped_as",
    "coach_id",
    "adviser_id",
    "social_worker_id",
    "team_id",
    "organisation_id",
];

/// Stretches are read young person by young person.
const SPANS: &[tables::IndexOf] = &[
    ("stage_span", &["person_id"], false),
    ("pause_span", &["person_id"], false),
];

/// The column of the open enrolment that becomes each column of the young person.
fn filled(of: &str) -> String {
    format!(
        "(SELECT e.{of} FROM enrolment e WHERE e.council_id = person.council_id AND e.person_id = person.id \
         AND e.ended_on IS NULL ORDER BY e.id DESC LIMIT 1)"
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ColumnDef::new(Alias::new("stage_key"))
                .text()
                .not_null()
                .default("")
                .to_owned(),
            ColumnDef::new(Alias::new("programme_version_id"))
                .uuid()
                .to_owned(),
            ColumnDef::new(Alias::new("paused_on")).date().to_owned(),
        ];
        // One at a time: SQLite adds no two columns at once.
        for column in columns {
            let table = Table::alter()
                .table(Alias::new("person"))
                .add_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        let fill = format!(
            "UPDATE person SET stage_key = COALESCE({}, ''), programme_version_id = {}, paused_on = {}",
            filled("stage_key"),
            filled("programme_version_id"),
            filled("paused_on")
        );
        manager.get_connection().execute_unprepared(&fill).await?;
        let mut index = Index::create();
        index
            .name("person_by_stage_key_next_due_on")
            .table(Alias::new("person"));
        for column in INDEXED {
            index.col(Alias::new(*column));
        }
        manager.create_index(index).await?;
        tables::make(manager, std::iter::empty(), SPANS.iter()).await
    }
}

//! Who is on it when a young person says something that cannot wait, and what a worker has put off.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition, IndexOf,
    Kind::{Day, Id, Moment},
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0017_heard_first"
    }
}

const TABLES: &[Definition] = &[Definition {
    name: "snooze",
    columns: &[
        ("person_id", Id),
        ("account_id", Id),
        ("until_on", Day),
        ("made_at", Moment),
    ],
    points_to: &[],
}];

const INDEXES: &[IndexOf] = &[("snooze", &["account_id"], false)];

/// What was said before cannot wait either.
const KNOWN: [&str; 3] = [
    "UPDATE feeling SET urgent_as = 'help' WHERE wants_help = TRUE",
    "UPDATE feeling SET urgent_as = 'bad' WHERE answer = 'bad'",
    "UPDATE wish SET urgent_as = 'wrote' WHERE kind = 'message'",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["feeling", "wish"] {
            let urgent_as = ColumnDef::new(Alias::new("urgent_as"))
                .text()
                .not_null()
                .default("")
                .to_owned();
            let columns = [
                urgent_as,
                ColumnDef::new(Alias::new("taken_at"))
                    .big_integer()
                    .to_owned(),
                ColumnDef::new(Alias::new("taken_by")).uuid().to_owned(),
            ];
            // SQLite adds one column at a time.
            for column in columns {
                let change = Table::alter()
                    .table(Alias::new(table))
                    .add_column(column)
                    .to_owned();
                manager.alter_table(change).await?;
            }
        }
        let connection = manager.get_connection();
        for change in KNOWN {
            connection.execute_unprepared(change).await?;
        }
        tables::make(manager, TABLES.iter(), INDEXES.iter()).await
    }
}

//! The rhythm of contact that was agreed with one young person: why, from when, until when, and what was agreed before.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition, IndexOf,
    Kind::{DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0008_own_rhythm"
    }
}

const TABLES: &[Definition] = &[Definition {
    name: "rhythm",
    columns: &[
        ("enrolment_id", Id),
        ("person_id", Id),
        ("every", Text),
        ("reason", Sealed),
        ("until_on", DayOrNone),
        ("made_at", Moment),
        ("made_by", IdOrNone),
        ("ended_at", MomentOrNone),
        ("ended_by", IdOrNone),
    ],
    points_to: &[],
}];

const INDEXES: &[IndexOf] = &[("rhythm", &["enrolment_id"], false)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("enrolment"))
            .add_column(ColumnDef::new(Alias::new("cadence_until")).date())
            .to_owned();
        manager.alter_table(table).await?;
        tables::make(manager, TABLES.iter(), INDEXES.iter()).await
    }
}

//! What keeps anybody from falling between: the day on which a pause is looked at again, and the coach whom a colleague proposes.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition, IndexOf,
    Kind::{Id, IdOrNone, Moment, MomentOrNone},
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_nobody_between"
    }
}

const TABLES: &[Definition] = &[Definition {
    name: "coach_proposal",
    columns: &[
        ("person_id", Id),
        ("coach_id", Id),
        ("made_at", Moment),
        ("made_by", IdOrNone),
        ("settled_at", MomentOrNone),
        ("settled_by", IdOrNone),
    ],
    points_to: &[],
}];

const INDEXES: &[IndexOf] = &[("coach_proposal", &["person_id"], false)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("pause_span"))
            .add_column(ColumnDef::new(Alias::new("review_on")).date())
            .to_owned();
        manager.alter_table(table).await?;
        tables::make(manager, TABLES.iter(), INDEXES.iter()).await
    }
}

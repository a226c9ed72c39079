//! What partners do: they are told of whom is put forward to them, and propose the next stage.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition, IndexOf,
    Kind::{Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_partners_act"
    }
}

const TABLES: &[Definition] = &[Definition {
    name: "stage_proposal",
    columns: &[
        ("person_id", Id),
        ("stage_key", Text),
        ("reason", Sealed),
        ("made_at", Moment),
        ("made_by", IdOrNone),
        ("settled_at", MomentOrNone),
        ("settled_by", IdOrNone),
        ("outcome", Text),
        ("answer", Sealed),
    ],
    points_to: &[],
}];

const INDEXES: &[IndexOf] = &[
    ("stage_proposal", &["person_id"], false),
    ("onward_referral", &["organisation_id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("onward_referral"))
            .add_column(ColumnDef::new(Alias::new("organisation_id")).uuid())
            .to_owned();
        manager.alter_table(table).await?;
        tables::make(manager, TABLES.iter(), INDEXES.iter()).await
    }
}

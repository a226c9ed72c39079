//! Better-off calculations: what is left after rent, now and in work.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, Id, Moment, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[Definition {
    name: "calculation",
    columns: &[
        ("person_id", Id),
        ("opportunity_id", Id),
        ("offer", Sealed),
        ("fields", Sealed),
        ("outcome", Sealed),
        ("parameters", Text),
        ("asked_on", Day),
        ("made_at", Moment),
        ("made_by", Id),
    ],
    points_to: &[("person_id", "person")],
}];

const INDEXES: &[tables::IndexOf] = &[("calculation", &["person_id"], false)];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}

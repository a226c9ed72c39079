//! Drop-ins: hours at which a worker is at a place, every week. Messages are found by their state.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Id, Moment, Number, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const COLUMNS: &[tables::ColumnsOf] = &[("appointment", &[("drop_in_id", Id)])];

const TABLES: &[Definition] = &[Definition {
    name: "drop_in",
    columns: &[
        ("worker_id", Id),
        ("place", Text),
        ("offers", Text),
        ("weekday", Number),
        ("begins", Text),
        ("ends", Text),
        ("from_on", Day),
        ("until_on", DayOrNone),
        ("made_at", Moment),
        ("made_by", Id),
    ],
    points_to: &[("worker_id", "account")],
}];

const INDEXES: &[tables::IndexOf] = &[
    ("drop_in", &["worker_id"], false),
    ("appointment", &["drop_in_id", "held_on"], false),
    ("message", &["state"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::widen(manager, COLUMNS).await?;
        tables::make(manager, TABLES, INDEXES).await
    }
}

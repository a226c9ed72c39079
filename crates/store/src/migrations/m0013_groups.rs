//! Money for groups: requests to a fund for an activity, for no single young person.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Id, Long, Moment, Text},
};

/// The activity that a voucher was for, and the day on which a calculation was removed.
const WIDER: &[tables::ColumnsOf] = &[
    ("fund_request", &[("activity_id", Id)]),
    ("calculation", &[("removed_on", DayOrNone)]),
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[Definition {
    name: "group_request",
    columns: &[
        ("fund_id", Id),
        ("activity_id", Id),
        ("item", Text),
        ("pence", Long),
        ("made_on", Day),
        ("decided_on", DayOrNone),
        ("decided_as", Text),
        ("decided_by", Id),
        ("answer", Text),
        ("fund_year_id", Id),
        ("returned_pence", Long),
        ("receipt_id", Id),
        ("receipt_on", DayOrNone),
        ("made_at", Moment),
        ("made_by", Id),
    ],
    points_to: &[("fund_id", "fund"), ("activity_id", "activity")],
}];

const INDEXES: &[tables::IndexOf] = &[
    ("group_request", &["fund_id"], false),
    ("group_request", &["activity_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::widen(manager, WIDER).await?;
        tables::make(manager, TABLES, INDEXES).await
    }
}

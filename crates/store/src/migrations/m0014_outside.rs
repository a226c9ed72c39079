//! What keeps outsiders out: access changes that wait for a second person, expiry of links and calendar links, and column matches of lists.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{DayOrNone, Id, Moment, MomentOrNone, Number, Sealed, Text},
};

/// How a list is read, when a calendar link was last read, and how long and how often a link can refer.
const WIDER: &[tables::ColumnsOf] = &[
    ("import_run", &[("options", Text)]),
    ("calendar_feed", &[("used_at", MomentOrNone)]),
    (
        "referral_link",
        &[
            ("expires_on", DayOrNone),
            ("most", Number),
            ("used", Number),
        ],
    ),
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "column_match",
        columns: &[
            ("list", Text),
            ("source", Text),
            ("heading", Text),
            ("column_name", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[],
    },
    Definition {
        name: "standing_change",
        columns: &[
            ("account_id", Id),
            ("kind", Text),
            ("roles", Text),
            ("email", Sealed),
            ("email_hash", Text),
            ("asked_at", Moment),
            ("asked_by", Id),
            ("settles_at", MomentOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
            ("ended_as", Text),
        ],
        points_to: &[("account_id", "account")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("column_match", &["list", "source"], false),
    ("standing_change", &["account_id"], false),
    ("standing_change", &["asked_at"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::widen(manager, WIDER).await?;
        tables::make(manager, TABLES, INDEXES).await
    }
}

//! Managers at employers who are invited to a forum of their own.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, Text},
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0015_managers_forum"
    }
}

const TABLES: &[Definition] = &[Definition {
    name: "manager_guest",
    columns: &[
        ("activity_id", Id),
        ("employer_id", Id),
        ("contact_id", Id),
        ("invited_on", Day),
        ("came", Text),
        ("made_at", Moment),
        ("made_by", IdOrNone),
    ],
    points_to: &[],
}];

const INDEXES: &[IndexOf] = &[("manager_guest", &["activity_id", "contact_id"], true)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES.iter(), INDEXES.iter()).await
    }
}

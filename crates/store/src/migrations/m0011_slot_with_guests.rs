//! The day and hour given by an employer that an activity is about.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_slot_with_guests"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("activity"))
            .add_column(ColumnDef::new(Alias::new("slot_request_id")).uuid())
            .to_owned();
        manager.alter_table(table).await
    }
}

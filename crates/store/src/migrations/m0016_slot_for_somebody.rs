//! For whom a day and hour was asked of employers, where it was for somebody. Employers are not told.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0016_slot_for_somebody"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("slot_request"))
            .add_column(ColumnDef::new(Alias::new("person_id")).uuid())
            .to_owned();
        manager.alter_table(table).await
    }
}

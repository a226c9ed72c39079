//! The activity by coming to which a step of a plan is done.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_step_by_coming"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("step"))
            .add_column(ColumnDef::new(Alias::new("activity_id")).uuid())
            .to_owned();
        manager.alter_table(table).await
    }
}

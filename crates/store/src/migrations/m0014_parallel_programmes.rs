//! Who works with a young person in one programme, where they are on more than one.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_parallel_programmes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table(Alias::new("enrolment"))
            .add_column(ColumnDef::new(Alias::new("lead_id")).uuid())
            .to_owned();
        manager.alter_table(table).await
    }
}

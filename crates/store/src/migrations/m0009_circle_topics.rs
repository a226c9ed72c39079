//! What somebody around a young person is told by itself: the topics that the young person agreed to.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_circle_topics"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new(Alias::new("topics"))
            .text()
            .not_null()
            .default("")
            .to_owned();
        let table = Table::alter()
            .table(Alias::new("circle_member"))
            .add_column(column)
            .to_owned();
        manager.alter_table(table).await
    }
}

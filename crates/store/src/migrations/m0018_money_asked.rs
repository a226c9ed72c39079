//! What a young person asks money for, how much, and a photo of it.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_money_asked"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let purpose = ColumnDef::new(Alias::new("purpose"))
            .text()
            .not_null()
            .default("")
            .to_owned();
        let columns = [
            purpose,
            ColumnDef::new(Alias::new("pence")).big_integer().to_owned(),
            ColumnDef::new(Alias::new("photo_id")).uuid().to_owned(),
        ];
        // SQLite adds one column at a time.
        for column in columns {
            let change = Table::alter()
                .table(Alias::new("wish"))
                .add_column(column)
                .to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }
}

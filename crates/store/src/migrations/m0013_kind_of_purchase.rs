//! What each request to a fund buys. A fund pays for more than one kind of thing, so its own kind says too little.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_kind_of_purchase"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("purpose"));
        column.text().not_null().default("");
        let table = Table::alter()
            .table(Alias::new("fund_request"))
            .add_column(column)
            .to_owned();
        manager.alter_table(table).await
    }
}

//! Which change of the council's names a young person's own belong to, so that the index of names reads again only those that have changed.

use sea_orm_migration::prelude::*;

use super::tables;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_name_version"
    }
}

const INDEXES: &[tables::IndexOf] = &[("person", &["name_version"], false)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("name_version"));
        column.big_integer().not_null().default(0);
        let table = Table::alter()
            .table(Alias::new("person"))
            .add_column(column)
            .to_owned();
        manager.alter_table(table).await?;
        tables::make(manager, std::iter::empty(), INDEXES.iter()).await
    }
}

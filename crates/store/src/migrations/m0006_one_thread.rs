//! What joins one act to the next: the dates of a series, the contact that coming to an activity is, whether they were told of it, the day an employer promised however often
//! someone asks again, and the workplace that was agreed.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_one_thread"
    }
}

fn text(name: &str) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    column.text().not_null().default("");
    column
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let id = |name: &str| ColumnDef::new(Alias::new(name)).uuid().to_owned();
        let columns = [
            ("activity", id("series_id")),
            ("activity", text("led_by")),
            ("activity_guest", {
                let mut column = ColumnDef::new(Alias::new("is_told"));
                column.boolean().not_null().default(false).to_owned()
            }),
            ("contact", id("activity_id")),
            (
                "application",
                ColumnDef::new(Alias::new("promised_on")).date().to_owned(),
            ),
            ("work_placement", text("place")),
        ];
        for (table, column) in columns {
            let table = Table::alter()
                .table(Alias::new(table))
                .add_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        // Until now the day on which somebody acts and the day that the employer promised were one.
        let fill = "UPDATE application SET promised_on = due_on WHERE waits_for = 'employer' AND ended_on IS NULL";
        manager.get_connection().execute_unprepared(fill).await?;
        // Whoever was invited before was told by their worker, as far as anyone knows.
        let told = Query::update()
            .table(Alias::new("activity_guest"))
            .value(Alias::new("is_told"), true)
            .to_owned();
        manager.exec_stmt(told).await?;
        Ok(())
    }
}

//! Tables and indexes as written out in migrations.

use sea_orm_migration::{
    prelude::*,
    sea_orm::DbBackend,
    sea_query::{ForeignKeyAction, TableCreateStatement},
};

/// A column's type. Those that end in `OrNone` are NULL for what has not happened yet, or is not known.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Id,
    Text,
    Sealed,
    Moment,
    MomentOrNone,
    Day,
    DayOrNone,
    Number,
    Long,
    Flag,
}

use Kind::{Day, DayOrNone, Flag, Id, Long, Moment, MomentOrNone, Number, Sealed, Text};

/// A table: its name, its columns besides the key, and the tables that its columns point to.
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    /// Column and table: `(council_id, column)` is a row of that table.
    pub(super) points_to: &'static [(&'static str, &'static str)],
}

/// An index: table, columns after the owner, and whether it is unique.
pub(super) type IndexOf = (&'static str, &'static [&'static str], bool);

/// Columns added to a table.
pub(super) type ColumnsOf = (&'static str, &'static [(&'static str, Kind)]);

/// Adds columns to tables. In existing rows they are empty: an empty text, 0, or the nil id.
pub(super) async fn widen(schema: &SchemaManager<'_>, tables: &[ColumnsOf]) -> Result<(), DbErr> {
    let nothing = match schema.get_database_backend() {
        DbBackend::Sqlite => "x'00000000000000000000000000000000'",
        _ => "'00000000-0000-0000-0000-000000000000'::uuid",
    };
    for (table, columns) in tables {
        for (name, kind) in *columns {
            let mut column = column(name, *kind);
            match kind {
                Text => column.default(""),
                Number | Long => column.default(0),
                Flag => column.default(false),
                Id => column.default(Expr::cust(nothing)),
                MomentOrNone | DayOrNone => &mut column,
                Sealed | Moment | Day => {
                    return Err(DbErr::Custom(format!(
                        "{table}.{name} has no value to begin with"
                    )));
                }
            };
            // SQLite takes one column at a time.
            let alter = Table::alter()
                .table(Alias::new(*table))
                .add_column(column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
    }
    Ok(())
}

/// Makes tables, each after those that it points to, and then their indexes.
pub(super) async fn make(
    schema: &SchemaManager<'_>,
    tables: &[Definition],
    indexes: &[IndexOf],
) -> Result<(), DbErr> {
    for definition in tables {
        schema.create_table(table(definition)).await?;
    }
    for (table, columns, unique) in indexes {
        let mut index = Index::create();
        index
            .name(format!("{table}_by_{}", columns.join("_")))
            .table(Alias::new(*table))
            .col(Alias::new("council_id"));
        for column in *columns {
            index.col(Alias::new(*column));
        }
        if *unique {
            index.unique();
        }
        schema.create_index(index).await?;
    }
    Ok(())
}

fn column(name: &'static str, kind: Kind) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match kind {
        Id => column.uuid(),
        Text => column.text(),
        Sealed => column.blob(),
        Moment | MomentOrNone | Long => column.big_integer(),
        Day | DayOrNone => column.date(),
        Number => column.integer(),
        Flag => column.boolean(),
    };
    if !matches!(kind, MomentOrNone | DayOrNone) {
        column.not_null();
    }
    column
}

fn table(definition: &Definition) -> TableCreateStatement {
    let mut create = Table::create();
    create.table(Alias::new(definition.name));
    create.col(column("council_id", Id)).col(column("id", Id));
    for (name, kind) in definition.columns {
        create.col(column(name, *kind));
    }
    create.primary_key(
        Index::create()
            .col(Alias::new("council_id"))
            .col(Alias::new("id")),
    );
    create.foreign_key(
        ForeignKey::create()
            .from(Alias::new(definition.name), Alias::new("council_id"))
            .to(Alias::new("council"), Alias::new("council_id"))
            .on_delete(ForeignKeyAction::Restrict),
    );
    for (name, target) in definition.points_to {
        create.foreign_key(
            ForeignKey::create()
                .from(
                    Alias::new(definition.name),
                    (Alias::new("council_id"), Alias::new(*name)),
                )
                .to(
                    Alias::new(*target),
                    (Alias::new("council_id"), Alias::new("id")),
                )
                .on_delete(ForeignKeyAction::Restrict),
        );
    }
    create
}

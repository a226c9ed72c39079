//! Tables and indexes as written out in migrations.

use sea_orm_migration::{
    prelude::*,
    sea_query::{ForeignKeyAction, TableCreateStatement},
};

/// A column's type. Those that end in `OrNone` are NULL for what has not happened yet, or is not known.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Id,
    IdOrNone,
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

use Kind::{Day, DayOrNone, Flag, Id, IdOrNone, Long, Moment, MomentOrNone, Number, Sealed, Text};

/// A table: its name, its columns besides the key, and the tables that its columns point to.
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    /// Column and table: `(council_id, column)` is a row of that table.
    pub(super) points_to: &'static [(&'static str, &'static str)],
}

/// An index: table, columns after the owner, and whether it is unique.
pub(super) type IndexOf = (&'static str, &'static [&'static str], bool);

/// Makes tables, each after those that it points to, and then their indexes.
pub(super) async fn make(
    schema: &SchemaManager<'_>,
    tables: impl Iterator<Item = &'static Definition>,
    indexes: impl Iterator<Item = &'static IndexOf>,
) -> Result<(), DbErr> {
    let mut left: Vec<&Definition> = tables.collect();
    let mut made: Vec<&str> = Vec::new();
    while !left.is_empty() {
        let is_next = |one: &&Definition| {
            let targets = one.points_to.iter().map(|(_, target)| *target);
            let mut targets = targets.filter(|target| *target != one.name);
            targets.all(|target| made.contains(&target))
        };
        let (next, later): (Vec<_>, Vec<_>) = left.into_iter().partition(is_next);
        if next.is_empty() {
            let names: Vec<&str> = later.iter().map(|one| one.name).collect();
            let message = format!("these tables point to each other: {}", names.join(", "));
            return Err(DbErr::Custom(message));
        }
        for definition in next {
            schema.create_table(table(definition)).await?;
            made.push(definition.name);
        }
        left = later;
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
        Id | IdOrNone => column.uuid(),
        Text => column.text(),
        Sealed => column.blob(),
        Moment | MomentOrNone | Long => column.big_integer(),
        Day | DayOrNone => column.date(),
        Number => column.integer(),
        Flag => column.boolean(),
    };
    if !matches!(kind, IdOrNone | MomentOrNone | DayOrNone) {
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

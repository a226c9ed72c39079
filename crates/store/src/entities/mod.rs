//! The tables, one module each. A row's key is `(council_id, id)`.
//!
//! Each module says in one word what is done with an owner's rows: `of`, `find`, `change`, `remove`, `row`, `insert`. Whose rows they are is
//! asked there and nowhere else, so that no query forgets it.
//!
//! Columns that end in `_at` are moments that have happened, `_on` London dates, `_by` accounts. A column of ids that
//! may be empty is NULL where it is: for `_by`, where the system, a young person or the holder of a link acted.

#![expect(
    missing_docs,
    reason = "a column's name says what it holds; what is not said by it stands beside the column"
)]

use sea_orm::{ActiveModelTrait, EntityTrait, Iterable};
use uuid::Uuid;

use crate::{Execute, StoreError, WriteTx};

/// What a table's definition uses.
mod columns {
    pub(super) use super::{NewRow, insert_rows};
    pub(super) use crate::{At, Execute, FromRow, Row, Sealed, StoreError, WriteTx};
    pub(super) use chrono::NaiveDate;
    pub(super) use sea_orm::{DeleteMany, QueryFilter, Set, UpdateMany, entity::prelude::*};
}

/// A row to insert into some table.
pub trait NewRow {
    /// The row as the database takes it.
    type Row: ActiveModelTrait;

    /// Returns the row as one of an owner's.
    fn of(self, owner: Uuid) -> Self::Row;
}

/// The most values in one statement; SQLite takes 32,766 and PostgreSQL 65,535.
const VALUES: usize = 30_000;

/// The most rows in one statement.
const ROWS: usize = 500;

/// Inserts rows of the transaction's owner, as many at a time as a statement may hold.
///
/// Errors: [`StoreError::Exists`] where a key is taken, and those of the database.
pub async fn insert_rows<N: NewRow>(
    tx: &WriteTx,
    new: impl IntoIterator<Item = N>,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    let columns = <<N::Row as ActiveModelTrait>::Entity as EntityTrait>::Column::iter().count();
    let at_once = ROWS.min(VALUES / columns);
    let mut rows = new.into_iter().map(|one| one.of(owner)).fuse();
    loop {
        let some: Vec<N::Row> = rows.by_ref().take(at_once).collect();
        if some.is_empty() {
            return Ok(());
        }
        <N::Row as ActiveModelTrait>::Entity::insert_many(some)
            .exec_in(tx)
            .await?;
    }
}

macro_rules! entity {
    ($(#[$doc:meta])* $module:ident, $table:literal, { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        pub mod $module {
            use crate::entities::columns::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub council_id: Uuid,
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                $($(#[$field_doc])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl FromRow for Model {
                fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
                    Ok(Self {
                        council_id: row.take()?,
                        id: row.take()?,
                        $($field: row.take()?,)*
                    })
                }
            }

            /// A row to insert. Whose it is comes from the transaction.
            #[derive(Clone, Debug, PartialEq)]
            pub struct New {
                pub id: Uuid,
                $($(#[$field_doc])* pub $field: $type,)*
            }

            impl NewRow for New {
                type Row = ActiveModel;

                fn of(self, owner: Uuid) -> ActiveModel {
                    ActiveModel {
                        council_id: Set(owner),
                        id: Set(self.id),
                        $($field: Set(self.$field),)*
                    }
                }
            }

            /// Begins to look through an owner's rows.
            pub fn of(owner: impl Into<Uuid>) -> Select<Entity> {
                Entity::find().filter(Column::CouncilId.eq(owner.into()))
            }

            /// Returns the condition that a row is an owner's, for a join or a part of another condition.
            pub fn owned(owner: impl Into<Uuid>) -> sea_orm::sea_query::SimpleExpr {
                Column::CouncilId.eq(owner.into())
            }

            /// Begins to look for one row of an owner's.
            pub fn find(owner: impl Into<Uuid>, id: impl Into<Uuid>) -> Select<Entity> {
                Entity::find_by_id((owner.into(), id.into()))
            }

            /// Begins to change rows of an owner's.
            pub fn change(owner: impl Into<Uuid>) -> UpdateMany<Entity> {
                Entity::update_many().filter(Column::CouncilId.eq(owner.into()))
            }

            /// Begins to remove rows of an owner's.
            pub fn remove(owner: impl Into<Uuid>) -> DeleteMany<Entity> {
                Entity::delete_many().filter(Column::CouncilId.eq(owner.into()))
            }

            /// Returns a row of which only the key is known, to set what changes.
            pub fn row(owner: impl Into<Uuid>, id: impl Into<Uuid>) -> ActiveModel {
                ActiveModel {
                    council_id: Set(owner.into()),
                    id: Set(id.into()),
                    ..Default::default()
                }
            }

            /// Inserts a row of the transaction's owner.
            ///
            /// Errors: [`StoreError::Exists`] where a key is taken, and those of the database.
            pub async fn insert(tx: &mut WriteTx, new: New) -> Result<(), StoreError> {
                let row = new.of(tx.council().into());
                Entity::insert(row).exec_in(tx).await?;
                Ok(())
            }

            /// Inserts rows of the transaction's owner; nothing where there are none.
            ///
            /// Errors: as [`insert`].
            pub async fn insert_all(
                tx: &mut WriteTx,
                new: impl IntoIterator<Item = New>,
            ) -> Result<(), StoreError> {
                insert_rows(tx, new).await
            }

            /// Inserts a row of the transaction's owner, some columns of which were set elsewhere.
            ///
            /// Errors: as [`insert`].
            pub async fn insert_row(tx: &mut WriteTx, row: ActiveModel) -> Result<(), StoreError> {
                let row = ActiveModel { council_id: Set(tx.council().into()), ..row };
                Entity::insert(row).exec_in(tx).await?;
                Ok(())
            }
        }
    };
}

mod accounts;
mod activities;
mod applications;
mod appointments;
mod assessments;
mod better_off;
mod commitments;
mod concerns;
mod contacts;
mod councils;
mod due_dates;
mod employers;
mod enrolments;
mod files;
mod forms;
mod funds;
mod imports;
mod journal_lines;
mod links;
mod mentors;
mod messages;
mod opportunities;
mod organisations;
mod own_pages;
mod particulars;
mod people;
mod plans;
mod pledges;
mod programmes;
mod queue;
mod referrals;
mod requests;
mod silence;
mod snoozes;
mod wishes;
mod work_placements;

pub use accounts::*;
pub use activities::*;
pub use applications::*;
pub use appointments::*;
pub use assessments::*;
pub use better_off::*;
pub use commitments::*;
pub use concerns::*;
pub use contacts::*;
pub use councils::*;
pub use due_dates::*;
pub use employers::*;
pub use enrolments::*;
pub use files::*;
pub use forms::*;
pub use funds::*;
pub use imports::*;
pub use journal_lines::*;
pub use links::*;
pub use mentors::*;
pub use messages::*;
pub use opportunities::*;
pub use organisations::*;
pub use own_pages::*;
pub use particulars::*;
pub use people::*;
pub use plans::*;
pub use pledges::*;
pub use programmes::*;
pub use queue::*;
pub use referrals::*;
pub use requests::*;
pub use silence::*;
pub use snoozes::*;
pub use wishes::*;
pub use work_placements::*;

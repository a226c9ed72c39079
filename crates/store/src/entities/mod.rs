//! The tables, one module each. A row's key is `(council_id, id)`.
//!
//! Columns that end in `_at` are moments that have happened, `_on` London dates, `_by` accounts. A column of ids that may be empty holds
//! the nil id instead of NULL, so that a policy's comparison means the same in SQL.

#![expect(
    missing_docs,
    reason = "a column's name says what it holds; what is not said by it stands beside the column"
)]

/// What a table's definition uses.
mod columns {
    pub(super) use crate::{At, Sealed};
    pub(super) use chrono::NaiveDate;
    pub(super) use sea_orm::entity::prelude::*;
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
        }
    };
}

mod accounts;
mod activities;
mod better_off;
mod day;
mod employers;
mod house;
mod matches;
mod mentors_and_requests;
mod money;
mod opportunities;
mod pathway;
mod people;
mod work;
mod work_placements;

pub use accounts::*;
pub use activities::*;
pub use better_off::*;
pub use day::*;
pub use employers::*;
pub use house::*;
pub use matches::*;
pub use mentors_and_requests::*;
pub use money::*;
pub use opportunities::*;
pub use pathway::*;
pub use people::*;
pub use work::*;
pub use work_placements::*;

//! Councils and networks, which own every other row.

/// An owner of rows: a council, or a network with no young people. Its id is its own owner.
pub mod council {
    use crate::{At, FromRow, Row, StoreError};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub council_id: Uuid,
        pub name: String,
        /// Moves when what someone can do changes, or a worker, team, organisation or programme that pages name.
        pub rights_version: i64,
        /// Moves when a young person's name, number or external id changes.
        pub name_version: i64,
        pub made_at: At,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl FromRow for Model {
        fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
            Ok(Self {
                council_id: row.take()?,
                name: row.take()?,
                rights_version: row.take()?,
                name_version: row.take()?,
                made_at: row.take()?,
            })
        }
    }
}

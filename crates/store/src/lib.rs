//! The only crate that knows which database runs: entities, migrations, transactions, the journal, sealed values, names, files.
//!
//! A reader gets a [`ReadTx`], a writer a [`WriteTx`]; a query that changes something needs the second, so that a page cannot
//! write by accident. A write is a closure that can run twice: ids and time come from its [`Stamp`], and nothing is sent inside.
//!
//! Absent on purpose: rules, pages, and knowledge of which route asked.

mod connection;
pub mod entities;
mod error;
pub mod files;
mod journal;
mod kept;
pub mod migrations;
mod months;
mod names;
mod rows;
mod scope;
mod sealed;
mod server;
mod shown;
mod sqlite;
mod stamp;
mod statistics;
mod tx;
mod watch;
mod writer;
mod written;

pub use connection::{Backend, Store};
pub use error::{StoreError, WriteError};
pub use journal::{Entry, names_subject, read_entry};
pub use kept::{About, KeptQuery, Together};
pub use names::{NameHit, NameIndex, Place};
pub use rows::{Column, Execute, Fetch, FromRow, Row, execute, rows, rows_of};
pub use scope::{InScope, Scoped, condition};
pub use sealed::{Sealable, Sealed};
pub use stamp::{At, Stamp};
pub use tx::{ReadTx, WriteTx, explain, explain_analyze};
pub use values::text::fold;
pub use watch::{Cost, Seen, Watch};
pub use writer::Act;
pub use written::Written;

/// What a slice's queries need of the object-relational mapper.
pub mod orm {
    // The derive for query results names the crate.
    pub use sea_orm;
    pub use sea_orm::{
        ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
        ExprTrait, FromQueryResult, IntoActiveModel, JoinType, NotSet, Order, PaginatorTrait,
        QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select, Set, Unchanged,
        prelude::Uuid,
        sea_query::{self, Expr, Func, NullOrdering, OnConflict, Query, SimpleExpr},
    };
}

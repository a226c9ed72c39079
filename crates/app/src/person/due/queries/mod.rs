//! What is due, and what it is worked out from, in the database.

mod known;
mod list;
mod stays;
mod written;

pub(super) use known::known;
pub use list::{DueRow, FallsTo, Whose, due_of, due_of_scope, due_of_workers};
pub(super) use written::replace;

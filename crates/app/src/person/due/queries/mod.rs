//! What is due, and what it is worked out from, in the database.

mod known;
mod list;
mod snoozes;
mod stays;
mod written;

pub(super) use known::known;
pub use list::{DueRow, FallsTo, Whose, due_of, due_of_scope, due_of_workers};
pub(crate) use snoozes::take_back_put_off;
pub use snoozes::{put_off, put_off_by};
pub(super) use written::replace;

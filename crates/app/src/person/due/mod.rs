//! What is due for young people, and why, in a table that lists read.
//!
//! [`refresh`] gathers what is known about one young person, lets the engine say what is due, and writes that in the transaction that changed
//! something; [`rebuild`] does the same for a whole council at once, and a test checks that both give the same result.
//!
//! Absent on purpose: anything that depends on the day of reading. The list decides whether something is overdue.

mod facts;
mod queries;
mod work;

pub(crate) use queries::take_back_put_off;
pub use queries::{
    DueRow, FallsTo, Whose, due_of, due_of_scope, due_of_workers, put_off, put_off_by,
};
pub use work::{Rules, by_cadence, next_by_cadence, rebuild, refresh, refresh_some};

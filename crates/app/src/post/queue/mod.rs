//! The queue: work outside a request, written in the transaction that needs it.
//!
//! A job is taken for a few minutes, so that two workers do not do it at once, and it is safe to run twice, because a worker may stop
//! between doing it and recording it. A job that fails is tried again later each time, and after the last try an administrator sees it.
//!
//! Absent on purpose: doing the work. [`crate::program::worker`] knows what each kind of job calls.

mod kinds;
mod queries;

pub use kinds::JobKind;
pub(crate) use queries::{due, finish, is_wanted_since, take};
pub use queries::{want, want_at};

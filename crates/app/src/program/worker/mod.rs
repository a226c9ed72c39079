//! The worker: runs the jobs in the [`crate::post::queue`], and the daily work each night.
//!
//! Absent on purpose: what a job does. Each kind is one function of the slice that needs it.

mod jobs;
mod nightly;

pub use jobs::{answer_all, run_due, work};
pub(super) use nightly::night_of;
pub use nightly::run_night;

//! The rules that hold everywhere: the right to work, age, and places that are not safe. A match, an application, a young person's own pages and an
//! agreed start all ask here, so that none admits what another refuses.
//!
//! What is not known is never a refusal. A refusal says why, to whoever may know, and who can advise.
//!
//! Absent on purpose: wishes, travel and hours, which a worker and a young person weigh together.

mod facts;
mod leaving;
mod refusals;

pub(crate) use facts::{FACTS, seeker};
pub(crate) use leaving::is_left_behind;
pub(crate) use refusals::{Asked, HardRules, first_day};

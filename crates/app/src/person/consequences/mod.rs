//! What follows from an act for a young person: proposed in the form that records the act, confirmed there, and applied in the same transaction.
//!
//! What follows from which act stands in [`programme::Happening`]; a page that records one asks here and decides nothing itself.

mod proposal;

pub(crate) use proposal::{Follows, Proposal, follow};

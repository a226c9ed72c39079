//! The register in the database: the list, and records that turned out to be one young person's.

pub(super) mod list;
mod merges;

pub(crate) use merges::merges_of;
pub(super) use merges::{NotMerged, merge_into, take_apart, why_not};

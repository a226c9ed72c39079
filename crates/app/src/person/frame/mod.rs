//! What stands around every page about one young person: who it is and how to reach them, and the six parts of the record.
//!
//! Absent on purpose: what the parts hold. Each page is of its own slice, and puts this around it.

mod around;
mod sections;

pub(crate) use around::{around, frame};
pub(crate) use sections::Section;

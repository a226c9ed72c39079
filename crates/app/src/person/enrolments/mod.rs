//! Enrolments: a young person in a programme, their way through its stages, and what falls due for them.
//!
//! Absent on purpose: the pages and acts that change them, which are [`crate::person::stages`]', and an edit of the past. A stretch is written
//! once, and only its end is filled in later.

mod ending;
mod funding;
pub mod model;
mod queries;

pub use ending::{SupportEnd, Why, support_end};
pub(crate) use funding::told_of;
pub use funding::{FundingEnd, funding_end};
pub use model::cadence_text;
pub use model::{Enrolment, Stretch, main, of_worker, open};
pub use queries::{
    Enrol, Following, Told, enrol, every, following, histories, of_everybody, of_people, of_person,
    open_in, stretches, told,
};
pub(crate) use queries::{Rhythm, agree_rhythm, rhythms};
pub(crate) use queries::{
    StageProposal, decline_stage, open_stage_proposals, propose_stage, stage_proposals_of,
};
pub(crate) use queries::{
    find, look_again, move_on, note_stage, note_told, set_version, stretches_of,
};

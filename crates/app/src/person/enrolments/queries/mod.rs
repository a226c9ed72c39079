//! Enrolments in the database.

mod enrolments;
mod funding;
mod moves;
mod proposals;
mod rhythms;
mod versions;
mod whole;

use enrolments::opened;
pub(crate) use enrolments::{find, stretches_of};
pub use enrolments::{histories, of_people, of_person, stretches};
pub(crate) use funding::note_told;
pub use funding::{Told, told};
pub use moves::{Enrol, enrol};
pub(crate) use moves::{look_again, move_on, note_stage};
pub(crate) use proposals::{
    StageProposal, decline_stage, open_stage_proposals, propose_stage, stage_proposals_of,
};
pub(crate) use rhythms::{Rhythm, agree_rhythm, rhythms};
pub(crate) use versions::set_version;
pub use versions::{Following, following, open_in};
pub use whole::{every, of_everybody};

//! Young people in the database.

mod accommodation;
mod allocation;
mod eet;
mod former;
mod incoming;
mod many;
mod people;
mod proposals;
mod revisions;
mod standings;
mod stopped;

pub use accommodation::recode_accommodation;
pub use allocation::allocate;
pub(crate) use allocation::of_their_people;
pub use eet::recode_eet;
pub(crate) use eet::{activity_before, note_newest as note_newest_eet};
pub use incoming::{
    Codes, Filling, OuterIds, Record, fill, names_seen, note_brought, outer_ids, records,
};
pub use many::{Newcomer, add_many};
pub use people::{add, find, find_all, ids, note_due};
use people::{add_outer_id, opened, outer_ids_of, replace, row_of, touched};
pub(crate) use people::{change, changed_by};
pub(crate) use proposals::{CoachProposal, coach_proposals, propose_coach};
pub use revisions::{Revision, revisions};
pub(crate) use standings::{Outline, of_another_language, outlined, outlines};
pub use standings::{standing, standings};
pub use stopped::stopped;
pub(crate) use stopped::{is_in, lives_in};

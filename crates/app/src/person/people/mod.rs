//! Young people: who they are, how to reach them, who works with them.
//!
//! A name, a number or an address is a sealed value: it is found and sorted through the index of names and never by SQL. Earlier
//! values of a field stay as revisions, and former names can still be found.
//!
//! Absent on purpose: stages and due dates. They belong to the enrolment.

mod alike;
pub mod model;
mod opening;
mod queries;

pub use alike::{Likeness, alike};
pub(crate) use alike::{MOST_ALIKE, alike_anywhere};
pub use model::{Allocation, CHANNELS, Ehcp, Fields, NewPerson, Person, Standing, StoppedAs};
pub(crate) use opening::{listed, open, own};
pub(crate) use queries::{
    CoachProposal, Outline, activity_before, change, changed_by, coach_proposals, is_in, lives_in,
    note_newest_eet, of_another_language, of_their_people, outlined, outlines, propose_coach,
};
pub use queries::{
    Codes, Filling, Newcomer, OuterIds, Record, Revision, add, add_many, allocate, fill, find,
    find_all, ids, names_seen, note_brought, note_due, outer_ids, recode_accommodation, recode_eet,
    records, revisions, standing, standings, stopped,
};

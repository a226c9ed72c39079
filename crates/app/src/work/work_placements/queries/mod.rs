//! Work placements in the database.

mod arrivals;
mod check_ins;
mod events;
mod plans;
mod spells;
mod top_ups;
mod work_placements;

pub(super) use arrivals::{Arrival, arrivals, with_ehcp};
pub(super) use check_ins::{
    Answered, alarms, answer, check_in, check_ins, due_for_person, employer_due, mark_asked,
    schedule, see, unanswered,
};
pub(super) use events::{
    NewEvent, NewProof, add_event, add_proof, add_rotation, check_proof, events, kinds_of_events,
    looked, proofs, rotations, swap, unchecked, unlooked,
};
pub(super) use plans::{agree, plan, plans, write_plan};
pub(crate) use spells::{records, spells_in};
pub(super) use top_ups::{pay_top_up, schedule_top_up, top_ups, top_ups_of};
pub(super) use work_placements::{
    Ending, NewPlacement, Works, add, all_open, end, extend, find, in_scope, of_person, of_workers,
    set_next, start,
};

//! Mentors in the database.

mod mentors;
mod pairs;

pub(crate) use mentors::running_out;
pub(super) use mentors::{
    NewCheck, NewMeeting, NewMentor, add, add_check, all, change, end, find, find_all,
};
pub(super) use pairs::{begin, meet, of_mentor, of_person, part};
pub(crate) use pairs::{every_pair, meetings};

//! Activities in the database.

mod activities;
mod guests;
mod managers;

pub(super) use activities::{NewActivity, add, call_off, from_day, newest, of_series, of_slot};
pub(crate) use activities::{find, find_all, held_between, kept_by};
pub(super) use guests::{answer, attend, count, invite, note_told, of_person, set_result};
pub(crate) use guests::{guests, untold};
pub(crate) use managers::managers;
pub(super) use managers::{asked_now, invite_managers, managers_came};

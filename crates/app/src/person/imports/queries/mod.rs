//! Imports in the database.

mod columns;
mod imports;

pub(super) use columns::{PEOPLE, remember, remembered};
pub(super) use imports::{
    Run, Tried, apply, bundle, find, here, keep, keep_for, newest, note_done, pass_on, try_again,
};

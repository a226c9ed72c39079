//! What was typed about an account, a cover, a leaver or a team, and how it is read.

mod account;
mod cover;
mod leave;
mod team;

pub(super) use account::{AccountForm, Choices, Meant};
pub(super) use cover::{CoverForm, MeantCover};
pub(super) use leave::{Candidates, LeaveForm, NOBODY};
pub(super) use team::TeamForm;

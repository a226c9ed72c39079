//! Accounts, teams, cover and leavers in the database.

pub(super) mod accounts;
pub(super) mod councils;
pub(super) mod cover;
pub(super) mod feeds;
pub(super) mod leave;
pub(super) mod lists;
pub(super) mod standing;
pub(super) mod teams;

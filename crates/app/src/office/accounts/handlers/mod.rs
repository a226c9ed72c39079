//! The administrator's pages.

pub(super) mod accounts;
pub(super) mod cover;
pub(super) mod leave;
pub(super) mod standing;
pub(super) mod teams;

//! The pages of what belongs to an employer, one each.

pub(super) mod appetite;
pub(super) mod contact;
pub(super) mod log;
pub(super) mod offers;
pub(super) mod site;

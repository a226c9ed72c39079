//! The pages for each part of an employer's record.

pub(super) mod appetite;
pub(super) mod contact;
pub(super) mod log;
pub(super) mod offers;
pub(super) mod site;

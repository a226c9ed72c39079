//! Apprenticeships advertised on the Department for Education's own site, fetched each night and shown to the workers who manage
//! opportunities.
//!
//! An advert is a proposal: it only becomes an opportunity when a worker adds it, and is checked like any other. An advert that has been
//! withdrawn stays in the table and is not shown.
//!
//! Absent on purpose: other job boards, and applying there for a young person.

pub(super) mod display;
pub(super) mod handlers;
mod night;
pub(super) mod queries;

pub(crate) use night::fetch;

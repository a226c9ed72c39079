//! Apprenticeships that are advertised on the Department for Education's own site, fetched each night and shown to whoever keeps
//! opportunities.
//!
//! An advert is a proposal: it becomes an opportunity only when somebody takes it over, and is checked like any other. What is no longer
//! advertised stays in the table and is not shown.
//!
//! Absent on purpose: other boards, and applying there for somebody.

pub(super) mod display;
pub(super) mod handlers;
mod night;
pub(super) mod queries;

pub(crate) use night::fetch;

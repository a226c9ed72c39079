//! People without an account: employers and mentors, who answer through a secret link and have two minutes.
//!
//! A link opens one record for one purpose until a day. It shows nothing else, and what it shows of a young person is decided by the policy
//! and journalled like any other page. Every page names someone to ring.
//!
//! Absent on purpose: the questions and answers. Each slice has its own pages behind its own links.

mod pages;
mod phone;
mod queries;
mod visit;

pub(crate) use pages::{Asking, Outside};
pub(crate) use queries::{NewLink, Of, Reach, end, make, reach, reach_first};
pub(crate) use visit::Visit;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/work-phone", Access::Own, phone::ask)
        .post("/work-phone", Access::Own, phone::save)
}

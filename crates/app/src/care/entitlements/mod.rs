//! What a young person can get: who pays, how, by when, and whether it has been asked for.
//!
//! The list is a file with its sources; it says which of them no one has read. What the record does not say is asked, and never counts as a no.
//!
//! Absent on purpose: amounts of the council's own funds. A fund's limit does not limit what the council must do.

mod gaps;
mod handlers;
pub mod model;
mod own;
mod queries;

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let say = "/people/{id}/entitlements/say";
    Routes::default()
        .get(
            "/people/{id}/entitlements",
            Action::ReadPerson,
            handlers::list,
        )
        .get(say, Action::RecordContact, handlers::ask)
        .post(say, Action::RecordContact, handlers::say)
        .get("/reports/entitlements", Action::ReadReports, gaps::show)
        .get("/my/entitlements", Access::YoungPerson, own::page)
}

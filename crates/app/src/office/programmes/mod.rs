//! Programmes: each council's way of working, as published versions of a file.
//!
//! A version is never changed once it is published: its exact text and hash are kept, and enrolments name the version they follow.
//!
//! Absent on purpose: rules. The `programme` crate says what a stage allows and what falls due.

mod drafts;
mod handlers;
mod pages;
mod queries;

pub use queries::{PublishError, publish};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/programmes", Action::ReadProgrammes, handlers::list)
        .get("/programmes/new", Action::PublishProgrammes, drafts::ask)
        .post("/programmes/new", Action::PublishProgrammes, drafts::begin)
        .get(
            "/programmes/drafts/{id}",
            Action::PublishProgrammes,
            drafts::show,
        )
        .post(
            "/programmes/drafts/{id}",
            Action::PublishProgrammes,
            drafts::save,
        )
        .get("/programmes/{key}", Action::ReadProgrammes, handlers::show)
}

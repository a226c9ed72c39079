//! A young person on one page: how to reach them, their stage, who works with them, what is due, and what has happened.
//!
//! Absent on purpose: changing any of it. Each part links to the page of its own slice.

mod about;
mod brief;
mod cards;
mod now;
mod show;
mod timeline;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/people/{id}", Action::ReadPerson, show::show)
        .get("/people/{id}/about", Action::ReadPerson, about::show)
        .get("/people/{id}/brief", Action::ReadPerson, brief::show)
}

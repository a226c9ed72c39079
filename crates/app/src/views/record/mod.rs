//! A young person on one page: how to reach them, their stage, who works with them, what is due, and what has happened.
//!
//! Absent on purpose: changing any of it. Each part links to the page of its own slice.

mod cards;
mod show;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default().get("/people/{id}", Action::ReadPerson, show::show)
}

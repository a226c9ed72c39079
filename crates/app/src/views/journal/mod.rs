//! The journal, as a safeguarding lead reads it: who did or saw what, when. Names of fields, never their values.

mod handlers;
mod queries;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/journal", Action::ReadJournal, handlers::newest)
        .get(
            "/people/{id}/journal",
            Action::ReadJournal,
            handlers::of_person,
        )
}

//! Case conferences for young people who have long been out of education, employment and training: who came, what was said, and actions that
//! go into the plan and onto the Today page of the workers who took them.

mod came_of;
mod forms;
mod handlers;
mod queries;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/conferences/new";
    Routes::default()
        .get("/conferences", Action::SeeTeam, handlers::list)
        .get(
            "/people/{id}/conferences",
            Action::ReadPerson,
            handlers::of_person,
        )
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::record)
}

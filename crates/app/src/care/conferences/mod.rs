//! Case conferences for those who have been out of education, employment and training for long: who came, what was talked about, and actions
//! that land in the plan and on the day's list of whoever took them.

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

//! Matching: opportunities for a young person, young people for an opportunity, and the best overall assignment for a group.
//!
//! Hard rules come first, and each says why it rules something out. What is not known is a question beside the match, never a no. A score
//! orders and hides no one; staff choose. A worker who may not read something is told to ask, or that a place cannot be used, and
//! never why.
//!
//! Absent on purpose: the rules and the solver, which are pure and live in the crate `matching`; and choosing, which is an application.

mod districts;
mod facts;
mod model;
mod of_opportunity;
mod of_person;
mod queries;
mod travel;
mod whole;
mod wording;

pub use districts::Districts;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let travel = "/people/{id}/travel";
    Routes::default()
        .get("/people/{id}/matches", Action::ReadPerson, of_person::show)
        .get(
            "/opportunities/{id}/matches",
            Action::ListPeople,
            of_opportunity::show,
        )
        .get("/matches", Action::ListPeople, whole::show)
        .get(travel, Action::RecordContact, travel::ask)
        .post(travel, Action::RecordContact, travel::save)
}

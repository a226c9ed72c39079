//! Enrolments: a young person in a programme, their way through its stages, and what falls due for them.
//!
//! A stage changes only through the engine: this slice stores the changes that it returns, and nothing else writes a stage. What falls
//! due is worked out by [`crate::due`] in the same transaction.
//!
//! Absent on purpose: an edit of the past. A stretch is written once, and only its end is filled in later.

mod forms;
mod funding;
mod handlers;
pub mod model;
mod place;
mod queries;

pub(crate) use funding::told_of;
pub use funding::{FundingEnd, funding_end};
pub use model::{Enrolment, Stretch};
pub use place::{Place, follow, place};
pub use queries::{
    Enrol, Following, Told, enrol, every, following, histories, of_everybody, of_person, open_in,
    stretches, told,
};

use policy::Action;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/people/{id}/enrol", Action::Enrol, handlers::ask)
        .post("/people/{id}/enrol", Action::Enrol, handlers::enrol)
        .get(
            "/enrolments/{id}/move",
            Action::MoveStage,
            handlers::ask_move,
        )
        .post(
            "/enrolments/{id}/move",
            Action::MoveStage,
            handlers::move_on,
        )
        .get(
            "/enrolments/{id}/funding",
            Action::RecordContact,
            funding::ask,
        )
        .post(
            "/enrolments/{id}/funding",
            Action::RecordContact,
            funding::note,
        )
}

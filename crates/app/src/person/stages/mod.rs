//! Stages: putting a young person into a programme, moving them on, telling them when funding ends, and following a newer version.
//!
//! A stage changes only through the engine: this slice stores the changes that it returns, and nothing else writes a stage. What falls
//! due is worked out by [`crate::person::due`] in the same transaction.
//!
//! Absent on purpose: an edit of the past. A stretch is written once, and only its end is filled in later.

mod forms;
mod funding;
mod hand_over;
mod handlers;
mod move_page;
mod moving;
mod pausing;
mod place;
mod proposing;
mod rhythm;

pub use place::{Place, follow, place};

use policy::Action;

use crate::shell::web::Routes;

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
            "/people/{id}/propose-stage",
            Action::RecordContact,
            proposing::ask,
        )
        .post(
            "/people/{id}/propose-stage",
            Action::RecordContact,
            proposing::propose,
        )
        .get(
            "/people/{id}/proposed-stage",
            Action::MoveStage,
            proposing::ask_decline,
        )
        .post(
            "/people/{id}/proposed-stage",
            Action::MoveStage,
            proposing::decline,
        )
        .get("/enrolments/{id}/rhythm", Action::MoveStage, rhythm::ask)
        .post("/enrolments/{id}/rhythm", Action::MoveStage, rhythm::agree)
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
        .get(
            "/programmes/{key}/move",
            Action::PublishProgrammes,
            moving::ask,
        )
        .post(
            "/programmes/{key}/move",
            Action::PublishProgrammes,
            moving::carry_out,
        )
}

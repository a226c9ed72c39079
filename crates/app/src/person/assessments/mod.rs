//! Deep dives: strengths, what a young person wants and wants to leave behind, what gets in the way, and the stage that follows.
//!
//! Everything can be skipped, a few questions are asked at a time, and a deep dive can be gone on with on another day until its stage is chosen:
//! each part that is saved is a row that takes the place of the one before. Barriers are rated separately by the young person and the worker, and a later deep dive is shown beside
//! the earlier ones. Each ends in a stage that the engine suggests, with reasons; a worker may choose another and say why.
//!
//! Absent on purpose: an edit of one whose stage was chosen. It is what was said on a day; the next one says what changed.

mod forms;
mod handlers;
pub mod model;
mod pages;
mod parts;
mod queries;
mod show;

pub use model::{Assessment, Kind, NewAssessment};
pub use model::{Rated, most_in_the_way, parse_ratings, ratings_text};
pub use queries::{latest, latest_of, of_person, record};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/people/{id}/deep-dives", Action::ReadPerson, show::list)
        .get(
            "/people/{id}/deep-dives/new",
            Action::AssessPerson,
            handlers::ask,
        )
        .post(
            "/people/{id}/deep-dives/new",
            Action::AssessPerson,
            handlers::record,
        )
        .get(
            "/people/{id}/deep-dives/paper",
            Action::AssessPerson,
            show::paper,
        )
        .get(
            "/programmes/{key}/workbook",
            Action::ReadProgrammes,
            show::workbook,
        )
        .get(
            "/deep-dives/{id}/go-on",
            Action::AssessPerson,
            handlers::ask_part,
        )
        .post(
            "/deep-dives/{id}/go-on",
            Action::AssessPerson,
            handlers::record_part,
        )
        .get("/deep-dives/{id}/stage", Action::Enrol, handlers::ask_stage)
        .post(
            "/deep-dives/{id}/stage",
            Action::Enrol,
            handlers::choose_stage,
        )
}

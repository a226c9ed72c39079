//! Promises made to a young person: who keeps them, by when, and how it went.
//!
//! A promise is kept, or withdrawn once the young person has been told why; it is never deleted. An open one shows on the Today page of the
//! worker who keeps it.
//!
//! Absent on purpose: money. What a fund approves becomes a promise here, and is kept when it is handed over.

pub(crate) mod beyond;
mod forms;
mod handlers;
pub mod model;
mod queries;
mod report;

pub(crate) use model::{Promiser, SettledAs};
pub(crate) use queries::{
    Commitment, NewCommitment, Settled, in_scope, make, of_person, of_request, open_of, settle,
};
pub(crate) use report::{kept_in, kept_to};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (new, settle) = ("/people/{id}/promises/new", "/promises/{id}/settle");
    Routes::default()
        .get("/reports/promises", Action::ReadReports, report::show)
        .get("/people/{id}/promises", Action::ReadPerson, handlers::list)
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::make)
        .get(settle, Action::RecordContact, handlers::ask_settle)
        .post(settle, Action::RecordContact, handlers::settle)
}

//! Contacts with a young person, and attempts at one.
//!
//! What happened is four separate facts: whether it took place, whether they came, who cancelled, and what was agreed. An attempt is not a
//! contact: only one that took place moves what is due. A record is not edited; a correction replaces it.
//!
//! Absent on purpose: concerns about safety. They have their own slice, and never go into a note.

mod attended;
mod correcting;
mod export;
mod forms;
mod handlers;
pub mod model;
mod queries;
mod quick;
mod saving;
mod show;

pub(crate) use attended::{Met, met_by_coming};
pub(crate) use export::put_into;
pub use model::{Came, Canceller, Contact, Facts, NoteKind, Outcome, Reads};
pub use queries::{NewContact, USUAL, newest, record};
pub(crate) use quick::quick_form;
pub(crate) use show::reads;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/contacts/new";
    Routes::default()
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::record)
        .post(
            "/people/{id}/contacts/quick",
            Action::RecordContact,
            quick::log,
        )
        .post(
            "/contacts/{id}/take-back",
            Action::RecordContact,
            quick::take_back,
        )
        .get("/contacts/day.csv", Action::ExportPeople, export::csv)
        .get("/contacts/{id}", Action::ReadPerson, show::show)
        .get(
            "/contacts/{id}/correct",
            Action::RecordContact,
            correcting::ask_correction,
        )
        .post(
            "/contacts/{id}/correct",
            Action::RecordContact,
            correcting::correct,
        )
}

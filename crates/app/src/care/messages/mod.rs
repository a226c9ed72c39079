//! Messages to and from young people: by text or email, in words that give nothing away, at times that are safe for them.
//!
//! A message is written into the outbox in the transaction that needs it. A job sends it. It is first marked as on its way, so that a repeat
//! looks up the earlier send by its reference; one that cannot be looked up waits for a person. Without a provider every message stays in the
//! outbox, and nothing breaks.
//!
//! Absent on purpose: the words of a note or a concern. Only what a worker typed for the young person, or what is written here, goes out.

mod around;
mod callbacks;
mod handlers;
mod incoming;
pub mod model;
mod queries;
mod reminders;
mod sending;
mod settling;
mod telling;
mod wording;
mod wording_pages;

pub use model::Note;
pub(crate) use queries::{Message, of_person, post, told_around, uncertain};
pub(crate) use reminders::write_reminders;
pub(crate) use sending::send;
pub(crate) use telling::{News, tell};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/messages/new";
    Routes::default()
        .get("/people/{id}/messages", Action::ReadPerson, handlers::list)
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::write)
        .get(
            "/messages/{id}/settle",
            Action::RecordContact,
            settling::ask,
        )
        .post(
            "/messages/{id}/settle",
            Action::RecordContact,
            settling::settle,
        )
        .get(
            "/messages/wording",
            Action::PublishProgrammes,
            wording_pages::list,
        )
        .post(
            "/messages/wording/{id}",
            Action::PublishProgrammes,
            wording_pages::approve,
        )
        .post(
            "/notify/receipts",
            Access::Open("whoever delivers messages says how it went, with a secret of its own"),
            callbacks::receipt,
        )
        .post(
            "/notify/texts",
            Access::Open("whoever delivers messages hands on a text, with a secret of its own"),
            callbacks::text,
        )
}

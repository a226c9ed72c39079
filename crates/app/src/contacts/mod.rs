//! Contacts with a young person, and attempts at one.
//!
//! An attempt is not a contact: only one that took place moves what is due. What was recorded is not edited; a correction supersedes it.
//!
//! Absent on purpose: the four separate facts of a missed meeting, kinds of note and concerns. They come with the plan.

mod forms;
mod handlers;
pub mod model;
mod queries;

pub use model::Contact;
pub use queries::{NewContact, newest, record};

use policy::Action;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get(
            "/people/{id}/contacts/new",
            Action::RecordContact,
            handlers::ask,
        )
        .post(
            "/people/{id}/contacts/new",
            Action::RecordContact,
            handlers::record,
        )
}

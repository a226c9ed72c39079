//! Lost contact, as a fact: who has not been in contact, for how long, and what was promised.
//!
//! A young person who has lost touch is asked why and offered a way back; support never ends because of absence.
//!
//! Absent on purpose: employers and applications, which keep track of their own unanswered contacts.

mod asking;
pub mod model;
mod queries;
mod show;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/lost-touch/new";
    Routes::default()
        .get("/silence", Action::SeeOwnWork, show::show)
        .get(new, Action::RecordContact, asking::ask)
        .post(new, Action::RecordContact, asking::record)
}

//! Silence, as a fact: who has not been spoken with, for how long, and what was promised.
//!
//! Somebody who is not heard from is asked why, and offered a way back; support never ends by absence.
//!
//! Absent on purpose: employers and applications, which bring their own silences with them.

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

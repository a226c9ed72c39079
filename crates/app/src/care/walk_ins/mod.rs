//! Walk-ins: who came to a drop-in on a day, with the carer or the professional who came with them.
//!
//! Anyone who comes gets an appointment that was held and a contact, like everyone else.
//!
//! Absent on purpose: the drop-in itself, which is in [`crate::care::drop_ins`].

mod handlers;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let came = "/people/{id}/came";
    Routes::default()
        .get("/drop-ins/{id}", Action::SeeOwnWork, handlers::day)
        .get(came, Action::RecordContact, handlers::ask)
        .post(came, Action::RecordContact, handlers::record)
}

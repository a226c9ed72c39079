//! Concerns about a young person's safety: what was seen, the steps to take, and who was told when.
//!
//! A concern is kept apart from notes, is read only by those who may read restricted records, and never goes into an email, which only says
//! that there is something to read. It does not replace the council's own referral, and every page says so.
//!
//! Absent on purpose: a risk rating. Trained staff judge risk with the council's own tools.

mod forms;
mod handlers;
pub mod model;
mod queries;
mod telling;

pub(crate) use queries::{are_open, open_count};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/concerns/new";
    let (tell, close) = ("/concerns/{id}/tell", "/concerns/{id}/close");
    Routes::default()
        .get("/concerns", Action::ReadRestricted, handlers::list)
        .get(
            "/people/{id}/concerns",
            Action::ReadRestricted,
            handlers::of_person,
        )
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::raise)
        .get(
            "/people/{id}/concerns/sent",
            Action::RecordContact,
            handlers::sent,
        )
        .get("/concerns/{id}", Action::ReadRestricted, handlers::show)
        .get(tell, Action::ReadRestricted, telling::ask_telling)
        .post(tell, Action::ReadRestricted, telling::tell)
        .get(close, Action::ReadRestricted, telling::ask_close)
        .post(close, Action::ReadRestricted, telling::close)
}

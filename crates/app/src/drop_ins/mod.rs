//! Drop-ins: hours at which a worker is at a place, week by week, for whoever comes.
//!
//! Each day has a list of those who came, with the carer or the professional who came with them. Somebody who comes has an appointment that
//! was held and a contact, like everybody else; the place stands on the young people's own pages unless it is unsafe for them.
//!
//! Absent on purpose: signing up, places and attendance of workshops and courses.

mod handlers;
pub mod model;
mod pages;
mod queries;
mod walk_in;

pub use model::DropIn;
pub(crate) use queries::{all, of_workers};

use policy::Action;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (end, came) = ("/drop-ins/{id}/end", "/people/{id}/came");
    Routes::default()
        .get("/drop-ins", Action::SeeOwnWork, handlers::list)
        .get("/drop-ins/new", Action::HoldDropIns, handlers::ask)
        .post("/drop-ins/new", Action::HoldDropIns, handlers::make)
        .get(end, Action::HoldDropIns, handlers::ask_end)
        .post(end, Action::HoldDropIns, handlers::end)
        .get("/drop-ins/{id}", Action::SeeOwnWork, walk_in::day)
        .get(came, Action::RecordContact, walk_in::ask)
        .post(came, Action::RecordContact, walk_in::record)
}

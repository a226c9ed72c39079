//! Drop-ins: hours when a worker is at a place each week, for anyone who comes.
//!
//! The place shows on young people's own pages, unless it is unsafe for them.
//!
//! Absent on purpose: who came, which is in [`crate::care::walk_ins`]; signing up, places and attendance of workshops and courses.

mod handlers;
pub mod model;
mod pages;
mod queries;

pub(crate) use handlers::open;
pub use model::DropIn;
pub(crate) use queries::{all, of_workers};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let end = "/drop-ins/{id}/end";
    Routes::default()
        .get("/drop-ins", Action::SeeOwnWork, handlers::list)
        .get("/drop-ins/new", Action::HoldDropIns, handlers::ask)
        .post("/drop-ins/new", Action::HoldDropIns, handlers::make)
        .get(end, Action::HoldDropIns, handlers::ask_end)
        .post(end, Action::HoldDropIns, handlers::end)
}

//! Money for a group: requested at an activity, answered by the person whom the fund names, and paid on approval.
//!
//! Absent on purpose: the fund's own records of it, and its sums, which are in [`crate::money::funds`].

mod handlers;
mod receipts;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (see, plan) = (Action::SeeFunds, Action::KeepEmployers);
    Routes::default()
        .get("/activities/{id}/money", plan, handlers::ask)
        .post("/activities/{id}/money", plan, handlers::make)
        .get("/group-requests/{id}", see, handlers::show)
        .post("/group-requests/{id}", see, handlers::decide)
        .post("/group-requests/{id}/back", see, handlers::take_back)
        .get("/group-requests/{id}/receipt", see, receipts::ask_of_group)
        .post("/group-requests/{id}/receipt", see, receipts::keep_of_group)
        .get("/group-requests/{id}/receipt/file", see, receipts::of_group)
}

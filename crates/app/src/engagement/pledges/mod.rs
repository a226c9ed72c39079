//! Pledges: what employers promised under a contract, for social value, and what they have delivered.
//!
//! A pledge has a number, a kind and a period. A delivery counts from the day it happened, and counts as late after the period.
//! A delivery recorded by mistake is taken back and stays in its row.
//!
//! Absent on purpose: who was placed. A delivery is a number of places, talks or days; the young people are in their own records.

mod forms;
mod handlers;
pub mod model;
mod pages;
mod queries;

pub use model::Pledge;
pub(crate) use pages::tag;
pub(crate) use queries::{all, deliver, of_employer};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (new, deliver) = ("/employers/{id}/pledges/new", "/pledges/{id}/deliver");
    let (back, withdraw) = ("/pledges/{id}/take-back", "/pledges/{id}/withdraw");
    let keep = Action::KeepEmployers;
    Routes::default()
        .get("/pledges", Action::SeeEmployers, handlers::list)
        .get("/pledges/{id}", Action::SeeEmployers, handlers::show)
        .get(new, keep, handlers::ask)
        .post(new, keep, handlers::make)
        .get(deliver, keep, handlers::ask_deliver)
        .post(deliver, keep, handlers::deliver)
        .get(back, keep, handlers::ask_take_back)
        .post(back, keep, handlers::take_back)
        .get(withdraw, keep, handlers::ask_withdraw)
        .post(withdraw, keep, handlers::withdraw)
}

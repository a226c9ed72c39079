//! Referrals: someone suggests that a young person could use the programme.
//!
//! A referral makes a record of the young person, is due a first contact as the programme says, and waits on the list of those who may
//! answer it. The referrer can follow what happens to it.
//!
//! Absent on purpose: an account for outside referrers. A link opens the form and nothing else.

mod forms;
mod handlers;
mod link_making;
mod links;
pub mod model;
mod pages;
mod queries;
mod taking_on;
mod telling;

pub use model::{Decision, Referral};
pub use queries::{made_by, of_person, received_between, received_on, waiting_count, waiting_days};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/referrals", Action::ListReferrals, handlers::list)
        .get("/referrals/new", Action::MakeReferral, handlers::ask)
        .post("/referrals/new", Action::MakeReferral, handlers::make)
        .get(
            "/referrals/links",
            Action::PublishProgrammes,
            link_making::ask_new,
        )
        .post(
            "/referrals/links",
            Action::PublishProgrammes,
            link_making::make,
        )
        .get(
            "/refer/{token}",
            Access::Open("a secret link that opens a form and nothing else"),
            links::ask,
        )
        .post(
            "/refer/{token}",
            Access::Open("takes a referral from whoever holds the link"),
            links::send,
        )
        .get(
            "/refer/sent",
            Access::Open("says that a referral was sent"),
            links::sent,
        )
        .get("/referrals/{id}", Action::ReadReferral, handlers::show)
        .get(
            "/referrals/{id}/decide",
            Action::DecideReferral,
            handlers::ask_answer,
        )
        .post(
            "/referrals/{id}/decide",
            Action::DecideReferral,
            handlers::answer,
        )
        .get("/referrals/{id}/take-on", Action::TakeOn, taking_on::ask)
        .post(
            "/referrals/{id}/take-on",
            Action::TakeOn,
            taking_on::take_on,
        )
}

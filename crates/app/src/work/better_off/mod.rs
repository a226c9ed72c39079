//! What is left after rent in work: asked for an offer, worked out by the crate `better_off`, and shown with every rule and its source.
//!
//! The open page is for anyone, and stores nothing. For a young person the fields, the result, the version of the parameters and the day
//! are stored. Everything here is an estimate and says that an adviser should confirm it.
//!
//! Absent on purpose: the rules themselves.

mod asking;
mod fields;
mod handlers;
mod json;
mod open;
mod own;
mod queries;
mod shown;

pub(crate) use handlers::may_read;
pub(crate) use json::answer as answer_json;
pub(crate) use queries::{Calculation, kept_between, latest_of};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (assess, new) = (Action::AssessPerson, "/people/{id}/better-off/new");
    Routes::default()
        .get(
            "/better-off",
            Access::Open("asks about an offer without a name; keeps nothing"),
            open::ask,
        )
        .post(
            "/better-off",
            Access::Open("works an offer out without a name; keeps nothing"),
            open::answer,
        )
        .post(
            "/better-off.json",
            Access::Open("works an offer out without a name; keeps nothing"),
            open::answer_json,
        )
        .get("/people/{id}/better-off", assess, handlers::list)
        .get(new, assess, handlers::ask)
        .post(new, assess, handlers::keep)
        .get("/calculations/{id}", assess, handlers::show)
        .get("/calculations/{id}/paper", assess, handlers::paper)
        .get("/calculations/{id}/remove", assess, handlers::ask_remove)
        .post("/calculations/{id}/remove", assess, handlers::remove)
        .get("/my/better-off", Access::YoungPerson, own::page)
}

//! Dated requests: for example, one mock interview on Thursday at ten, asked of the employers who offer it. The first to say yes gets it.
//!
//! Each employer gets their own link. Those who are too late are told so kindly. Afterwards the worker who asked records how it went: if it
//! took place, the employer is thanked, and it goes in their log and counts, towards a pledge where there is one.
//!
//! Absent on purpose: young people. Nothing sent to employers is about any of them; who comes to what an employer gave is an activity.

mod answering;
mod asking;
mod ending;
mod forms;
mod handlers;
pub mod model;
mod queries;

pub(crate) use model::{SlotRequest, Status};
pub(crate) use queries::{between, due_of, find, given};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let keep = Action::BringEmployers;
    let (new, answer) = ("/requests/new", "/requests/{id}/answer");
    let (withdraw, outcome) = ("/requests/{id}/withdraw", "/requests/{id}/outcome");
    Routes::default()
        .get("/requests", Action::SeeEmployers, handlers::list)
        .get(new, keep, asking::ask)
        .post(new, keep, asking::make)
        .get("/requests/{id}", Action::SeeEmployers, handlers::show)
        .get(answer, keep, handlers::ask_answer)
        .post(answer, keep, handlers::answer)
        .get(withdraw, keep, ending::ask_withdraw)
        .post(withdraw, keep, ending::withdraw)
        .get(outcome, keep, ending::ask_outcome)
        .post(outcome, keep, ending::settle)
        .get(
            "/offer/{token}",
            Access::Open("a secret link that shows one request, which is about nobody"),
            answering::ask,
        )
        .post(
            "/offer/{token}",
            Access::Open("takes the answer of whoever holds the link"),
            answering::send,
        )
}

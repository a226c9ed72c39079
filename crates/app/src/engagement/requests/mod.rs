//! Dated requests: one mock interview on Thursday at ten, asked of those employers who offer it. The first to say yes has it.
//!
//! Every employer who is asked gets a link of their own. Whoever is too late is told so kindly. Afterwards the worker who asked says how it
//! went: what took place is thanked for, written in the employer's log, and counted, towards a pledge where there is one.
//!
//! Absent on purpose: young people. Nothing that is sent to employers is about anybody.

mod answering;
mod asking;
mod ending;
mod forms;
mod handlers;
pub mod model;
mod queries;

pub(crate) use queries::{due_of, given};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let keep = Action::KeepEmployers;
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

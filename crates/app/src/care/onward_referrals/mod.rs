//! Onward referrals: a young person referred to another service, such as a charity for interview clothes, and what came of it.
//!
//! No one is sent on and forgotten: the day by which there should be an answer stays on Today until a worker records what came of it.
//!
//! A partner who works with the council here hears of it, sees what was agreed to be shared, and says what came of it.
//!
//! Absent on purpose: sending anything to anybody else. What is shared is for the worker and the young person; this records that it was done.

mod forms;
mod handlers;
mod partner;
mod queries;

pub(crate) use partner::waiting;
pub(crate) use queries::{OnwardReferral, open_of, sent_between};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let record = Action::RecordContact;
    let (new, settle) = (
        "/people/{id}/onward-referrals/new",
        "/onward-referrals/{id}/outcome",
    );
    Routes::default()
        .get(
            "/people/{id}/onward-referrals",
            Action::ReadPerson,
            handlers::list,
        )
        .get(new, record, handlers::ask)
        .post(new, record, handlers::make)
        .get("/put-forward", Action::SeeOwnWork, partner::list)
        .get("/put-forward/{id}", Action::AnswerPutForward, partner::ask)
        .post(
            "/put-forward/{id}",
            Action::AnswerPutForward,
            partner::answer,
        )
        .get(settle, record, handlers::ask_outcome)
        .post(settle, record, handlers::settle)
}

//! Requests and feelings: how a young person is and whether they would like help, corrections, other work, suggestions; and the answers.
//!
//! Every request gets an answer that the young person can read. A worker can record a request for them.

mod alarm;
mod forms;
mod handlers;
pub mod model;
mod on_it;
mod photo;
mod queries;
mod urgent;

pub(crate) use alarm::{Alarm, look_again};
pub(crate) use forms::WishForm;
pub(crate) use model::Wish;
pub use model::{FEELINGS, WishKind};
pub(crate) use on_it::{on_it_button, on_it_since};
pub(crate) use queries::{
    Cost, NewWish, answer, ask, ask_for, feel, find, not_come, of_person, unanswered,
};
pub(crate) use urgent::{Urgent, after_hours, foremost, left_alone, said_by};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (new, answer) = ("/people/{id}/wishes/new", "/wishes/{id}/answer");
    Routes::default()
        .get("/people/{id}/asked", Action::ReadPerson, handlers::list)
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::write_down)
        .get(answer, Action::RecordContact, handlers::ask_answer)
        .post(answer, Action::RecordContact, handlers::answer)
        .get("/wishes/{id}/photo", Action::RecordContact, photo::show)
        .post("/feelings/{id}/seen", Action::RecordContact, handlers::see)
        .post(
            "/people/{id}/on-it",
            Action::RecordContact,
            handlers::take_on,
        )
}

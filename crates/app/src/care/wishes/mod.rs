//! What a young person asks for: how they are and whether they would like help, corrections, other work, suggestions; and the answers.
//!
//! Whatever is asked is answered, and the answer is theirs to read. A worker can write a wish down for them.

mod handlers;
pub mod model;
mod queries;

pub(crate) use model::Wish;
pub use model::{FEELINGS, KINDS};
pub(crate) use queries::{NewWish, ask, feel, of_person};

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
        .post("/feelings/{id}/seen", Action::RecordContact, handlers::see)
}

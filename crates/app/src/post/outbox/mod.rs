//! The outbox: messages to send, messages sent, and a page that shows them.
//!
//! A message is written in the transaction that needs it, with a job that sends it. While sending is not set up, the job marks it as
//! held, and an administrator can read it here and pass it on.
//!
//! Absent on purpose: sending itself, and messages to young people. They are in [`crate::care::messages`].

mod handlers;
mod model;
mod queries;
mod secrets;

pub use model::{MessageState, Purpose};
pub use queries::{Letter, post, post_secret};
pub(crate) use secrets::{blank_of_account, blank_of_person, blank_old, blanked};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/outbox", Action::ReadOutbox, handlers::list)
        .get("/outbox/{id}", Action::ReadOutbox, handlers::show)
}

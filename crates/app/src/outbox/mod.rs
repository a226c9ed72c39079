//! The outbox: what is to be sent, what was sent, and a page that shows it.
//!
//! A message is written in the transaction that wanted it, with a job that sends it. While no way to send is set, the job marks it as
//! held, and an administrator can read it here and pass it on.
//!
//! Absent on purpose: channels. They come with the messages to young people.

mod handlers;
mod queries;

pub use queries::{Letter, post, send};

use policy::Action;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/outbox", Action::ReadOutbox, handlers::list)
        .get("/outbox/{id}", Action::ReadOutbox, handlers::show)
}

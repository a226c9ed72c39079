//! The post room: what is done outside of a request, and what leaves the house.
//!
//! The queue of jobs, the outbox of mails to workers, and the ways by which messages leave.
//!
//! May name the shell.

pub mod outbox;
pub mod queue;
pub mod transport;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default().merge(outbox::routes())
}

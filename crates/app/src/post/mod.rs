//! The post room: work done outside a request, and messages that leave the service.
//!
//! The queue of jobs, the outbox of mails to workers, and the ways to send messages.
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

//! Engagement: employers, their pledges, and requests to them.
//!
//! Nothing here is about a young person.
//!
//! May name the rooms below: shell, post, office, person.

pub mod employers;
pub mod pledges;
pub mod requests;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(employers::routes())
        .merge(pledges::routes())
        .merge(requests::routes())
}

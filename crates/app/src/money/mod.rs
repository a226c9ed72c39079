//! Money: funds, and what is requested from them, approved, paid and lent.
//!
//! May name the rooms below: shell, post, office, person, engagement, care.

pub mod funds;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default().merge(funds::routes())
}

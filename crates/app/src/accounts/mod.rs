//! Accounts: who works here, in which roles and teams, how many young people they can take, who covers for whom, and who has left.

pub mod model;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
}

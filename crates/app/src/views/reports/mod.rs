//! Reports: figures and pictures over the young people whom a manager may see.
//!
//! A manager's own report shows their own people as they are. Suppression of small numbers is for what leaves the council.

mod funding;
mod handlers;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/reports", Action::ReadReports, handlers::movement)
        .get("/reports/funding", Action::ReadReports, funding::funding)
}

//! An employer on one page: who they are, what was agreed, pledged and asked, and the places that they offer.
//!
//! Absent on purpose: changing any of it. Each part links to the page of its own slice.

mod show;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default().get("/employers/{id}", Action::SeeEmployers, show::show)
}

//! A worker's diary: appointments, interviews that young people have, activities and drop-ins, day by day.

mod handlers;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default().get("/diary", Action::SeeOwnWork, handlers::diary)
}

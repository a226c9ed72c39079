//! Organisations that work with the council: charities whose advisers have accounts here, colleges, employers.
//!
//! Absent on purpose: their people, what they offer and what they have pledged. They are kept with employers.

mod forms;
mod handlers;
pub mod model;
mod queries;

pub(crate) use queries::names;
pub use queries::{Organisation, add};

use policy::Action::ManageAccounts;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/organisations", ManageAccounts, handlers::list)
        .get("/organisations/new", ManageAccounts, handlers::ask)
        .post("/organisations/new", ManageAccounts, handlers::make)
}

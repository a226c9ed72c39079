//! A young person's own pages.
//!
//! They show what the rooms below hold about one young person and no one else; some of those rooms add a page of their own.
//!
//! May name every room below: shell to work.

pub mod young_person;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default().merge(young_person::routes())
}

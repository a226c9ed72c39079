//! A young person's own pages.
//!
//! They show what the rooms below hold of one young person and of nobody else; some of those rooms have a page of theirs among them.
//!
//! May name every room below: shell to work.

pub mod young_person;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default().merge(young_person::routes())
}

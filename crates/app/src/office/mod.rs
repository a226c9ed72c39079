//! The office: who works here, and by which programmes.
//!
//! Accounts and signing in, teams, organisations, the council's programmes, its first day, and its directory.
//!
//! May name the shell and the post room.

pub mod accounts;
pub(crate) mod directory;
pub mod library;
pub mod organisations;
pub mod programmes;
pub(crate) mod setting_up;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(accounts::routes())
        .merge(organisations::routes())
        .merge(programmes::routes())
        .merge(setting_up::routes())
}

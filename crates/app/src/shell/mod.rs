//! The shell: what every request shares, whatever it is about.
//!
//! The program as a whole, the settings, the clock, the frame around every page, forms and the parsers of what people type, holders
//! of links, and the lists of choices.
//!
//! Names no other room. Every room may name it.

pub mod app;
pub mod choices;
pub mod clock;
pub mod config;
pub mod outside;
pub(crate) mod private;
pub(crate) mod reading;
pub(crate) mod task;
pub mod web;

use self::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default().merge(outside::routes())
}

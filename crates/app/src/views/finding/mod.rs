//! The search of everything that a worker may open: young people, employers, opportunities, activities, organisations, programmes, pages.
//!
//! Absent on purpose: notes and messages. What somebody wrote about a young person is read on their record, and never found by a word of it.

mod found;
mod show;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/search", Access::Own, show::show)
        .get("/search/suggestions", Access::Own, show::suggest)
}

//! Views: pages that combine many slices and change nothing.
//!
//! A young person's page, an employer's page, Today, the diary, the search, the reports, what help costs, and the journal.
//!
//! May name every room below: shell to own.

pub mod diary;
pub mod employer_page;
pub mod finding;
pub mod journal;
pub mod record;
pub mod reports;
pub mod spending;
pub mod today;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(diary::routes())
        .merge(employer_page::routes())
        .merge(finding::routes())
        .merge(journal::routes())
        .merge(record::routes())
        .merge(reports::routes())
        .merge(spending::routes())
        .merge(today::routes())
}

//! The cohort page: everyone in a scope with their barriers side by side, to filter, group, assign and download.
//!
//! Rows are read for the whole scope and filtered in memory, because barriers are sealed.
//!
//! Absent on purpose: figures for others. Those come from `reports`, which hides small numbers.

mod assign;
mod filter;
mod list;
mod model;
mod print;
mod queries;
mod views;

pub(crate) use filter::level_2;
pub(crate) use list::{chosen as wanted, out_for};
pub use model::CohortQuery;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/cohort", Action::ListPeople, list::list)
        .get("/cohort/list.csv", Action::ExportPeople, print::csv)
        .get("/cohort/caseload", Action::ListPeople, print::caseload)
        .get("/cohort/assign", Action::SeeTeam, assign::ask)
        .post("/cohort/assign", Action::SeeTeam, assign::assign)
        .get("/cohort/views/new", Action::Search, views::ask)
        .post("/cohort/views/new", Action::Search, views::keep)
        .get("/cohort/views/{id}/end", Action::Search, views::ask_end)
        .post("/cohort/views/{id}/end", Action::Search, views::end)
}

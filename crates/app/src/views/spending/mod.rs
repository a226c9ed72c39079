//! Spending: what help costs, and a CSV of a fund's payments for finance.
//!
//! Absent on purpose: the funds themselves. Requests, approvals and payments are in [`crate::money::funds`].

mod cost;
mod export;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/reports/cost", Action::ReadReports, cost::show)
        .get("/funds/{id}/export", Action::KeepFunds, export::export)
}

//! Spending: what help costs, and a fund's payments to take along for finance.
//!
//! Absent on purpose: the funds themselves. What is asked, agreed and paid is [`crate::money::funds`]'.

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

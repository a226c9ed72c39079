//! Reports: figures and charts about the young people a manager may see.
//!
//! A manager's report shows their own young people in full. Small numbers are suppressed only in what leaves the council.

mod coming;
mod courses;
mod employers;
mod funding;
mod handlers;
mod home;
mod queries;
mod referred;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/reports", Action::ReadReports, home::show)
        .get("/reports/movement", Action::ReadReports, handlers::movement)
        .get("/reports/activities", Action::ReadReports, coming::coming)
        .get(
            "/reports/referrals",
            Action::ReadReports,
            referred::referred,
        )
        .get(
            "/reports/employers",
            Action::ReadReports,
            employers::employers,
        )
        .get("/reports/funding", Action::ReadReports, funding::funding)
}

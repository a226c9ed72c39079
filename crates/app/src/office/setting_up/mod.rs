//! The first day of a council: what has to be there before somebody can work with it, in order, with what is done.
//!
//! Absent on purpose: the forms themselves. Each step leads to the page where it is done.

mod queries;
mod show;

pub(crate) use show::is_finished;

use policy::Action::ManageAccounts;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub(crate) fn routes() -> Routes {
    let mail = "/setting-up/test-message";
    Routes::default()
        .get("/setting-up", ManageAccounts, show::show)
        .post(mail, ManageAccounts, show::send)
}

//! Accounts: who works here, in which roles and teams, how many young people they can take, who covers for whom, and who has left.
//!
//! An account is closed and never removed, because the journal and the histories speak of it. What an account may do is changed by
//! another administrator only, so that nobody widens their own view. An administrator sees how many young people somebody works with,
//! and none of their names.
//!
//! Absent on purpose: signing in (`web::sign_in`), and giving one young person to one worker, which is the young person's page's.

mod council;
mod forms;
mod handlers;
mod invitation;
pub mod model;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use council::{AddCouncilError, add_council};
pub use model::{NewAccount, WorkerChoice};
pub use queries::{
    accounts::create,
    lists::{names_with, organisation_names, team_names, worker_names, workers_with},
};
pub(crate) use queries::{
    accounts::{council_name, councils, email_of},
    lists::left,
};

use policy::Action::ManageAccounts;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    use handlers::{accounts, cover, leave, teams};

    Routes::default()
        .get("/accounts", ManageAccounts, accounts::list)
        .get("/accounts/new", ManageAccounts, accounts::ask_new)
        .post("/accounts/new", ManageAccounts, accounts::make)
        .get("/accounts/{id}", ManageAccounts, accounts::show)
        .get("/accounts/{id}/edit", ManageAccounts, accounts::ask_change)
        .post("/accounts/{id}/edit", ManageAccounts, accounts::change)
        .get("/accounts/{id}/link", ManageAccounts, accounts::ask_link)
        .post("/accounts/{id}/link", ManageAccounts, accounts::send_link)
        .get("/accounts/{id}/cover", ManageAccounts, cover::ask)
        .post("/accounts/{id}/cover", ManageAccounts, cover::arrange)
        .get("/accounts/{id}/cover/end", ManageAccounts, cover::ask_end)
        .post("/accounts/{id}/cover/end", ManageAccounts, cover::end)
        .get("/accounts/{id}/leave", ManageAccounts, leave::ask)
        .post("/accounts/{id}/leave", ManageAccounts, leave::leave)
        .get("/teams", ManageAccounts, teams::list)
        .get("/teams/new", ManageAccounts, teams::ask_new)
        .post("/teams/new", ManageAccounts, teams::make)
        .get("/teams/{id}/edit", ManageAccounts, teams::ask_change)
        .post("/teams/{id}/edit", ManageAccounts, teams::change)
}

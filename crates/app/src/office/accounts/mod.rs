//! Accounts: who works here, in which roles and teams, how many young people they can take, who covers for whom, and who has left.
//!
//! An account is closed and never removed, because the journal and the histories refer to it. Only another administrator changes what an
//! account may do, and a role that opens restricted records or money needs a second person, so that no one widens their own view. An
//! administrator sees how many young people a worker has, but not their names.
//!
//! Absent on purpose: allocating a young person to a worker. That is on the young person's page.

mod council;
mod forms;
mod handlers;
mod invitation;
pub mod model;
mod pages;
mod queries;
pub mod sign_in;
mod standing;
#[cfg(test)]
mod tests;

pub use council::{AddCouncilError, add_council};
pub use model::address_hash;
pub use model::{NewAccount, WorkerChoice};
pub use queries::{
    accounts::create,
    lists::{names_with, organisation_names, team_names, worker_names, workers_with},
};
pub(crate) use queries::{
    accounts::email_of,
    councils::{council_name, council_named, councils},
    cover::standing_in,
    feeds::{end_feeds, has_feed, make_feed, note_use, open_feed},
    lists::{advisers_of, answering_for, left, partners, reached},
};

pub(crate) use queries::standing::note_link;
pub(crate) use sign_in::send_links;
pub(crate) use standing::{changes_to_see, settle};

use policy::Action::{AgreeStanding, ManageAccounts};

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    use handlers::{accounts, cover, leave, standing, teams};

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
        .post(
            "/accounts/{id}/feed/end",
            ManageAccounts,
            accounts::end_feed,
        )
        .get("/accounts/{id}/leave", ManageAccounts, leave::ask)
        .post("/accounts/{id}/leave", ManageAccounts, leave::leave)
        .get("/standing", AgreeStanding, standing::list)
        .post("/standing/{id}", AgreeStanding, standing::answer)
        .get("/teams", ManageAccounts, teams::list)
        .get("/teams/new", ManageAccounts, teams::ask_new)
        .post("/teams/new", ManageAccounts, teams::make)
        .get("/teams/{id}/edit", ManageAccounts, teams::ask_change)
        .post("/teams/{id}/edit", ManageAccounts, teams::change)
        .merge(sign_in::routes())
}

//! What is due, for those who must act: the page a coach opens in the morning, and the team page for its manager.
//!
//! Both read the table that the engine has written; nothing is worked out from histories here.

mod arranged;
mod handlers;
mod people;
mod queries;
mod rows;
mod team;
mod watched;
mod words;
mod work;

use policy::Action;

use crate::shell::web::Routes;

pub(crate) use handlers::first_page;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/today", Action::SeeOwnWork, handlers::today)
        .post(
            "/people/{id}/put-off",
            Action::RecordContact,
            handlers::put_off,
        )
        .get("/team", Action::SeeTeam, team::show)
}

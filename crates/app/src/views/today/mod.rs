//! What is due, for whoever must act: the page that a coach opens in the morning, and the team's for its manager.
//!
//! Both read the table that the engine has written; nothing is worked out from histories here.

mod handlers;
mod queries;
mod team;
mod words;
mod work;

use policy::Action;

use crate::shell::web::{Answer, Ctx, Routes, redirect};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/today", Action::SeeOwnWork, handlers::today)
        .get("/team", Action::SeeTeam, team::show)
}

/// Leads to the first page of whoever is signed in.
pub(crate) async fn first_page(ctx: Ctx) -> Answer {
    Ok(redirect(crate::shell::web::first_page(&ctx)))
}

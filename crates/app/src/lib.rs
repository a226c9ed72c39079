//! Foothold: the web application, the worker and the command line, by slices.
//!
//! A slice is a folder with one noun. Its `mod.rs` says what it is, holds its routes and what other slices may use; `model.rs` holds types
//! and pure rules, `queries.rs` all database access, `forms.rs` turns what was typed into a command, `pages.rs` words what is shown, and
//! `handlers.rs` reads like the sentence in the user story.
//!
//! One request: [`web::guard`] finds who is signed in, the handler decides and queries through [`web::Ctx`], a page struct is rendered,
//! and the journal is written before the answer leaves.

pub mod accounts;
pub mod activities;
pub mod app;
pub mod applications;
pub mod appointments;
pub mod assessments;
pub mod better_off;
pub mod choices;
pub mod clock;
pub mod cohort;
pub mod command;
pub mod commitments;
pub mod concerns;
pub mod conferences;
pub mod config;
pub mod contacts;
pub mod demo;
mod directory;
pub mod drop_ins;
pub mod due;
pub mod employer_page;
pub mod employers;
pub mod enrolments;
pub mod entitlements;
pub mod funds;
pub mod group_requests;
pub mod imports;
pub mod journal;
pub mod library;
pub mod matches;
pub mod mentors;
pub mod messages;
pub mod onward_referrals;
pub mod opportunities;
pub mod organisations;
pub mod outbox;
pub mod outside;
pub mod particulars;
pub mod people;
pub mod plans;
pub mod pledges;
mod private;
pub mod programmes;
pub mod queue;
mod reading;
pub mod record;
pub mod referrals;
pub mod register;
pub mod reports;
pub mod requests;
mod serving;
pub mod silence;
pub mod spending;
pub mod stages;
#[cfg(test)]
mod tests;
pub mod today;
pub mod transport;
pub mod walk_ins;
pub mod web;
pub mod wishes;
pub mod work_placements;
pub mod worker;
pub mod young_person;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, middleware};

pub use app::{App, StartError};
pub use clock::Clock;
pub use config::Config;

/// Opens the program, with every part whose settings can be wrong.
///
/// Errors: [`StartError`], whose words say what to do.
pub async fn open(config: Config, clock: Clock) -> Result<Arc<App>, StartError> {
    let app = App::open(config, clock).await?;
    app.start::<transport::Transport>()?;
    app.start::<matches::Districts>()?;
    Ok(app)
}

/// Returns every slice's routes, in one table.
pub fn routes() -> web::Routes {
    web::Routes::default()
        .get("/", web::Access::Own, today::first_page)
        .get(
            "/assets/{name}",
            web::Access::Open("stylesheet, script and icon"),
            web::asset,
        )
        .get(
            "/health",
            web::Access::Open("says that the program runs; shows nothing else"),
            app::health,
        )
        .merge(accounts::routes())
        .merge(activities::routes())
        .merge(applications::routes())
        .merge(appointments::routes())
        .merge(assessments::routes())
        .merge(better_off::routes())
        .merge(cohort::routes())
        .merge(commitments::routes())
        .merge(concerns::routes())
        .merge(conferences::routes())
        .merge(contacts::routes())
        .merge(employer_page::routes())
        .merge(employers::routes())
        .merge(stages::routes())
        .merge(entitlements::routes())
        .merge(funds::routes())
        .merge(group_requests::routes())
        .merge(imports::routes())
        .merge(journal::routes())
        .merge(matches::routes())
        .merge(mentors::routes())
        .merge(messages::routes())
        .merge(onward_referrals::routes())
        .merge(opportunities::routes())
        .merge(organisations::routes())
        .merge(outbox::routes())
        .merge(outside::routes())
        .merge(particulars::routes())
        .merge(record::routes())
        .merge(register::routes())
        .merge(plans::routes())
        .merge(pledges::routes())
        .merge(programmes::routes())
        .merge(referrals::routes())
        .merge(reports::routes())
        .merge(requests::routes())
        .merge(silence::routes())
        .merge(spending::routes())
        .merge(today::routes())
        .merge(drop_ins::routes())
        .merge(walk_ins::routes())
        .merge(wishes::routes())
        .merge(work_placements::routes())
        .merge(young_person::routes())
}

/// Returns the application as one router.
pub fn router(app: Arc<App>) -> Router {
    let (router, table) = routes().into_parts();
    let gate = web::Gate::new(&app, table);
    router
        .route_layer(middleware::from_fn_with_state(gate, web::guard))
        .fallback(async || web::WebError::NotFound)
        .method_not_allowed_fallback(web::page_before)
        .layer(DefaultBodyLimit::max(store::files::LIMIT + 64 * 1024))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            web::secure,
        ))
        .with_state(app)
}

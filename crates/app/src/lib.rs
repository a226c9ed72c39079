//! Foothold: the web application, the worker and the command line.
//!
//! The code is cut into rooms, each of which may name those before it: [`shell`], [`post`], [`office`], [`person`], [`engagement`], [`care`],
//! [`money`], [`work`], [`own`], [`views`], [`program`]. A room is a folder of slices, and a slice is a folder with one noun. Its `mod.rs` says
//! what it is, holds its routes and what others may use; the rest of it is its own. A test reads the source and holds both rules.
//!
//! One request: [`shell::web::guard`] finds who is signed in, the handler decides and queries through [`shell::web::Ctx`], a page struct is
//! rendered, and the journal is written before the answer leaves.

pub mod care;
pub mod engagement;
pub mod money;
pub mod office;
pub mod own;
pub mod person;
pub mod post;
pub mod program;
pub mod shell;
#[cfg(test)]
mod tests;
pub mod views;
pub mod work;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, middleware};

pub use shell::app::{App, StartError};
pub use shell::clock::Clock;
pub use shell::config::Config;

/// Opens the program, with every part whose settings can be wrong.
///
/// Errors: [`StartError`], whose words say what to do.
pub async fn open(config: Config, clock: Clock) -> Result<Arc<App>, StartError> {
    let app = App::open(config, clock).await?;
    app.start::<post::transport::Transport>()?;
    app.start::<work::matches::Districts>()?;
    Ok(app)
}

/// Returns every slice's routes, in one table.
pub fn routes() -> shell::web::Routes {
    shell::web::Routes::default()
        .get("/", shell::web::Access::Own, views::today::first_page)
        .get("/more", shell::web::Access::Own, shell::web::more)
        .post(
            "/drafts",
            shell::web::Access::Own,
            shell::web::drafts::keep_now,
        )
        .get(
            "/assets/{name}",
            shell::web::Access::Open("stylesheet, script and icon"),
            shell::web::asset,
        )
        .get(
            "/health",
            shell::web::Access::Open("says that the program runs; shows nothing else"),
            shell::app::health,
        )
        .merge(shell::web::notices())
        .merge(shell::routes())
        .merge(post::routes())
        .merge(office::routes())
        .merge(person::routes())
        .merge(engagement::routes())
        .merge(care::routes())
        .merge(money::routes())
        .merge(work::routes())
        .merge(own::routes())
        .merge(views::routes())
}

/// Returns the application as one router.
pub fn router(app: Arc<App>) -> Router {
    let (router, table) = routes().into_parts();
    let gate = shell::web::Gate::new(&app, table);
    router
        .route_layer(middleware::from_fn_with_state(gate, shell::web::guard))
        .fallback(async || shell::web::WebError::NotFound)
        .method_not_allowed_fallback(shell::web::page_before)
        .layer(DefaultBodyLimit::max(store::files::LIMIT + 64 * 1024))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            shell::web::secure,
        ))
        .with_state(app)
}

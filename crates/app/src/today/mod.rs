//! What is due, for whoever must act.

use crate::web::{Answer, Ctx, Routes, redirect};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
}

/// Leads to the first page of whoever is signed in.
pub(crate) async fn first_page(ctx: Ctx) -> Answer {
    Ok(redirect(crate::web::first_page(&ctx)))
}

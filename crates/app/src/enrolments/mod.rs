//! To come.

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
}

//! The demo world.

use std::sync::Arc;

use store::StoreError;

use crate::App;

/// Makes the demo world, and returns a role and a path for each link to sign in.
pub async fn build(_app: &Arc<App>) -> Result<Vec<(String, String)>, StoreError> {
    Ok(Vec::new())
}

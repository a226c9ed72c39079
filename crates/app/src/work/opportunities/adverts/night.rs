//! Fetching adverts once a night.

use std::sync::Arc;

use store::{StoreError, WriteTx};
use values::CouncilId;

use super::{display::Source, queries};
use crate::App;

/// Fetches the adverts and stores them for a council. If they cannot be fetched, the earlier ones are kept. Safe to run again.
///
/// Errors: [`StoreError::Unreadable`] with what the other server said, and those of the database.
pub(crate) async fn fetch(app: &Arc<App>, council: CouncilId) -> Result<(), StoreError> {
    let Some(source) = app.part::<Source>().0.clone() else {
        return Ok(());
    };
    let unreadable = |error: String| StoreError::Unreadable(format!("adverts: {error}"));
    let all = tokio::task::spawn_blocking(move || source.fetch())
        .await
        .map_err(|error| unreadable(error.to_string()))?
        .map_err(unreadable)?;
    let (all, stamp) = (Arc::new(all), app.clock.stamp(council, None));
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            queries::keep(tx, &all).await
        })
        .await
}

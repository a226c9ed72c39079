//! Fetching adverts once a night.

use std::sync::Arc;

use store::WriteTx;
use values::{AccountId, CouncilId};

use super::{display::Source, queries};
use crate::App;

/// Fetches the adverts and stores them for a council. If they cannot be fetched it is logged, and the earlier ones are kept: the rest of the
/// night's work does not wait for a fault elsewhere.
/// Safe to run again.
pub(crate) async fn fetch(app: &Arc<App>, councils: &[CouncilId]) {
    let Some(source) = app.part::<Source>().0.clone() else {
        return;
    };
    let fetched = tokio::task::spawn_blocking(move || source.fetch()).await;
    let all = match fetched {
        Ok(Ok(all)) => Arc::new(all),
        Ok(Err(error)) => {
            tracing::warn!(error, "apprenticeship adverts could not be fetched");
            return;
        }
        Err(error) => {
            tracing::error!(%error, "fetching apprenticeship adverts broke off");
            return;
        }
    };
    for council in councils {
        let (all, stamp) = (Arc::clone(&all), app.clock.stamp(*council, AccountId::NONE));
        let kept = app
            .store
            .write(stamp, move |tx: &mut WriteTx| {
                let all = Arc::clone(&all);
                Box::pin(async move { queries::keep(tx, &all).await })
            })
            .await;
        if let Err(error) = kept {
            tracing::error!(%council, %error, "apprenticeship adverts could not be kept");
        }
    }
}

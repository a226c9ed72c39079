//! The daily work, after midnight in London.
//!
//! Each part is safe to repeat: a day's file that already exists is left alone, and a draft is removed once.

use std::sync::Arc;

use chrono::NaiveDate;
use store::{StoreError, WriteTx};
use values::AccountId;

use crate::{
    App,
    care::{contacts, messages},
    office::accounts,
    post::outbox,
    shell::web::drafts,
    work::{opportunities, work_placements},
};

/// Remembers the last night. After a restart the night's work runs again, which changes nothing.
#[derive(Default)]
pub(super) struct Nights(Option<NaiveDate>);

impl Nights {
    /// Starts the daily work, once for each day.
    pub(super) async fn pass(&mut self, app: &Arc<App>) {
        let today = app.clock.today();
        if self.0 == Some(today) {
            return;
        }
        self.0 = Some(today);
        // In its own task: sign-in mail does not wait for the night's work.
        let app = Arc::clone(app);
        tokio::spawn(async move {
            if let Err(error) = run_night(&app).await {
                tracing::error!(%error, "the night's work could not be done");
            }
        });
    }
}

/// Writes yesterday's contacts into the folder that is set, writes reminders, asks employers whose check-in is due, blanks expired links,
/// removes abandoned drafts and fetches adverts.
///
/// Errors: those of the database and of the folder.
pub async fn run_night(app: &Arc<App>) -> Result<(), StoreError> {
    let today = app.clock.today();
    if let Some(folder) = &app.config.contacts_folder {
        let yesterday = today.pred_opt().unwrap_or(today);
        contacts::put_into(app, folder, yesterday).await?;
    }
    for (council, _) in accounts::councils(&mut app.store.read().await?).await? {
        messages::write_reminders(app, council).await?;
        work_placements::ask_employers(app, council).await?;
    }
    let councils = accounts::councils(&mut app.store.read().await?).await?;
    let ids: Vec<_> = councils.iter().map(|(council, _)| *council).collect();
    for (council, _) in councils {
        let stamp = app.clock.stamp(council, AccountId::NONE);
        app.store
            .write(stamp, |tx: &mut WriteTx| {
                Box::pin(async move {
                    let now = tx.at();
                    outbox::blank_old(tx, now).await?;
                    drafts::forget(tx).await
                })
            })
            .await?;
    }
    // Last, because it waits for someone else's server.
    opportunities::fetch_adverts(app, &ids).await;
    Ok(())
}

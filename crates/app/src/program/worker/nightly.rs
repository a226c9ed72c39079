//! The daily work of each council, after midnight in London.
//!
//! It is a job for each council, so that it is tried again when something fails, and one council's fault ends nobody else's night. Each part is
//! safe to repeat: a day's file that already exists is left alone, and a draft is removed once.

use std::sync::Arc;

use chrono::NaiveDate;
use store::{StoreError, WriteTx};
use values::CouncilId;

use super::jobs::run_kinds;
use crate::{
    App,
    care::{contacts, messages},
    office::accounts,
    post::{
        outbox,
        queue::{self, JobKind},
    },
    shell::{clock, web::drafts},
    work::{opportunities, work_placements},
};

/// Remembers the last night for which the work was queued.
#[derive(Default)]
pub(super) struct Nights(Option<NaiveDate>);

impl Nights {
    /// Queues the daily work of each council that has none of today yet.
    pub(super) async fn pass(&mut self, app: &Arc<App>) {
        let today = app.clock.today();
        if self.0 == Some(today) {
            return;
        }
        match queue_night(app, today).await {
            Ok(()) => self.0 = Some(today),
            Err(error) => tracing::error!(%error, "the night's work could not be queued"),
        }
    }
}

async fn queue_night(app: &Arc<App>, today: NaiveDate) -> Result<(), StoreError> {
    let midnight = clock::midnight(today);
    let mut tx = app.store.read().await?;
    let mut without = Vec::new();
    for (council, _) in accounts::councils(&mut tx).await? {
        if !queue::is_wanted_since(&mut tx, council, JobKind::Night, midnight).await? {
            without.push(council);
        }
    }
    drop(tx);
    for council in without {
        want(app, council).await?;
    }
    Ok(())
}

async fn want(app: &Arc<App>, council: CouncilId) -> Result<(), StoreError> {
    let stamp = app.clock.stamp(council, None);
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            queue::want(tx, JobKind::Night, council.into()).await
        })
        .await
}

/// Queues every council's daily work, whether or not it has been done today, and does it.
///
/// Errors: those of the database. Work that fails is not an error: it is tried again later.
pub async fn run_night(app: &Arc<App>) -> Result<(), StoreError> {
    let councils = accounts::councils(&mut app.store.read().await?).await?;
    for (council, _) in councils {
        want(app, council).await?;
    }
    run_kinds(app, &[JobKind::Night]).await.map(|_| ())
}

/// Does a council's work of the night before `day`, whenever that comes to be done: writes the contacts of the day before into the folder that is
/// set, writes reminders, asks employers whose check-in is due, blanks expired links, removes abandoned drafts, counts rows for the planner
/// and fetches adverts. A part that
/// fails keeps none of the others from being done.
///
/// Errors: the first part that failed.
pub(in crate::program) async fn night_of(
    app: &Arc<App>,
    council: CouncilId,
    day: NaiveDate,
) -> Result<(), StoreError> {
    let mut all = Ok(());
    if let Some(folder) = &app.config.contacts_folder {
        let before = day.pred_opt().unwrap_or(day);
        all = all.and(contacts::put_into(app, folder, council, before).await);
    }
    let reminded = messages::write_reminders(app, council).await;
    all = all.and(reminded.map(|_| ()));
    let asked = work_placements::ask_employers(app, council).await;
    all = all.and(asked.map(|_| ()));
    let stamp = app.clock.stamp(council, None);
    let tidied = app
        .store
        .write(stamp, async move |tx: &mut WriteTx| {
            let now = tx.at();
            outbox::blank_old(tx, now).await?;
            drafts::forget(tx).await
        })
        .await;
    all = all.and(tidied.map(|_| ()));
    all = all.and(app.store.tend_daily(stamp).await);
    // Last, because it waits for someone else's server.
    all.and(opportunities::fetch_adverts(app, council).await)
}

//! Running jobs, one after another.

use std::{sync::Arc, time::Duration};

use store::{Stamp, StoreError, WriteTx, entities::job};
use values::{ImportRunId, MessageId, PersonId, StandingChangeId};

use super::nightly;
use crate::{
    App,
    care::{messages, wishes},
    office::accounts,
    own::young_person,
    person::imports,
    post::queue::{self, JobKind},
    shell::{clock, web::Ask},
};

/// Sends the sign-in links that were asked for, runs every job that is due, and returns how many were done.
///
/// Errors: those of the database. A job that fails is not an error: it is tried again later.
pub async fn run_due(app: &Arc<App>) -> Result<usize, StoreError> {
    answer_all(app).await?;
    run_kinds(app, JobKind::ALL).await
}

/// Runs every job of some kinds that is due, and returns how many were done.
pub(super) async fn run_kinds(app: &Arc<App>, kinds: &[JobKind]) -> Result<usize, StoreError> {
    let mut done = 0;
    for job in queue::due(&mut app.store.read().await?, kinds, app.clock.now()).await? {
        let stamp = app.clock.stamp(job.council_id.into(), None);
        if !app
            .store
            .write(stamp, async move |tx: &mut WriteTx| {
                queue::take(tx, job.id).await
            })
            .await?
        {
            continue;
        }
        let outcome = match JobKind::parse(&job.kind) {
            Some(kind) => run(app, kind, stamp, &job).await,
            None => Err(StoreError::Unreadable(format!(
                "a job of the kind {}",
                job.kind
            ))),
        };
        done += usize::from(outcome.is_ok());
        let failure = outcome.err().map(|error| error.to_string());
        if let Some(error) = &failure {
            tracing::warn!(job = %job.id, kind = job.kind, tries = job.tries + 1, error, "a job failed");
        }
        let stamp = app.clock.stamp(job.council_id.into(), None);
        app.store
            .write(stamp, async move |tx: &mut WriteTx| {
                queue::finish(tx, job.id, failure.clone()).await
            })
            .await?;
    }
    Ok(done)
}

async fn run(
    app: &Arc<App>,
    kind: JobKind,
    stamp: Stamp,
    job: &job::Model,
) -> Result<(), StoreError> {
    let subject = job.subject_id;
    match kind {
        JobKind::SendMessage => messages::send(app, stamp, MessageId(subject)).await,
        JobKind::BringListIn => imports::bring_in(app, stamp, ImportRunId(subject)).await,
        JobKind::SettleAddress => accounts::settle(app, stamp, StandingChangeId(subject)).await,
        JobKind::LookAgain => wishes::look_again(app, stamp, PersonId(subject)).await,
        JobKind::Night => {
            let day = clock::london_day(job.wanted_at.into());
            nightly::night_of(app, stamp.council, day).await
        }
    }
}

/// Sends a link to everyone who has asked and is known. If one cannot be sent, the others still are.
///
/// Errors: those of the database, the last of them.
pub async fn answer_all(app: &Arc<App>) -> Result<(), StoreError> {
    let mut all = Ok(());
    for ask in app.asked.take() {
        let answered = match ask {
            Ask::Worker { hash, query } => accounts::send_links(app, &hash, &query).await,
            Ask::YoungPerson { hash, typed } => young_person::send_link(app, &hash, &typed).await,
        };
        all = answered.and(all);
    }
    all
}

/// Runs jobs for as long as the program runs: the quick ones, and beside them the slow ones, the daily work of each night among them.
pub async fn work(app: Arc<App>) {
    tokio::join!(quick_work(&app), slow_work(&app));
}

async fn quick_work(app: &Arc<App>) {
    let mut tick = tokio::time::interval(Duration::from_secs(2));
    loop {
        tick.tick().await;
        told(answer_all(app).await);
        told(run_kinds(app, JobKind::QUICK).await);
    }
}

async fn slow_work(app: &Arc<App>) {
    let mut tick = tokio::time::interval(Duration::from_secs(2));
    let mut nights = nightly::Nights::default();
    loop {
        tick.tick().await;
        nights.pass(app).await;
        told(run_kinds(app, JobKind::SLOW).await);
    }
}

fn told<T>(done: Result<T, StoreError>) {
    if let Err(error) = done {
        tracing::error!(%error, "the jobs could not be read");
    }
}

//! Jobs: work outside a request, written in the transaction that wanted it.
//!
//! A job is taken for a few minutes, so that two workers do not do it at once, and it is safe to run twice, because a worker may stop
//! between doing it and saying so. A job that fails is tried again later each time, and after the last try an administrator sees it.

mod nightly;
mod queries;

pub use nightly::run_night;

use std::{sync::Arc, time::Duration};

use store::{StoreError, WriteTx};
use uuid::Uuid;
use values::{AccountId, ImportRunId, MessageId, StandingChangeId};

pub use queries::{want, want_at};

use crate::{App, accounts, imports, messages, web::sign_in};

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Sends a message of the outbox.
    SendMessage,
    /// Brings in a list that was tried.
    BringListIn,
    /// Has a new address of an account count.
    SettleAddress,
}

impl JobKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::SendMessage, Self::BringListIn, Self::SettleAddress];

    /// Returns the code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SendMessage => "send-message",
            Self::BringListIn => "bring-list-in",
            Self::SettleAddress => "settle-address",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Answers those who asked for a link, runs every job that is due now, and returns how many were done.
///
/// Errors: those of the database; a job that fails is no error, it is tried again later.
pub async fn run_due(app: &Arc<App>) -> Result<usize, StoreError> {
    sign_in::answer_all(app).await?;
    let mut done = 0;
    for job in queries::due(&mut app.store.read().await?, app.clock.now()).await? {
        let stamp = app.clock.stamp(job.council_id.into(), AccountId::NONE);
        if !app
            .store
            .write(stamp, move |tx: &mut WriteTx| {
                Box::pin(async move { queries::take(tx, job.id).await })
            })
            .await?
        {
            continue;
        }
        let outcome = match JobKind::parse(&job.kind) {
            Some(kind) => run(app, kind, stamp, job.subject_id).await,
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
        let stamp = app.clock.stamp(job.council_id.into(), AccountId::NONE);
        app.store
            .write(stamp, move |tx: &mut WriteTx| {
                let failure = failure.clone();
                Box::pin(async move { queries::finish(tx, job.id, failure).await })
            })
            .await?;
    }
    Ok(done)
}

async fn run(
    app: &Arc<App>,
    kind: JobKind,
    stamp: store::Stamp,
    subject: Uuid,
) -> Result<(), StoreError> {
    match kind {
        JobKind::SendMessage => messages::send(app, stamp, MessageId(subject)).await,
        JobKind::BringListIn => imports::bring_in(app, stamp, ImportRunId(subject)).await,
        JobKind::SettleAddress => accounts::settle(app, stamp, StandingChangeId(subject)).await,
    }
}

/// Runs jobs for as long as the program lives, and each night what is done once a day.
pub async fn work(app: Arc<App>) {
    let mut tick = tokio::time::interval(Duration::from_secs(2));
    let mut nights = nightly::Nights::default();
    loop {
        tick.tick().await;
        nights.pass(&app).await;
        if let Err(error) = run_due(&app).await {
            tracing::error!(%error, "the jobs could not be read");
        }
    }
}

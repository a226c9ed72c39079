//! Importing a list as a job: planned again against the records at that time, and written part after part.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use store::{Stamp, StoreError, WriteTx};
use values::ImportRunId;

use super::{
    bundle,
    plan::{self, Plan},
    queries,
    reading::incoming,
    writing::{self, Wanted},
};
use crate::{
    App,
    office::library::Library,
    person::due::Rules,
    shell::{app::Part, config::Config, web::words},
};

/// The progress of the imports that this program is running: steps done, and all steps.
#[derive(Default)]
pub struct Progress(Mutex<HashMap<ImportRunId, (usize, usize)>>);

impl Part for Progress {
    fn of(_config: &Config) -> Result<Self, String> {
        Ok(Self::default())
    }
}

impl Progress {
    /// Returns the progress of an import.
    pub(super) fn of(&self, id: ImportRunId) -> Option<(usize, usize)> {
        self.all().get(&id).copied()
    }

    fn note(&self, id: ImportRunId, done: usize, all: usize) {
        self.all().insert(id, (done, all));
    }

    fn forget(&self, id: ImportRunId) {
        self.all().remove(&id);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<ImportRunId, (usize, usize)>> {
        self.0
            .lock()
            .expect("no one panics while holding the progress")
    }
}

/// From how many rows on the tables have grown so much that plans may no longer fit them. A shorter list waits for the night.
const MANY: usize = 1000;

/// Imports a list. Safe to run twice: an import that has ended is left alone.
///
/// Errors: those of the database, and [`StoreError::Stale`] when someone changed one of the records meanwhile; the job is then tried again, and goes on
/// with what is left.
pub async fn bring_in(app: &Arc<App>, stamp: Stamp, id: ImportRunId) -> Result<(), StoreError> {
    let council = stamp.council;
    let mut tx = app.store.read().await?;
    let Some(run) = queries::find(&mut tx, council, id).await? else {
        return Ok(());
    };
    if run.state != "applying" {
        return Ok(());
    }
    let (options, before) = (run.options, run.done.unsigned_abs());
    let bytes = queries::bundle(&mut tx, council, run.file).await?;
    let here = queries::here(&mut tx, council).await?;
    drop(tx);
    let today = stamp.today;
    let stamp = Stamp {
        by: run.wanted_by,
        ..stamp
    };
    let planned = tokio::task::spawn_blocking(move || {
        let sent =
            bundle::open(&bytes).ok_or("The stored list cannot be read. Import it again.")?;
        let read = incoming(&sent, &options, today)?;
        drop((bytes, sent));
        let mut planned = plan::plan(read, &here, options.takes_duplicates);
        if before > 0 {
            planned.report.assumed.push(format!(
                "This import was interrupted and went on. {} written before that count as unchanged here.",
                words::count(before, "row", "rows")
            ));
        }
        Ok::<Plan, String>(planned)
    })
    .await
    .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let planned = match planned {
        Ok(planned) => Arc::new(planned),
        Err(why) => return end(app, stamp, id, "failed", why).await,
    };
    let library = Library::load(app, &mut app.store.read().await?, council).await?;
    let rules = Rules::of(app, library);
    let wanted = Wanted {
        council,
        by: stamp.by,
        run: Some(id),
    };
    let tell = |done| app.part::<Progress>().note(id, done, planned.steps.len());
    tell(0);
    let written = writing::write(app, wanted, &planned, &rules, &tell).await;
    app.part::<Progress>().forget(id);
    // Where someone has changed one of the records since, the next try plans again.
    written.map_err(|ended| ended.why)?;
    end(app, stamp, id, "applied", planned.report.to_string()).await?;
    if planned.steps.len() < MANY {
        return Ok(());
    }
    app.store.tend(stamp).await
}

async fn end(
    app: &Arc<App>,
    stamp: Stamp,
    id: ImportRunId,
    state: &'static str,
    report: String,
) -> Result<(), StoreError> {
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            queries::pass_on(tx, id, "applying", state, Some(&report)).await
        })
        .await
}

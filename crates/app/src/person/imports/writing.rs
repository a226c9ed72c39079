//! Writing a plan, part after part: others write in between, and what has been written stays.
//!
//! A part that meets someone else's change keeps nothing, and ends the import. Planned again, the rows that are there already change nothing.

use std::sync::Arc;

use store::{Entry, Stamp, StoreError, WriteTx};
use values::{AccountId, CouncilId, ImportRunId};

use super::{plan::Plan, queries};
use crate::{App, person::due::Rules};

/// How many steps are written together: tens of milliseconds, in which others wait.
const PART: usize = 100;

/// Why an import ended early, and how many steps had been written by then.
pub(super) struct Ended {
    pub(super) done: usize,
    pub(super) why: StoreError,
}

/// For whom a plan is written.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) council: CouncilId,
    /// The worker who wanted it.
    pub(super) by: Option<AccountId>,
    /// The import that keeps count; `None` from the command line.
    pub(super) run: Option<ImportRunId>,
}

/// Writes a plan, and reports after each part how many steps are done.
pub(super) async fn write(
    app: &App,
    wanted: Wanted,
    plan: &Arc<Plan>,
    rules: &Rules,
    tell: &(dyn Fn(usize) + Sync),
) -> Result<(), Ended> {
    let (mut done, mut seen) = (0, plan.seen);
    while done < plan.steps.len() {
        let part = done..plan.steps.len().min(done + PART);
        done = part.end;
        let (plan, rules, begun) = (Arc::clone(plan), rules.clone(), part.start);
        seen = app
            .store
            .write(stamp(app, wanted), async move |tx: &mut WriteTx| {
                let steps = &plan.steps[part.clone()];
                if let Some(run) = wanted.run {
                    queries::note_done(tx, run, steps.len()).await?;
                }
                queries::apply(tx, (plan.kind, steps), &rules, seen).await
            })
            .await
            .map_err(|why| Ended { done: begun, why })?;
        tell(done);
    }
    let (stamp, counts) = (stamp(app, wanted), plan.report.counts(plan.kind));
    let noted = app.store.write(stamp, async move |tx: &mut WriteTx| {
        tx.journal(Entry::new("import-people").reason(counts.clone()))
            .await
    });
    noted.await.map_err(|why| Ended { done, why })
}

/// Returns a stamp of its own for each part, so that each gives out other ids.
fn stamp(app: &App, wanted: Wanted) -> Stamp {
    Stamp {
        by: wanted.by,
        ..app.clock.stamp(wanted.council, None)
    }
}

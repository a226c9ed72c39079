//! Lists that come in, in the database.

use std::io::IsTerminal;

use store::{Entry, ReadTx, StoreError, WriteTx, fold};
use values::{CouncilId, PersonId};

use super::plan::{Coded, Here, Plan, Step};
use crate::{
    command,
    people::{self, OuterIds},
};

/// How many rows pass between two lines that tell how far it has come.
const TOLD_EVERY: usize = 1000;

/// Reads who is here already.
pub(super) async fn here(tx: &mut ReadTx, council: CouncilId) -> Result<Here, StoreError> {
    Ok(Here {
        ids: people::outer_ids(tx, council).await?,
        records: people::records(tx, council).await?,
    })
}

/// Writes a plan, all of it or nothing.
///
/// Errors: [`StoreError::Stale`] when somebody changed or added one of the young people since the plan was made.
pub(super) async fn apply(tx: &mut WriteTx, plan: &Plan) -> Result<(), StoreError> {
    let council = tx.council();
    let ids = people::outer_ids(tx, council).await?;
    let is_watched = plan.steps.len() > TOLD_EVERY && std::io::stderr().is_terminal();
    let source = plan.kind.code();
    for (place, step) in plan.steps.iter().enumerate() {
        match step {
            Step::Make(new, coded) => {
                let council_ref = ("council", new.fields.council_ref.as_str());
                if is_here(&ids, council_ref) || is_here(&ids, ("ssda903", &new.ssda903_child)) {
                    return Err(StoreError::Stale);
                }
                let id = people::add(tx, new).await?;
                record(tx, id, coded, source).await?;
            }
            Step::Fill(id, version, filling, coded) => {
                people::fill(tx, *id, *version, filling).await?;
                record(tx, *id, coded, source).await?;
            }
        }
        if is_watched && (place + 1).is_multiple_of(TOLD_EVERY) {
            command::say_error(&format!("{} of {} written", place + 1, plan.steps.len()));
        }
    }
    let counts = plan.report.counts(plan.kind);
    tx.journal(Entry::new("import-people").reason(counts)).await
}

fn is_here(ids: &OuterIds, (system, id): (&str, &str)) -> bool {
    !id.is_empty() && ids.contains_key(&(system.to_owned(), fold(id)))
}

async fn record(
    tx: &mut WriteTx,
    id: PersonId,
    coded: &Coded,
    source: &str,
) -> Result<(), StoreError> {
    if let Some(activity) = coded.activity {
        people::recode_eet(tx, id, activity, coded.on, source).await?;
    }
    if let Some(accommodation) = coded.accommodation {
        people::recode_accommodation(tx, id, accommodation, coded.on, source).await?;
    }
    Ok(())
}

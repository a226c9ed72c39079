//! The work that somebody has now, in a few words.

use chrono::NaiveDate;
use store::{ReadTx, StoreError};
use values::{CouncilId, PersonId, WorkPlacementId};

use super::{
    model::{Status, WorkPlacement},
    queries,
};
use crate::shell::web::words;

/// Work that goes on, or begins soon.
pub(crate) struct Current {
    /// Its id.
    pub(crate) id: WorkPlacementId,
    /// What it is called.
    pub(crate) title: String,
    /// Since when, or from when.
    pub(crate) says: String,
}

/// Returns the work that a young person has on a day, or else the one that begins next.
pub(crate) async fn current(
    tx: &mut ReadTx,
    council: CouncilId,
    (person, today): (PersonId, NaiveDate),
) -> Result<Option<Current>, StoreError> {
    let all = queries::of_person(tx, council, person).await?;
    let is = |wanted: &[Status], one: &WorkPlacement| wanted.contains(&one.stands(today));
    let working = all
        .iter()
        .find(|one| is(&[Status::Working, Status::PastEnd], one));
    let coming = all
        .iter()
        .rev()
        .find(|one| is(&[Status::Ahead, Status::NotStarted], one));
    Ok(working.or(coming).map(|one| Current {
        id: one.id,
        title: one.title.clone(),
        says: match one.started_on {
            Some(on) => format!("since {}", words::day(on)),
            None => format!("from {}", words::day(one.starts_on)),
        },
    }))
}

//! Proposed stages in the database.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::stage_proposal,
    orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

use crate::shell::clock;

/// A stage that somebody proposed.
#[derive(Clone, Debug)]
pub(crate) struct StageProposal {
    /// For whom.
    pub(crate) person: PersonId,
    /// The stage's key.
    pub(crate) stage: String,
    /// Why.
    pub(crate) reason: String,
    /// Who proposed it, and when.
    pub(crate) by: Option<AccountId>,
    /// See [`StageProposal::by`].
    pub(crate) on: NaiveDate,
    /// `moved`, `otherwise`, `again`, `not-now`, or empty while nobody has answered.
    pub(crate) outcome: String,
    /// Why not now.
    pub(crate) answer: String,
}

impl StageProposal {
    /// Returns whether nobody has answered it.
    pub(crate) fn is_open(&self) -> bool {
        self.outcome.is_empty()
    }
}

fn opened(tx: &ReadTx, row: stage_proposal::Model) -> Result<StageProposal, StoreError> {
    Ok(StageProposal {
        person: row.person_id.into(),
        stage: row.stage_key,
        reason: tx.open(&row.reason)?,
        by: row.made_by.map(Into::into),
        on: clock::london_day(row.made_at.into()),
        outcome: row.outcome,
        answer: tx.open(&row.answer)?,
    })
}

/// Proposes a stage. An earlier proposal of the same worker gives way to it.
pub(crate) async fn propose_stage(
    tx: &mut WriteTx,
    person: PersonId,
    stage: &str,
    reason: &str,
) -> Result<(), StoreError> {
    let own = Condition::all().add(stage_proposal::Column::MadeBy.eq(tx.by_id()));
    settle(tx, person, own, ("again", "")).await?;
    let row = stage_proposal::New {
        id: tx.next_id(),
        person_id: person.into(),
        stage_key: stage.to_owned(),
        reason: tx.seal(person, &reason.to_owned()),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        settled_at: None,
        settled_by: None,
        outcome: String::new(),
        answer: tx.seal(person, &String::new()),
    };
    stage_proposal::insert(tx, row).await?;
    tx.journal(Entry::new("propose-stage").person(person)).await
}

async fn settle(
    tx: &mut WriteTx,
    person: PersonId,
    which: Condition,
    (outcome, answer): (&str, &str),
) -> Result<u64, StoreError> {
    stage_proposal::change(tx.council())
        .set(stage_proposal::ActiveModel {
            settled_at: Set(Some(At::from(tx.at()))),
            settled_by: Set(tx.by_id()),
            outcome: Set(outcome.to_owned()),
            answer: Set(tx.seal(person, &answer.to_owned())),
            ..Default::default()
        })
        .filter(stage_proposal::Column::PersonId.eq(Uuid::from(person)))
        .filter(stage_proposal::Column::SettledAt.is_null())
        .filter(which)
        .exec_in(tx)
        .await
}

/// Settles what was proposed with an answer: not now.
///
/// Errors: [`StoreError::Stale`] where nothing is open.
pub(crate) async fn decline_stage(
    tx: &mut WriteTx,
    person: PersonId,
    answer: &str,
) -> Result<(), StoreError> {
    if settle(tx, person, Condition::all(), ("not-now", answer)).await? == 0 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new("answer-stage-proposal").person(person))
        .await
}

/// Settles what was proposed, because a stage has begun: it was that one, or something else was decided. The journal entry of the move says so.
pub(super) async fn stage_began(
    tx: &mut WriteTx,
    person: PersonId,
    stage: &str,
) -> Result<(), StoreError> {
    let there = Condition::all().add(stage_proposal::Column::StageKey.eq(stage));
    settle(tx, person, there, ("moved", "")).await?;
    settle(tx, person, Condition::all(), ("otherwise", "")).await?;
    Ok(())
}

/// Lists what was proposed for a young person, oldest first.
pub(crate) async fn stage_proposals_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<StageProposal>, StoreError> {
    let rows = stage_proposal::of(council)
        .filter(stage_proposal::Column::PersonId.eq(Uuid::from(person)))
        .order_by_asc(stage_proposal::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the proposals of a council that nobody has answered, oldest first.
pub(crate) async fn open_stage_proposals(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<StageProposal>, StoreError> {
    let rows = stage_proposal::of(council)
        .filter(stage_proposal::Column::SettledAt.is_null())
        .order_by_asc(stage_proposal::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

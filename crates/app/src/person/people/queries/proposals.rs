//! Coaches whom colleagues propose.

use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::coach_proposal,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// A proposal that nobody has answered yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CoachProposal {
    /// For whom.
    pub(crate) person: PersonId,
    /// The coach.
    pub(crate) coach: AccountId,
    /// Who proposes it.
    pub(crate) by: Option<AccountId>,
}

/// Proposes a coach to whoever allocates. An earlier proposal gives way to it.
pub(crate) async fn propose_coach(
    tx: &mut WriteTx,
    person: PersonId,
    coach: AccountId,
) -> Result<(), StoreError> {
    settle(tx, person).await?;
    let row = coach_proposal::New {
        id: tx.next_id(),
        person_id: person.into(),
        coach_id: coach.into(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        settled_at: None,
        settled_by: None,
    };
    coach_proposal::insert(tx, row).await?;
    let entry = Entry::new("propose-coach").person(person);
    tx.journal(entry.subject(coach)).await
}

/// Settles what was proposed: somebody has decided who works with them. The caller's own journal entry says so.
pub(super) async fn settle(tx: &mut WriteTx, person: PersonId) -> Result<(), StoreError> {
    coach_proposal::change(tx.council())
        .set(coach_proposal::ActiveModel {
            settled_at: Set(Some(At::from(tx.at()))),
            settled_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(coach_proposal::Column::PersonId.eq(Uuid::from(person)))
        .filter(coach_proposal::Column::SettledAt.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Lists the proposals of a council that nobody has answered, the oldest first.
pub(crate) async fn coach_proposals(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<CoachProposal>, StoreError> {
    let rows = coach_proposal::of(council)
        .filter(coach_proposal::Column::SettledAt.is_null())
        .order_by_asc(coach_proposal::Column::Id)
        .all_in(tx)
        .await?;
    let proposal = |row: coach_proposal::Model| CoachProposal {
        person: row.person_id.into(),
        coach: row.coach_id.into(),
        by: row.made_by.map(Into::into),
    };
    Ok(rows.into_iter().map(proposal).collect())
}

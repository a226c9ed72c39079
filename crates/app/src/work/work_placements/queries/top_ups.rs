//! Top-ups in the database: the parts, and which were paid.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::top_up,
    orm::{
        ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid,
        sea_query::SelectStatement,
    },
};
use values::{CouncilId, PersonId, TopUpId, WorkPlacementId};

use super::super::model::{TopUpPart, WorkPlacement};

/// Stores the parts of a top-up, and returns them with their ids. The caller's own journal entry names the work placement.
pub(in crate::work::work_placements) async fn schedule_top_up(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    parts: &[(NaiveDate, i64)],
) -> Result<Vec<(TopUpId, NaiveDate, i64)>, StoreError> {
    let mut kept = Vec::new();
    for (on, pence) in parts {
        let id: TopUpId = tx.next_id();
        kept.push((id, *on, *pence));
        let row = top_up::New {
            id: id.into(),
            work_placement_id: of.id.into(),
            person_id: of.person.into(),
            due_on: *on,
            pence: *pence,
            paid_on: None,
            paid_by: None,
            made_at: tx.at().into(),
            made_by: tx.by_id(),
        };
        top_up::insert(tx, row).await?;
    }
    Ok(kept)
}

/// Lists the parts of the top-ups of work placements, the earliest first.
pub(in crate::work::work_placements) async fn top_ups(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<TopUpPart>, StoreError> {
    let rows = top_up::of(council)
        .filter(top_up::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(top_up::Column::DueOn)
        .order_by_asc(top_up::Column::Id)
        .all_in(tx)
        .await?;
    let part = |row: top_up::Model| TopUpPart {
        id: row.id.into(),
        placement: row.work_placement_id.into(),
        on: row.due_on,
        pence: row.pence,
        paid_on: row.paid_on,
    };
    Ok(rows.into_iter().map(part).collect())
}

/// Counts the parts of top-ups that a young person has had or is owed: paid, or due before the work ended.
pub(in crate::work::work_placements) async fn top_ups_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<usize, StoreError> {
    let all = super::of_person(tx, council, person).await?;
    let ids: Vec<WorkPlacementId> = all.iter().map(|one| one.id).collect();
    let parts = top_ups(tx, council, &ids).await?;
    let ended = |part: &TopUpPart| {
        let of = all.iter().find(|one| one.id == part.placement);
        of.and_then(|one| one.ended_on)
    };
    let had = parts
        .iter()
        .filter(|part| part.paid_on.is_some() || part.is_due(NaiveDate::MAX, ended(part)));
    Ok(had.count())
}

/// Selects the work placements with a part of a top-up that is due by a day and was not paid.
pub(super) fn with_unpaid(council: CouncilId, by: NaiveDate) -> SelectStatement {
    top_up::of(council)
        .filter(top_up::Column::PaidOn.is_null())
        .filter(top_up::Column::DueOn.lte(by))
        .select_only()
        .column(top_up::Column::WorkPlacementId)
        .into_query()
}

/// Records that a part was paid.
///
/// Errors: [`StoreError::Stale`] if it was recorded before, or belongs to another work placement.
pub(in crate::work::work_placements) async fn pay_top_up(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    id: TopUpId,
) -> Result<(), StoreError> {
    let written = top_up::change(tx.council())
        .set(top_up::ActiveModel {
            paid_on: Set(Some(tx.today())),
            paid_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(top_up::Column::Id.eq(Uuid::from(id)))
        .filter(top_up::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(top_up::Column::PaidOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("top-up-paid").person(of.person);
    tx.journal(entry.subject(id)).await
}

//! Top-ups in the database: the parts, and which were paid.

use chrono::NaiveDate;
use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::top_up,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, TopUpId, WorkPlacementId};

use super::super::model::{TopUpPart, WorkPlacement};

/// Keeps the parts of a top-up. The caller's own journal entry names the work placement.
pub(in crate::work_placements) async fn schedule_top_up(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    parts: &[(NaiveDate, i64)],
) -> Result<(), StoreError> {
    for (on, pence) in parts {
        let row = top_up::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            work_placement_id: Set(of.id.into()),
            person_id: Set(of.person.into()),
            due_on: Set(*on),
            pence: Set(*pence),
            paid_on: Set(None),
            paid_by: Set(Uuid::nil()),
            made_at: Set(tx.at().into()),
            made_by: Set(tx.by().into()),
        };
        top_up::Entity::insert(row)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Lists the parts of the top-ups of work placements, the first first.
pub(in crate::work_placements) async fn top_ups(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<TopUpPart>, StoreError> {
    let rows = top_up::Entity::find()
        .filter(top_up::Column::CouncilId.eq(Uuid::from(council)))
        .filter(top_up::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(top_up::Column::DueOn)
        .order_by_asc(top_up::Column::Id)
        .all(tx.conn())
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

/// Notes that a part was paid.
///
/// Errors: [`StoreError::Stale`] where it was noted before, or is of another work placement.
pub(in crate::work_placements) async fn pay_top_up(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    id: TopUpId,
) -> Result<(), StoreError> {
    let written = top_up::Entity::update_many()
        .set(top_up::ActiveModel {
            paid_on: Set(Some(tx.today())),
            paid_by: Set(tx.by().into()),
            ..Default::default()
        })
        .filter(top_up::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(top_up::Column::Id.eq(Uuid::from(id)))
        .filter(top_up::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(top_up::Column::PaidOn.is_null())
        .exec(tx.conn())
        .await?;
    if written.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("top-up-paid").person(of.person);
    tx.journal(entry.subject(id)).await
}

//! Who works with a young person, and who did before.

use store::{
    At, Entry, Execute, StoreError, WriteTx,
    entities::{allocation, person},
    orm::{
        ColumnTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Set, Uuid,
        sea_query::{SelectStatement, UnionType},
    },
};
use values::{AccountId, CouncilId, PersonId};

use super::{super::Allocation, replace, standing, touched};

/// Sets who works with a young person, and keeps who did before.
///
/// Errors: [`StoreError::Stale`] when someone else changed the record since `version` was read.
pub async fn allocate(
    tx: &mut WriteTx,
    id: PersonId,
    version: i32,
    to: &Allocation,
    reason: &str,
) -> Result<(), StoreError> {
    let council = tx.council();
    let before: Allocation = standing(tx, council, id)
        .await?
        .ok_or(StoreError::Stale)?
        .into();
    let changed: Vec<_> = before
        .holders()
        .into_iter()
        .zip(to.holders())
        .filter(|(old, new)| old != new)
        .collect();
    for ((role, _), (_, holder)) in &changed {
        allocation::change(council)
            .set(allocation::ActiveModel {
                until_at: Set(Some(At::from(tx.at()))),
                ..Default::default()
            })
            .filter(allocation::Column::PersonId.eq(Uuid::from(id)))
            .filter(
                allocation::Column::Role
                    .eq(*role)
                    .and(allocation::Column::UntilAt.is_null()),
            )
            .exec_in(tx)
            .await?;
        if let Some(holder) = holder {
            open_allocation(tx, id, role, *holder, reason).await?;
        }
    }
    let row = person::ActiveModel {
        coach_id: Set(to.coach.map(Uuid::from)),
        adviser_id: Set(to.adviser.map(Uuid::from)),
        social_worker_id: Set(to.social_worker.map(Uuid::from)),
        team_id: Set(to.team.map(Uuid::from)),
        organisation_id: Set(to.organisation.map(Uuid::from)),
        ..touched(tx, id, version)
    };
    replace(tx, id, version, row).await?;
    let mut entry = Entry::new("allocate-person")
        .person(id)
        .fields(changed.iter().map(|((role, _), _)| *role));
    entry = entry.subjects(changed.iter().filter_map(|(_, (_, holder))| *holder));
    tx.journal(entry).await
}

pub(super) async fn open_allocation(
    tx: &mut WriteTx,
    id: PersonId,
    role: &str,
    holder: Uuid,
    reason: &str,
) -> Result<(), StoreError> {
    let row = allocation::New {
        id: tx.next_id(),
        person_id: id.into(),
        role: role.into(),
        holder_id: Some(holder),
        from_at: tx.at().into(),
        from_by: tx.by_id(),
        until_at: None,
        reason: reason.into(),
    };
    allocation::insert(tx, row).await?;
    Ok(())
}

/// Selects the ids of the young people whose coach or adviser is one of some workers, for a list of what belongs to them.
pub(crate) fn ids_with(council: CouncilId, workers: &[AccountId]) -> SelectStatement {
    // Each way begins at an index of its own; both together would go through everybody.
    let by = |column: person::Column| {
        person::of(council)
            .filter(column.is_in(workers.iter().map(|id| Uuid::from(*id))))
            .select_only()
            .column(person::Column::Id)
            .into_query()
    };
    by(person::Column::CoachId)
        .union(UnionType::Distinct, by(person::Column::AdviserId))
        .to_owned()
}

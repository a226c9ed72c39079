//! Who works with a young person, and who did before.

use store::{
    At, Entry, Execute, StoreError, WriteTx,
    entities::{allocation, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QuerySelect,
        Select, Set, Uuid,
    },
};
use values::{AccountId, PersonId};

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
    super::proposals::settle(tx, id).await?;
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

/// Narrows a query of rows about young people to those whom some workers coach, and to those whom they advise: a query for each way, so that each
/// goes from the worker to their young people and from there to the rows, however many others the council has.
pub(crate) fn of_their_people<E: EntityTrait>(
    query: &Select<E>,
    (council_id, person_id): (E::Column, E::Column),
    workers: &[AccountId],
) -> [Select<E>; 2] {
    [person::Column::CoachId, person::Column::AdviserId].map(|way| {
        let theirs = |column: person::Column| Expr::col((person::Entity, column));
        let on = Condition::all()
            .add(theirs(person::Column::CouncilId).equals((E::default(), council_id)))
            .add(theirs(person::Column::Id).equals((E::default(), person_id)));
        let mut query = query.clone();
        QuerySelect::query(&mut query).join(JoinType::InnerJoin, person::Entity, on);
        query.filter(way.is_in(workers.iter().map(|id| Uuid::from(*id))))
    })
}

//! Journey times in the database.

use std::collections::HashMap;

use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::travel_time,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, OpportunityId, PersonId};

/// Returns how many minutes it takes young people to reach places, as last entered.
pub(super) async fn ways(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, HashMap<OpportunityId, u32>>, StoreError> {
    let rows = travel_time::of(council)
        .filter(travel_time::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(travel_time::Column::SupersededAt.is_null())
        .order_by_asc(travel_time::Column::Id)
        .all_in(tx)
        .await?;
    let mut ways: HashMap<PersonId, HashMap<OpportunityId, u32>> = HashMap::new();
    for row in rows {
        let own = ways.entry(row.person_id.into()).or_default();
        own.insert(
            row.opportunity_id.into(),
            u32::try_from(row.minutes).unwrap_or(0),
        );
    }
    Ok(ways)
}

/// Stores how many minutes it takes a young person to reach a place; earlier answers stay.
pub(super) async fn say_way(
    tx: &mut WriteTx,
    person: PersonId,
    to: OpportunityId,
    minutes: u32,
) -> Result<(), StoreError> {
    travel_time::change(tx.council())
        .set(travel_time::ActiveModel {
            superseded_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(travel_time::Column::PersonId.eq(Uuid::from(person)))
        .filter(travel_time::Column::OpportunityId.eq(Uuid::from(to)))
        .filter(travel_time::Column::SupersededAt.is_null())
        .exec_in(tx)
        .await?;
    let row = travel_time::New {
        id: tx.next_id(),
        person_id: person.into(),
        opportunity_id: to.into(),
        minutes: i32::try_from(minutes).unwrap_or(i32::MAX),
        superseded_at: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    travel_time::insert(tx, row).await?;
    tx.journal(Entry::new("say-travel-time").person(person).subject(to))
        .await
}

//! Writing the table.

use std::collections::HashMap;

use store::{
    Execute, KeptQuery, StoreError, WriteTx,
    entities::due,
    orm::{ColumnTrait, QueryFilter, QueryTrait, Uuid},
};
use values::PersonId;

use super::super::facts::Item;

/// Writes what is due for some young people, and leaves what is there already: most acts change one row of several.
pub(in crate::person::due) async fn replace(
    tx: &mut WriteTx,
    mut all: Vec<(PersonId, Vec<Item>)>,
) -> Result<(), StoreError> {
    static THERE: KeptQuery = KeptQuery::new(|about| {
        due::of(about.owner())
            .filter(about.are(due::Column::PersonId))
            .into_query()
    });
    let people: Vec<PersonId> = all.iter().map(|(person, _)| *person).collect();
    let there: Vec<due::Model> = THERE.of_some(tx, tx.council(), Some(&people)).await?;
    let places: HashMap<Uuid, usize> = all
        .iter()
        .enumerate()
        .map(|(place, (person, _))| (Uuid::from(*person), place))
        .collect();
    let mut gone = Vec::new();
    for row in there {
        let own = places.get(&row.person_id).map(|place| &mut all[*place].1);
        let same = own.and_then(|items| {
            let place = items.iter().position(|item| is_same(item, &row))?;
            Some(items.remove(place))
        });
        if same.is_none() {
            gone.push(row.id);
        }
    }
    // A statement holds a limited number of values.
    for some in gone.chunks(1000) {
        due::remove(tx.council())
            .filter(due::Column::Id.is_in(some.iter().copied()))
            .exec_in(tx)
            .await?;
    }
    let made = all
        .into_iter()
        .flat_map(|(person, items)| items.into_iter().map(move |item| (person, item)));
    insert(tx, made).await
}

fn is_same(item: &Item, row: &due::Model) -> bool {
    item.kind == row.kind
        && item.on == row.due_on
        && item.role == row.role
        && item.reason == row.reason
        && item.enrolment.map(Uuid::from) == row.enrolment_id
        && item.referral.map(Uuid::from) == row.referral_id
        && item.owner.map(Uuid::from) == row.owner_id
}

async fn insert(
    tx: &mut WriteTx,
    items: impl IntoIterator<Item = (PersonId, Item)>,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (person, item) in items {
        rows.push(due::New {
            id: tx.next_id(),
            person_id: person.into(),
            enrolment_id: item.enrolment.map(Uuid::from),
            referral_id: item.referral.map(Uuid::from),
            kind: item.kind.into(),
            due_on: item.on,
            role: item.role,
            owner_id: item.owner.map(Uuid::from),
            reason: item.reason,
        });
    }
    due::insert_all(tx, rows).await
}

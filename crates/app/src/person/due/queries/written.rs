//! Writing the table.

use store::{
    Execute, Fetch, StoreError, WriteTx,
    entities::due,
    orm::{ColumnTrait, QueryFilter, Uuid},
};
use values::PersonId;

use super::super::facts::Item;

/// Removes what is due for everyone in the council.
pub(in crate::person::due) async fn remove_all(tx: &mut WriteTx) -> Result<(), StoreError> {
    due::remove(tx.council()).exec_in(tx).await?;
    Ok(())
}

/// Writes what is due for one young person, and leaves what is there already: most acts change one row of several.
pub(in crate::person::due) async fn replace(
    tx: &mut WriteTx,
    person: PersonId,
    mut items: Vec<Item>,
) -> Result<(), StoreError> {
    let of_person = due::Column::PersonId.eq(Uuid::from(person));
    let there = due::of(tx.council()).filter(of_person).all_in(tx).await?;
    let mut gone = Vec::new();
    for row in there {
        match items.iter().position(|item| is_same(item, &row)) {
            Some(place) => drop(items.remove(place)),
            None => gone.push(row.id),
        }
    }
    if !gone.is_empty() {
        due::remove(tx.council())
            .filter(due::Column::Id.is_in(gone))
            .exec_in(tx)
            .await?;
    }
    insert(tx, items.into_iter().map(|item| (person, item))).await
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

/// Writes what is due.
pub(in crate::person::due) async fn insert(
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

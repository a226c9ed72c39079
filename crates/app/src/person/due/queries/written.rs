//! Writing the table.

use store::{
    Execute, StoreError, WriteTx,
    entities::due,
    orm::{ColumnTrait, QueryFilter, Uuid},
};
use values::PersonId;

use super::super::facts::Item;

/// Removes what is due for one young person, or for everyone in the council.
pub(in crate::person::due) async fn remove(
    tx: &mut WriteTx,
    only: Option<PersonId>,
) -> Result<(), StoreError> {
    let mut delete = due::remove(tx.council());
    if let Some(person) = only {
        delete = delete.filter(due::Column::PersonId.eq(Uuid::from(person)));
    }
    delete.exec_in(tx).await?;
    Ok(())
}

/// Writes what is due.
pub(in crate::person::due) async fn insert(
    tx: &mut WriteTx,
    items: impl IntoIterator<Item = (PersonId, Item)>,
) -> Result<(), StoreError> {
    let _owner = Uuid::from(tx.council());
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

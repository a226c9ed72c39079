//! Writing the table.

use store::{
    StoreError, WriteTx,
    entities::due,
    orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Uuid},
};
use values::PersonId;

use super::super::facts::Item;

/// Removes what is due for one young person, or for everyone in the council.
pub(in crate::person::due) async fn remove(
    tx: &mut WriteTx,
    only: Option<PersonId>,
) -> Result<(), StoreError> {
    let owner = due::Column::CouncilId.eq(Uuid::from(tx.council()));
    let mut delete = due::Entity::delete_many().filter(owner);
    if let Some(person) = only {
        delete = delete.filter(due::Column::PersonId.eq(Uuid::from(person)));
    }
    delete.exec(tx.conn()).await?;
    Ok(())
}

/// How many rows go into the database at once: ten values each, of the 32,766 that SQLite takes.
const AT_ONCE: usize = 1000;

/// Writes what is due.
pub(in crate::person::due) async fn insert(
    tx: &mut WriteTx,
    items: impl IntoIterator<Item = (PersonId, Item)>,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    let mut rows = Vec::new();
    for (person, item) in items {
        rows.push(due::ActiveModel {
            council_id: Set(owner),
            id: Set(tx.next_id()),
            person_id: Set(person.into()),
            enrolment_id: Set(item.enrolment.into()),
            referral_id: Set(item.referral.into()),
            kind: Set(item.kind.into()),
            due_on: Set(item.on),
            role: Set(item.role),
            owner_id: Set(item.owner.into()),
            reason: Set(item.reason),
        });
    }
    for chunk in rows.chunks(AT_ONCE) {
        due::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

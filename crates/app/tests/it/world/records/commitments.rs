//! Promises to a young person.

use store::{
    Execute, StoreError, WriteTx,
    entities::commitment,
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// A promise that is due on the day.
pub(super) async fn promised(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = commitment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        words: sealed.clone(),
        promised_on: Set(tx.today()),
        due_on: Set(tx.today()),
        owner_id: Set(Uuid::from_u128(7)),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        settled_as: Set(String::new()),
        settled_on: Set(None),
        settled_at: Set(None),
        settled_by: Set(None),
        told_on: Set(None),
        reason: sealed,
        version: Set(1),
        promised_by: Set(String::new()),
        said_at: Set(String::new()),
        employer_id: Set(None),
        request_id: Set(None),
    };
    commitment::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

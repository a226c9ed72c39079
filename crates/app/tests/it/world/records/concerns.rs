//! Concerns about a young person.

use store::{
    Execute, StoreError, WriteTx,
    entities::concern,
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// A concern that nobody has closed.
pub(super) async fn raised(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = concern::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        kind: Set("other".into()),
        words: sealed.clone(),
        answers: Set(tx.seal(person, &"danger=no&agrees=yes".to_owned())),
        raised_at: Set(tx.at().into()),
        raised_by: Set(tx.by_id()),
        closed_at: Set(None),
        closed_by: Set(None),
        closed_because: sealed,
        version: Set(1),
    };
    concern::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

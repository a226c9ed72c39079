//! What a young person said: how they feel, and what they wish.

use store::{
    Execute, StoreError, WriteTx,
    entities::{feeling, wish},
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// A bad day, with a wish for help.
pub(super) async fn felt(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = feeling::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        answer: Set("bad".into()),
        wants_help: Set(true),
        words: sealed,
        told_at: Set(tx.at().into()),
        told_on: Set(tx.today()),
        seen_at: Set(None),
        urgent_as: Set("bad".into()),
        taken_at: Set(None),
        taken_by: Set(None),
        seen_by: Set(None),
    };
    feeling::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A wish that nobody has answered.
pub(super) async fn wished(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = wish::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        kind: Set("other".into()),
        words: sealed.clone(),
        made_at: Set(tx.at().into()),
        made_on: Set(tx.today()),
        made_by: Set(tx.by_id()),
        answered_at: Set(None),
        answered_by: Set(None),
        answer: sealed,
        urgent_as: Set(String::new()),
        taken_at: Set(None),
        taken_by: Set(None),
        purpose: Set(String::new()),
        pence: Set(None),
        photo_id: Set(None),
    };
    wish::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

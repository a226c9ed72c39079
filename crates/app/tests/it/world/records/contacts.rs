//! Contacts with a young person.

use store::{
    Execute, StoreError, WriteTx,
    entities::contact,
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// A call of the day, with a restricted note.
pub(super) async fn held(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = contact::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        enrolment_id: Set(None),
        worker_id: Set(Uuid::from_u128(7)),
        kind: Set("call".into()),
        held_on: Set(tx.today()),
        outcome: Set("held".into()),
        came: Set(String::new()),
        why: Set(String::new()),
        canceller: Set(String::new()),
        note: sealed.clone(),
        note_kind: Set("restricted".into()),
        agreed: sealed,
        appointment_id: Set(None),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by_id()),
        superseded_at: Set(None),
        activity_id: Set(None),
    };
    contact::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

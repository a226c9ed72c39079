//! Appointments, and drop-ins that need none.

use chrono::Datelike;
use store::{
    Execute, StoreError, WriteTx,
    entities::{appointment, drop_in},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId};

/// A call on the day, at no hour yet.
pub(super) async fn appointed(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = appointment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        worker_id: Set(Uuid::from_u128(7)),
        kind: Set("call".into()),
        held_on: Set(tx.today()),
        begins: Set(String::new()),
        minutes: Set(45),
        place: sealed.clone(),
        attends: sealed.clone(),
        expected_back: Set(String::new()),
        moved_from_id: Set(None),
        reason: sealed,
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        ended_as: Set(String::new()),
        ended_at: Set(None),
        ended_by: Set(None),
        left_at: Set(None),
        back_at: Set(None),
        drop_in_id: Set(None),
    };
    appointment::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A drop-in on every day of the week that is today's.
pub(super) async fn held_open(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = drop_in::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        worker_id: Set(worker.into()),
        place: Set("The library".into()),
        offers: Set(String::new()),
        weekday: Set(i32::try_from(tx.today().weekday().number_from_monday()).unwrap()),
        begins: Set("14:00".into()),
        ends: Set("16:00".into()),
        from_on: Set(tx.today()),
        until_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    drop_in::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

//! Employers, what they pledged and what was asked of them.

use store::{
    Execute, StoreError, WriteTx,
    entities::{employer, pledge, slot_request},
    orm::{EntityTrait, Set, Uuid},
};
use values::AccountId;

/// An employer whom somebody looks after.
pub(super) async fn employing(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = employer::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        name: Set("The works".into()),
        folded: Set("the works".into()),
        sector: Set("other".into()),
        website: Set(String::new()),
        keeper_id: Set(worker.into()),
        rhythm_weeks: Set(13),
        next_on: Set(Some(tx.today())),
        next_act: Set(String::new()),
        stopped_on: Set(None),
        stopped_why: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    employer::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A pledge of an employer of its own.
pub(super) async fn pledged(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let row = pledge::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        employer_id: Set(employer),
        contract: Set("Roads".into()),
        kind: Set("job".into()),
        number: Set(22),
        from_on: Set(tx.today()),
        until_on: Set(tx.today() + chrono::Days::new(540)),
        kpi: Set(String::new()),
        withdrawn_on: Set(None),
        reason: Set(String::new()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    pledge::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// Something asked of employers.
pub(super) async fn requested(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = slot_request::ActiveModel {
        person_id: Set(None),
        council_id: Set(tx.council().into()),
        id: Set(id),
        kind: Set("mock-interview".into()),
        held_on: Set(tx.today()),
        begins: Set("10:00".into()),
        minutes: Set(60),
        place: Set("The library".into()),
        words: Set(String::new()),
        keeper_id: Set(worker.into()),
        taken_by_employer_id: Set(None),
        taken_by_contact_id: Set(None),
        taken_at: Set(None),
        withdrawn_on: Set(None),
        reason: Set(String::new()),
        outcome: Set(String::new()),
        outcome_on: Set(None),
        outcome_words: Set(String::new()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    slot_request::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

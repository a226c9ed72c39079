//! Referrals to another service.

use store::{
    Execute, Fetch, StoreError, WriteTx,
    entities::{onward_referral, person},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId};

/// A referral to a charity, of the day: the partner that works with them, where one does.
pub(super) async fn sent_on(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let council = tx.council();
    let about = person::find(council, Uuid::from(person)).one_in(tx).await?;
    let row = onward_referral::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        to_whom: Set(tx.seal(person, &"A charity for interview clothes".to_owned())),
        purpose: Set(tx.seal(person, &"clothes".to_owned())),
        words: Set(tx.seal(person, &String::new())),
        sent_on: Set(tx.today()),
        answer_due_on: Set(tx.today()),
        outcome: Set(String::new()),
        outcome_on: Set(None),
        outcome_words: Set(tx.seal(person, &String::new())),
        made_at: Set(tx.at().into()),
        made_by: Set(worker.into()),
        organisation_id: Set(about.and_then(|row| row.organisation_id)),
    };
    onward_referral::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

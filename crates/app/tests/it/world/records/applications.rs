//! Applications for an opportunity.

use store::{
    Execute, StoreError, WriteTx,
    entities::application,
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId};

/// A young person going for an opportunity.
pub(super) async fn applied(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
    opportunity: Uuid,
) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = application::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        opportunity_id: Set(opportunity),
        step: Set("interested".into()),
        since_on: Set(tx.today()),
        due_on: Set(Some(tx.today())),
        waits_for: Set("worker".into()),
        owner_id: Set(worker.into()),
        cv: sealed.clone(),
        answers: sealed,
        agreed_on: Set(None),
        guaranteed: Set(false),
        meets_criteria: Set(String::new()),
        ended_on: Set(None),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        promised_on: Set(None),
    };
    application::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

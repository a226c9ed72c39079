//! Mails and messages.

use store::{
    Execute, StoreError, WriteTx,
    entities::message,
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, MessageId, PersonId};

/// A mail to a worker, or a message to a young person of which nobody knows whether it arrived.
pub(super) async fn written(
    tx: &mut WriteTx,
    account: AccountId,
    person: Option<PersonId>,
) -> Result<MessageId, StoreError> {
    let id: MessageId = tx.next_id();
    let owner = person.map_or(account.into(), Uuid::from);
    let row = message::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        channel: Set("email".into()),
        account_id: Set(person.is_none().then_some(owner)),
        person_id: Set(person.map(Uuid::from)),
        recipient: Set(tx.seal(owner, &"somebody@northtown.example".to_owned())),
        subject: Set(tx.seal(owner, &"Your sign-in link".to_owned())),
        body: Set(tx.seal(owner, &"Hello".to_owned())),
        made_at: Set(tx.at().into()),
        sent_at: Set(None),
        held_at: Set(None),
        direction: Set("out".into()),
        purpose: Set(String::new()),
        language: Set("en".into()),
        reference: Set(String::new()),
        outer_id: Set(String::new()),
        state: Set(if person.is_none() { "" } else { "uncertain" }.into()),
        failure: Set(String::new()),
        state_at: Set(None),
        not_before: Set(None),
        written_by: Set(None),
    };
    message::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

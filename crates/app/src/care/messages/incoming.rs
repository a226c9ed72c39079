//! Texts that come in, in the database.

use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::message,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect},
};
use values::{CouncilId, MessageId, PersonId};

use super::queries::is_known;
use crate::{
    post::{
        outbox::{MessageState, Purpose},
        transport::Channel,
    },
    shell::choices::Code,
};

/// Records a text sent to us, by a young person or somebody around them. `None` if it is already recorded.
pub(super) async fn receive(
    tx: &mut WriteTx,
    (person, purpose): (PersonId, Purpose),
    outer_id: &str,
    from: &str,
    body: &str,
) -> Result<Option<MessageId>, StoreError> {
    let reference = format!("in-{outer_id}");
    if is_known(tx, &reference).await? {
        tx.housekeeping();
        return Ok(None);
    }
    let id: MessageId = tx.next_id();
    let row = message::New {
        id: id.into(),
        channel: Channel::Text.code().to_owned(),
        account_id: None,
        person_id: person.into(),
        recipient: tx.seal(person, &from.to_owned()),
        subject: tx.seal(person, &String::new()),
        body: tx.seal(person, &body.to_owned()),
        made_at: tx.at().into(),
        sent_at: Some(tx.at().into()),
        held_at: None,
        direction: "in".into(),
        purpose: purpose.code().to_owned(),
        language: String::new(),
        reference,
        outer_id: outer_id.to_owned(),
        state: MessageState::Delivered.code().to_owned(),
        failure: String::new(),
        state_at: Some(tx.at().into()),
        not_before: None,
        written_by: None,
    };
    message::insert(tx, row).await?;
    tx.journal(Entry::new("message-received").person(person).subject(id))
        .await?;
    Ok(Some(id))
}

/// Finds the newest text to a number: its council, the young person that it is about, and what it was for.
pub(super) async fn last_texted(
    tx: &mut ReadTx,
    digits: &str,
) -> Result<Option<(CouncilId, PersonId, Purpose)>, StoreError> {
    let rows = message::Entity::find()
        .filter(message::Column::Channel.eq(Channel::Text.code()))
        .filter(message::Column::Direction.eq("out"))
        .order_by_desc(message::Column::MadeAt)
        .order_by_desc(message::Column::Id)
        .limit(5000)
        .all_in(tx)
        .await?;
    for row in rows {
        let number = tx.open(&row.recipient)?;
        if crate::post::transport::notify::digits(&number) == digits {
            let purpose = Purpose::stored(&row.purpose)?;
            let person = row.person_id.map(PersonId);
            return Ok(person.map(|person| (row.council_id.into(), person, purpose)));
        }
    }
    Ok(None)
}

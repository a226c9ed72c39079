//! Messages in the database.

use chrono::{DateTime, Utc};
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::message,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CouncilId, MessageId, PersonId};

use super::model::Note;
use crate::{
    office::accounts,
    post::{
        outbox::{self, MessageState, Purpose},
        queue::{self, JobKind},
        transport::Channel,
    },
    shell::{choices::Code, clock},
};

/// Writes a message into the outbox, with the job that sends it. `None` if there is already one with the same reference.
pub(crate) async fn post(tx: &mut WriteTx, note: &Note) -> Result<Option<MessageId>, StoreError> {
    if !note.reference.is_empty() && is_known(tx, &note.reference).await? {
        tx.housekeeping();
        return Ok(None);
    }
    let id: MessageId = tx.next_id();
    let reference = if note.reference.is_empty() {
        id.to_string()
    } else {
        note.reference.clone()
    };
    let not_before = note.not_before.map(clock::of_london);
    let row = message::New {
        id: id.into(),
        channel: note.channel.code().to_owned(),
        account_id: None,
        person_id: note.person.into(),
        recipient: tx.seal(note.person, &note.recipient),
        subject: tx.seal(note.person, &note.subject),
        body: tx.seal(note.person, &note.body),
        made_at: tx.at().into(),
        sent_at: None,
        held_at: None,
        direction: "out".into(),
        purpose: note.purpose.code().to_owned(),
        language: note.language.clone(),
        reference,
        outer_id: String::new(),
        state: MessageState::Waiting.code().to_owned(),
        failure: String::new(),
        state_at: None,
        not_before: not_before.map(At::from),
        written_by: tx.by_id(),
    };
    message::insert(tx, row).await?;
    queue::want_at(tx, JobKind::SendMessage, id.into(), not_before).await?;
    tx.journal(
        Entry::new("message-written")
            .person(note.person)
            .subject(id)
            .reason(note.purpose.code()),
    )
    .await?;
    Ok(Some(id))
}

pub(super) async fn is_known(tx: &mut WriteTx, reference: &str) -> Result<bool, StoreError> {
    let count = message::of(tx.council())
        .filter(message::Column::Reference.eq(reference))
        .count_in(tx)
        .await?;
    Ok(count > 0)
}

/// A message, opened.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) person: PersonId,
    pub(crate) written_by: Option<AccountId>,
    pub(crate) purpose: Purpose,
    pub(crate) channel: Channel,
    pub(crate) recipient: String,
    pub(crate) body: String,
    pub(crate) is_in: bool,
    pub(crate) state: MessageState,
    pub(crate) is_held: bool,
    pub(crate) failure: String,
    pub(crate) made_at: DateTime<Utc>,
}

/// Lists the newest messages to and from a young person.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Message>, StoreError> {
    let rows = message::of(council)
        .filter(message::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(message::Column::MadeAt)
        .order_by_desc(message::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the messages that may not have arrived, the oldest first.
pub(crate) async fn uncertain(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Message>, StoreError> {
    let rows = message::of(council)
        .filter(message::Column::State.eq(MessageState::Uncertain.code()))
        .filter(message::Column::PersonId.is_not_null())
        .order_by_asc(message::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Finds a message to or from a young person.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: MessageId,
) -> Result<Option<Message>, StoreError> {
    let row = message::find(council, id)
        .filter(message::Column::PersonId.is_not_null())
        .one_in(tx)
        .await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Records that an uncertain message arrived, or sends it again.
///
/// Errors: [`StoreError::Stale`] when it has already been settled.
pub(super) async fn settle(
    tx: &mut WriteTx,
    one: &Message,
    has_arrived: bool,
) -> Result<(), StoreError> {
    let (state, said) = if has_arrived {
        (MessageState::Delivered, "arrived")
    } else {
        (MessageState::Waiting, "send-again")
    };
    let written = message::change(tx.council())
        .set(message::ActiveModel {
            state: Set(state.code().to_owned()),
            failure: Set(String::new()),
            state_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(message::Column::Id.eq(Uuid::from(one.id)))
        .filter(message::Column::State.eq(MessageState::Uncertain.code()))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    if !has_arrived {
        queue::want_at(tx, JobKind::SendMessage, one.id.into(), None).await?;
    }
    tx.journal(
        Entry::new("settle-message")
            .person(one.person)
            .subject(one.id)
            .reason(said),
    )
    .await
}

fn opened(tx: &ReadTx, row: message::Model) -> Result<Message, StoreError> {
    let person = row
        .person_id
        .ok_or_else(|| StoreError::Unreadable("a message to no young person".into()))?;
    Ok(Message {
        id: row.id.into(),
        person: person.into(),
        written_by: row.written_by.map(Into::into),
        recipient: tx.open(&row.recipient)?,
        body: tx.open(&row.body)?,
        is_in: row.direction == "in",
        is_held: row.held_at.is_some(),
        made_at: row.made_at.into(),
        purpose: Purpose::stored(&row.purpose)?,
        channel: Channel::stored(&row.channel)?,
        state: MessageState::stored(&row.state)?,
        failure: row.failure,
    })
}

/// What the job needs to send a message.
#[derive(Clone, Debug)]
pub(super) struct Outgoing {
    pub(super) channel: Channel,
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) reference: String,
    pub(super) purpose: Purpose,
    pub(super) state: MessageState,
    pub(super) written_by: Option<AccountId>,
    pub(super) person: Option<PersonId>,
    /// Sent, held, dropped or given up: nothing is left to do.
    pub(super) is_over: bool,
}

/// Finds a message to send.
pub(super) async fn outgoing(
    tx: &mut ReadTx,
    council: CouncilId,
    id: MessageId,
) -> Result<Option<Outgoing>, StoreError> {
    let row = message::find(council, id).one_in(tx).await?;
    row.map(|row| {
        let state = MessageState::stored(&row.state)?;
        Ok(Outgoing {
            purpose: Purpose::stored(&row.purpose)?,
            recipient: tx.open(&row.recipient)?,
            subject: tx.open(&row.subject)?,
            body: tx.open(&row.body)?,
            is_over: row.sent_at.is_some() || row.held_at.is_some() || state.is_given_up(),
            channel: Channel::stored(&row.channel)?,
            reference: row.reference,
            state,
            written_by: row.written_by.map(Into::into),
            person: row.person_id.map(Into::into),
        })
    })
    .transpose()
}

/// The state of a message after a step.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    pub(super) state: MessageState,
    pub(super) outer_id: String,
    pub(super) failure: String,
    pub(super) is_sent: bool,
    pub(super) is_held: bool,
}

impl Stand {
    /// A state of which nothing more is known.
    pub(super) fn of(state: MessageState) -> Self {
        Self {
            state,
            outer_id: String::new(),
            failure: String::new(),
            is_sent: false,
            is_held: false,
        }
    }
}

/// Records the state of a message.
pub(super) async fn note(tx: &mut WriteTx, id: MessageId, stand: &Stand) -> Result<(), StoreError> {
    let now = At::from(tx.at());
    let mut row = message::ActiveModel {
        state: Set(stand.state.code().to_owned()),
        failure: Set(stand.failure.clone()),
        state_at: Set(Some(now)),
        ..message::row(tx.council(), id)
    };
    if !stand.outer_id.is_empty() {
        row.outer_id = Set(stand.outer_id.clone());
    }
    if stand.is_sent {
        row.sent_at = Set(Some(now));
        let council = tx.council();
        let sent = message::find(council, id).one_in(tx).await?;
        if let Some(sent) = sent
            && Purpose::stored(&sent.purpose)?.holds_secret()
        {
            // It is in their mailbox now, so the secret is no longer kept here.
            let body = tx.open(&sent.body)?;
            let of = sent.person_id.unwrap_or(council.into());
            row.body = Set(tx.seal(of, &outbox::blanked(&body)));
        }
    }
    if stand.is_held {
        row.held_at = Set(Some(now));
    }
    message::Entity::update(row).exec_in(tx).await?;
    let said = if stand.is_held {
        "held"
    } else {
        stand.state.code()
    };
    tx.journal(Entry::new("message-state").subject(id).reason(said))
        .await
}

/// Records a delivery receipt for the message with a reference, if there is one.
pub(super) async fn note_receipt(
    tx: &mut WriteTx,
    reference: &str,
    state: MessageState,
    failure: &str,
) -> Result<(), StoreError> {
    message::change(tx.council())
        .set(message::ActiveModel {
            state: Set(state.code().to_owned()),
            failure: Set(failure.to_owned()),
            state_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(message::Column::Reference.eq(reference))
        .filter(message::Column::Direction.eq("out"))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("message-receipt").reason(state.code()))
        .await
}

/// Lists whom messages to people around them were about since a moment, once for each that went out or waits.
pub(crate) async fn told_around(
    tx: &mut ReadTx,
    council: CouncilId,
    since: DateTime<Utc>,
) -> Result<Vec<PersonId>, StoreError> {
    let lost = [MessageState::Failed, MessageState::Dropped].map(Code::code);
    let people: Vec<Option<Uuid>> = message::of(council)
        .select_only()
        .column(message::Column::PersonId)
        .filter(message::Column::Purpose.eq(Purpose::Around.code()))
        .filter(message::Column::Direction.eq("out"))
        .filter(message::Column::State.is_not_in(lost))
        .filter(message::Column::MadeAt.gte(At::from(since)))
        .rows_in(tx)
        .await?;
    Ok(people.into_iter().flatten().map(PersonId).collect())
}

/// Finds the council of the message with a reference. The query lists the councils, so that it can use an index.
pub(super) async fn council_of(
    tx: &mut ReadTx,
    reference: &str,
) -> Result<Option<CouncilId>, StoreError> {
    let councils = accounts::councils(tx).await?;
    let councils = councils.iter().map(|(council, _)| Uuid::from(*council));
    let row = message::Entity::find()
        .filter(message::Column::CouncilId.is_in(councils))
        .filter(message::Column::Reference.eq(reference))
        .one_in(tx)
        .await?;
    Ok(row.map(|row| row.council_id.into()))
}

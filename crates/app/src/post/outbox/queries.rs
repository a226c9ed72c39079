//! Messages in the database.

use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::message,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, CouncilId, MessageId};

use super::model::{MessageState, Purpose};
use crate::{
    post::{
        queue::{self, JobKind},
        transport::Channel,
    },
    shell::choices::Code,
};

/// A mail to a worker.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The worker it is to; `None` for someone without an account.
    pub account: Option<AccountId>,
    /// Their address.
    pub recipient: String,
    /// The subject; never a young person's name.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Writes a mail to the outbox, with the job that sends it.
pub async fn post(tx: &mut WriteTx, letter: Letter) -> Result<(), StoreError> {
    write(tx, letter, Purpose::Letter).await
}

/// Writes a mail with a secret link. An administrator sees that it was sent, but not its text; once sent, the link is blanked.
pub async fn post_secret(tx: &mut WriteTx, letter: Letter) -> Result<(), StoreError> {
    write(tx, letter, Purpose::SecretLink).await
}

async fn write(tx: &mut WriteTx, letter: Letter, purpose: Purpose) -> Result<(), StoreError> {
    let id: MessageId = tx.next_id();
    let of = letter.account.map_or(tx.council().into(), Uuid::from);
    let row = message::New {
        id: id.into(),
        channel: Channel::Email.code().to_owned(),
        account_id: letter.account.map(Uuid::from),
        person_id: None,
        recipient: tx.seal(of, &letter.recipient),
        subject: tx.seal(of, &letter.subject),
        body: tx.seal(of, &letter.body),
        made_at: tx.at().into(),
        sent_at: None,
        held_at: None,
        direction: "out".into(),
        purpose: purpose.code().to_owned(),
        language: "en".into(),
        reference: id.to_string(),
        outer_id: String::new(),
        state: MessageState::Waiting.code().to_owned(),
        failure: String::new(),
        state_at: None,
        not_before: None,
        written_by: tx.by_id(),
    };
    message::insert(tx, row).await?;
    queue::want(tx, JobKind::SendMessage, id.into()).await?;
    tx.journal(
        Entry::new("message-written")
            .subject(id)
            .subjects(letter.account),
    )
    .await
}

/// A message, opened. One to a young person stays closed: it is for the people who work with them.
pub(super) struct Message {
    pub(super) id: MessageId,
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) made_at: chrono::DateTime<chrono::Utc>,
    pub(super) is_sent: bool,
    pub(super) is_held: bool,
    /// Where it stands.
    pub(super) state: MessageState,
    /// Whether it is to a young person, or holds a secret for someone without an account.
    pub(super) is_closed: bool,
    /// Whether it holds a secret link, so that it cannot be read here.
    pub(super) is_secret: bool,
}

fn opened(tx: &ReadTx, row: &message::Model) -> Result<Message, StoreError> {
    let is_secret = Purpose::stored(&row.purpose)? == Purpose::SecretLink;
    let is_closed = row.person_id.is_some() || is_secret && row.account_id.is_none();
    let open = |sealed, is_kept: bool| {
        if is_kept {
            Ok(String::new())
        } else {
            tx.open(sealed)
        }
    };
    Ok(Message {
        id: row.id.into(),
        recipient: open(&row.recipient, is_closed)?,
        subject: open(&row.subject, is_closed)?,
        body: open(&row.body, is_closed || is_secret)?,
        state: MessageState::stored(&row.state)?,
        made_at: row.made_at.into(),
        is_sent: row.sent_at.is_some(),
        is_held: row.held_at.is_some(),
        is_closed,
        is_secret,
    })
}

/// Lists the newest messages.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Message>, StoreError> {
    let rows = message::of(council)
        .filter(message::Column::Direction.eq("out"))
        .order_by_desc(message::Column::MadeAt)
        .order_by_desc(message::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    rows.iter().map(|row| opened(tx, row)).collect()
}

/// Finds a message to a worker or an organisation.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: MessageId,
) -> Result<Option<Message>, StoreError> {
    let row = message::find(council, id)
        .filter(message::Column::PersonId.is_null())
        .one_in(tx)
        .await?;
    row.map(|row| opened(tx, &row)).transpose()
}

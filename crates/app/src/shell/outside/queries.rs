//! Links in the database, and who their holders can ring.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, council, outside_link, work_phone},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, OutsideLinkId, PersonId, WorkPhoneId};

use crate::shell::web::Token;

/// A link to make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewLink {
    /// What it is for.
    pub(crate) purpose: &'static str,
    /// The record that it opens.
    pub(crate) record: Uuid,
    /// The young person the record is about.
    pub(crate) person: Option<PersonId>,
    /// Who holds it; `None` where no one is named.
    pub(crate) holder: Option<Uuid>,
    /// The last day on which it opens.
    pub(crate) until_on: NaiveDate,
    /// Random bytes from outside the transaction. Each link of one write gets its own secret from them.
    pub(crate) chance: [u8; 32],
}

/// Makes a link, and returns the token that opens it.
pub(crate) async fn make(tx: &mut WriteTx, new: &NewLink) -> Result<String, StoreError> {
    let id: OutsideLinkId = tx.next_id();
    let secret = blake3::keyed_hash(&new.chance, Uuid::from(id).as_bytes());
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret: *secret.as_bytes(),
    };
    let row = outside_link::New {
        id: id.into(),
        purpose: new.purpose.to_owned(),
        record_id: new.record,
        person_id: new.person.map(Uuid::from),
        holder_id: new.holder,
        secret_hash: token.hash(),
        until_on: new.until_on,
        ended_at: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    outside_link::insert(tx, row).await?;
    let entry = Entry::new("make-link").subject(id).subject(new.record);
    tx.journal(entry.person(new.person)).await?;
    Ok(token.encode())
}

/// A link that a token opens.
pub(super) struct Found {
    pub(super) id: OutsideLinkId,
    pub(super) council_name: String,
    pub(super) record: Uuid,
    pub(super) person: Option<PersonId>,
    pub(super) until_on: NaiveDate,
    pub(super) is_ended: bool,
}

/// Finds the link that a token opens.
pub(super) async fn find(
    tx: &mut ReadTx,
    purpose: &str,
    token: &Token,
) -> Result<Option<Found>, StoreError> {
    let owner = Uuid::from(token.council);
    let row = outside_link::find(owner, token.id)
        .filter(outside_link::Column::Purpose.eq(purpose))
        .one_in(tx)
        .await?;
    let Some(row) = row.filter(|row| token.opens(&row.secret_hash)) else {
        return Ok(None);
    };
    let council = council::Entity::find_by_id(owner).one_in(tx).await?;
    Ok(Some(Found {
        id: row.id.into(),
        council_name: council.map(|row| row.name).unwrap_or_default(),
        record: row.record_id,
        person: row.person_id.map(Into::into),
        until_on: row.until_on,
        is_ended: row.ended_at.is_some(),
    }))
}

/// How to reach someone at the council from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Their name.
    pub(crate) name: String,
    /// Their number at work; empty where they gave none.
    pub(crate) phone: String,
    /// Their address at work.
    pub(crate) email: String,
}

impl Reach {
    /// Says whom to contact, with the number where there is one.
    pub(crate) fn words(&self) -> String {
        if self.phone.is_empty() {
            return self.name.clone();
        }
        format!("{}, {}", self.name, self.phone)
    }
}

/// Returns how to reach a worker; `None` for one who has left or never worked here.
pub(crate) async fn reach(
    tx: &mut ReadTx,
    council: CouncilId,
    worker: AccountId,
) -> Result<Reach, StoreError> {
    let row = account::find(council, worker)
        .filter(account::Column::LeftAt.is_null())
        .one_in(tx)
        .await?;
    let Some(row) = row else {
        return Ok(Reach::default());
    };
    Ok(Reach {
        name: tx.open(&row.name)?,
        phone: phone_of(tx, council, worker).await?,
        email: tx.open(&row.email)?,
    })
}

/// Returns how to reach the first of several workers who still works here.
pub(crate) async fn reach_first(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[Option<AccountId>],
) -> Result<Reach, StoreError> {
    // Three at most: the record's owner, and the young person's workers.
    for worker in workers.iter().flatten() {
        let found = reach(tx, council, *worker).await?;
        if !found.name.is_empty() {
            return Ok(found);
        }
    }
    Ok(Reach::default())
}

/// Ends the open links to a record, or those of one holder. The caller writes to the journal.
pub(crate) async fn end(tx: &mut WriteTx, of: Of) -> Result<(), StoreError> {
    let whose = match of {
        Of::Record(record) => outside_link::Column::RecordId.eq(record),
        Of::Holder(holder) => outside_link::Column::HolderId.eq(holder),
    };
    outside_link::change(tx.council())
        .set(outside_link::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(whose)
        .filter(outside_link::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Which links to end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    /// Those that open a record.
    Record(Uuid),
    /// Those of one holder.
    Holder(Uuid),
}

/// Returns a worker's phone number; empty where they gave none.
pub(super) async fn phone_of(
    tx: &mut ReadTx,
    council: CouncilId,
    worker: AccountId,
) -> Result<String, StoreError> {
    let row = work_phone::of(council)
        .filter(work_phone::Column::AccountId.eq(Uuid::from(worker)))
        .order_by_desc(work_phone::Column::Id)
        .one_in(tx)
        .await?;
    Ok(row.map(|row| row.phone).unwrap_or_default())
}

/// Saves the writer's own phone number.
pub(super) async fn set_phone(tx: &mut WriteTx, phone: &str) -> Result<(), StoreError> {
    let id: WorkPhoneId = tx.next_id();
    let row = work_phone::New {
        id: id.into(),
        account_id: tx.worker()?.into(),
        phone: phone.to_owned(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    work_phone::insert(tx, row).await?;
    tx.journal(Entry::new("set-work-phone").subjects(tx.by()))
        .await
}

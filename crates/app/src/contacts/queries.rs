//! Contacts in the database.

use chrono::NaiveDate;
use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::contact,
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{ContactId, CouncilId, EnrolmentId, PersonId};

use super::model::Contact;

/// A contact to record.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// A code of [`super::model::KINDS`].
    pub kind: String,
    /// A code of [`super::model::OUTCOMES`].
    pub outcome: String,
    /// The day.
    pub held_on: NaiveDate,
    /// What happened.
    pub note: String,
    /// What was agreed.
    pub agreed: String,
}

/// Records a contact by whoever writes. The caller refreshes what is due.
pub async fn record(
    tx: &mut WriteTx,
    person: PersonId,
    enrolment: EnrolmentId,
    new: &NewContact,
) -> Result<ContactId, StoreError> {
    let id: ContactId = tx.next_id();
    let row = contact::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(person.into()),
        enrolment_id: Set(enrolment.into()),
        worker_id: Set(tx.by().into()),
        kind: Set(new.kind.clone()),
        held_on: Set(new.held_on),
        outcome: Set(new.outcome.clone()),
        note: Set(tx.seal(person, &new.note)),
        agreed: Set(tx.seal(person, &new.agreed)),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
        superseded_at: Set(None),
    };
    contact::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(Entry::new("record-contact").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Lists the newest contacts of a young person that were not superseded.
pub async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
    most: u64,
) -> Result<Vec<Contact>, StoreError> {
    let rows = contact::Entity::find()
        .filter(
            contact::Column::CouncilId
                .eq(Uuid::from(council))
                .and(contact::Column::PersonId.eq(Uuid::from(person))),
        )
        .filter(contact::Column::SupersededAt.is_null())
        .order_by_desc(contact::Column::HeldOn)
        .order_by_desc(contact::Column::Id)
        .limit(most)
        .all(tx.conn())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Contact {
                worker: row.worker_id.into(),
                held_on: row.held_on,
                note: tx.open(&row.note)?,
                agreed: tx.open(&row.agreed)?,
                kind: row.kind,
                outcome: row.outcome,
            })
        })
        .collect()
}

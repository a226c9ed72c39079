//! Contacts in the database.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::contact,
    orm::{
        ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set,
        Uuid,
    },
};
use values::{ActivityId, AppointmentId, ContactId, CouncilId, EnrolmentId, PersonId};

use super::{
    Facts,
    model::{Came, Canceller, Contact, NoteKind, Outcome, Why},
};
use crate::shell::choices::Code;

/// A contact to record.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// A code of [`crate::shell::choices::CONTACT_KINDS`].
    pub kind: String,
    /// What happened.
    pub facts: Facts,
    /// The day.
    pub held_on: NaiveDate,
    /// The note.
    pub note: String,
    /// Who may read the note.
    pub note_kind: NoteKind,
    /// What was agreed.
    pub agreed: String,
}

/// Records that a young person was met by coming to something. The caller refreshes what is due.
pub(super) async fn record_attendance(
    tx: &mut WriteTx,
    person: PersonId,
    enrolment: Option<EnrolmentId>,
    activity: Option<ActivityId>,
    new: &NewContact,
) -> Result<ContactId, StoreError> {
    let worker = tx.worker()?;
    let of = Of {
        enrolment,
        activity,
        appointment: None,
        worker: worker.into(),
    };
    let id = insert(tx, person, of, new).await?;
    tx.journal(Entry::new("record-contact").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Takes back that a young person was met by coming to an activity: it was recorded in error. The contact stays in the history, superseded.
pub(super) async fn take_back_attendance(
    tx: &mut WriteTx,
    person: PersonId,
    activity: ActivityId,
) -> Result<(), StoreError> {
    let taken = contact::change(tx.council())
        .set(contact::ActiveModel {
            superseded_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(contact::Column::PersonId.eq(Uuid::from(person)))
        .filter(contact::Column::ActivityId.eq(Uuid::from(activity)))
        .filter(contact::Column::SupersededAt.is_null())
        .exec_in(tx)
        .await?;
    if taken == 0 {
        return Ok(());
    }
    let entry = Entry::new("correct-contact").person(person);
    tx.journal(entry.subject(activity)).await
}

/// What a contact belongs to, and who made it.
struct Of {
    enrolment: Option<EnrolmentId>,
    appointment: Option<AppointmentId>,
    activity: Option<ActivityId>,
    worker: Uuid,
}

/// Records a contact by the signed-in worker. The caller refreshes what is due.
pub async fn record(
    tx: &mut WriteTx,
    person: PersonId,
    enrolment: Option<EnrolmentId>,
    appointment: Option<AppointmentId>,
    new: &NewContact,
) -> Result<ContactId, StoreError> {
    let worker = tx.worker()?;
    let of = Of {
        enrolment,
        appointment,
        activity: None,
        worker: worker.into(),
    };
    let id = insert(tx, person, of, new).await?;
    tx.journal(Entry::new("record-contact").person(person).subject(id))
        .await?;
    Ok(id)
}

async fn insert(
    tx: &mut WriteTx,
    person: PersonId,
    of: Of,
    new: &NewContact,
) -> Result<ContactId, StoreError> {
    let id: ContactId = tx.next_id();
    let row = contact::New {
        id: id.into(),
        person_id: person.into(),
        enrolment_id: of.enrolment.map(Uuid::from),
        worker_id: of.worker,
        kind: new.kind.clone(),
        held_on: new.held_on,
        outcome: new.facts.outcome.code().to_owned(),
        came: new.facts.came.code().to_owned(),
        why: new.facts.why.code().to_owned(),
        canceller: new.facts.canceller.code().to_owned(),
        note: tx.seal(person, &new.note),
        note_kind: new.note_kind.code().to_owned(),
        agreed: tx.seal(person, &new.agreed),
        appointment_id: of.appointment.map(Uuid::from),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        superseded_at: None,
        activity_id: of.activity.map(Uuid::from),
    };
    contact::insert(tx, row).await?;
    Ok(id)
}

async fn supersede(tx: &WriteTx, row: &contact::Model) -> Result<(), StoreError> {
    let superseded = contact::ActiveModel {
        superseded_at: Set(Some(tx.at().into())),
        ..contact::row(row.council_id, row.id)
    };
    contact::Entity::update(superseded).exec_in(tx).await?;
    Ok(())
}

/// Records a correction of a contact, which stays. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was corrected since it was read.
pub(super) async fn correct(
    tx: &mut WriteTx,
    before: &Contact,
    new: &NewContact,
) -> Result<ContactId, StoreError> {
    let owner = Uuid::from(tx.council());
    let row = contact::find(owner, before.id)
        .filter(contact::Column::SupersededAt.is_null())
        .one_in(tx)
        .await?
        .ok_or(StoreError::Stale)?;
    supersede(tx, &row).await?;
    let of = Of {
        enrolment: row.enrolment_id.map(Into::into),
        appointment: before.appointment,
        activity: row.activity_id.map(Into::into),
        worker: row.worker_id,
    };
    let id = insert(tx, before.person, of, new).await?;
    tx.journal(
        Entry::new("correct-contact")
            .person(before.person)
            .subject(before.id)
            .subject(id),
    )
    .await?;
    Ok(id)
}

/// Takes back a contact that the worker who writes recorded since a moment. It stays, superseded. Returns when it was recorded, and the appointment
/// that it was. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it is older, somebody else's, or superseded.
pub(super) async fn take_back(
    tx: &mut WriteTx,
    id: ContactId,
    since: At,
) -> Result<(At, Option<AppointmentId>), StoreError> {
    let owner = Uuid::from(tx.council());
    let row = contact::find(owner, id)
        .filter(contact::Column::SupersededAt.is_null())
        .filter(contact::Column::RecordedAt.gte(since))
        .filter(contact::Column::RecordedBy.eq(Uuid::from(tx.worker()?)))
        .one_in(tx)
        .await?
        .ok_or(StoreError::Stale)?;
    supersede(tx, &row).await?;
    let entry = Entry::new("take-back-contact").person(PersonId(row.person_id));
    tx.journal(entry.subject(id)).await?;
    Ok((row.recorded_at, row.appointment_id.map(Into::into)))
}

impl Facts {
    /// Reads what is stored: whether it took place, whether they came, why not, and who cancelled.
    ///
    /// Errors: [`StoreError::Unreadable`] where a list does not have a code.
    pub(crate) fn stored([outcome, came, why, canceller]: [&str; 4]) -> Result<Self, StoreError> {
        Ok(Self {
            outcome: Outcome::stored(outcome)?,
            came: Came::stored(came)?,
            why: Why::stored(why)?,
            canceller: Canceller::stored(canceller)?,
        })
    }
}

fn opened(tx: &ReadTx, row: contact::Model) -> Result<Contact, StoreError> {
    Ok(Contact {
        id: row.id.into(),
        person: row.person_id.into(),
        worker: row.worker_id.into(),
        held_on: row.held_on,
        facts: Facts::stored([&row.outcome, &row.came, &row.why, &row.canceller])?,
        note: tx.open(&row.note)?,
        note_kind: NoteKind::stored(&row.note_kind)?,
        agreed: tx.open(&row.agreed)?,
        kind: row.kind,
        appointment: row.appointment_id.map(Into::into),
        is_superseded: row.superseded_at.is_some(),
    })
}

/// Finds a contact, even if it has been corrected.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ContactId,
) -> Result<Option<Contact>, StoreError> {
    let row = contact::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// How many of the newest contacts pages usually show.
pub const USUAL: u64 = 10;

/// Lists the newest contacts of a young person that were not superseded: the usual number and one more, or that many where another number is asked for.
pub async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
    most: Option<u64>,
) -> Result<Vec<Contact>, StoreError> {
    static NEWEST: KeptQuery = KeptQuery::new(|about| {
        newest_first(about.owner())
            .filter(about.are(contact::Column::PersonId))
            .limit(USUAL + 1)
            .into_query()
    });
    let rows: Vec<contact::Model> = match most {
        None => NEWEST.of(tx, council, person).await?,
        Some(most) => {
            newest_first(council)
                .filter(contact::Column::PersonId.eq(Uuid::from(person)))
                .limit(most)
                .all_in(tx)
                .await?
        }
    };
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

fn newest_first(owner: impl Into<Uuid>) -> Select<contact::Entity> {
    contact::of(owner)
        .filter(contact::Column::SupersededAt.is_null())
        .order_by_desc(contact::Column::HeldOn)
        .order_by_desc(contact::Column::Id)
}

/// Lists the contacts that were recorded in a council between two moments and not corrected since.
pub(super) async fn recorded_between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (store::At, store::At),
) -> Result<Vec<Contact>, StoreError> {
    let rows = contact::of(council)
        .filter(contact::Column::RecordedAt.gte(from))
        .filter(contact::Column::RecordedAt.lt(until))
        .filter(contact::Column::SupersededAt.is_null())
        .order_by_asc(contact::Column::RecordedAt)
        .order_by_asc(contact::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

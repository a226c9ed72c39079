//! Appointments in the database.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::appointment,
    orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QueryTrait, Set, Uuid},
};
use values::{AccountId, AppointmentId, CouncilId, DropInId, PersonId};

use super::model::Appointment;

/// An appointment to arrange.
#[derive(Clone, Debug)]
pub(crate) struct NewAppointment {
    /// How they meet: a code of [`crate::shell::choices::CONTACT_KINDS`].
    pub(crate) kind: String,
    pub(crate) on: NaiveDate,
    pub(crate) begins: String,
    pub(crate) minutes: i32,
    pub(crate) place: String,
    pub(crate) attends: String,
    pub(crate) expected_back: String,
    /// The drop-in that they came to; none for something arranged.
    pub(crate) drop_in: Option<DropInId>,
}

fn opened(tx: &ReadTx, row: appointment::Model) -> Result<Appointment, StoreError> {
    Ok(Appointment {
        id: row.id.into(),
        person: row.person_id.into(),
        worker: row.worker_id.into(),
        on: row.held_on,
        place: tx.open(&row.place)?,
        attends: tx.open(&row.attends)?,
        reason: tx.open(&row.reason)?,
        kind: row.kind,
        begins: row.begins,
        minutes: row.minutes,
        expected_back: row.expected_back,
        moved_from: row.moved_from_id.map(Into::into),
        ended_as: row.ended_as,
        made_at: row.made_at.into(),
        ended_at: row.ended_at.map(Into::into),
        left_at: row.left_at.map(Into::into),
        back_at: row.back_at.map(Into::into),
    })
}

/// Arranges an appointment. `moved_from` is the one it replaces. The caller refreshes what is due.
pub(crate) async fn arrange(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
    moved_from: Option<AppointmentId>,
    new: &NewAppointment,
) -> Result<AppointmentId, StoreError> {
    let id: AppointmentId = tx.next_id();
    let row = appointment::New {
        id: id.into(),
        person_id: person.into(),
        worker_id: worker.into(),
        kind: new.kind.clone(),
        held_on: new.on,
        begins: new.begins.clone(),
        minutes: new.minutes,
        place: tx.seal(person, &new.place),
        attends: tx.seal(person, &new.attends),
        expected_back: new.expected_back.clone(),
        moved_from_id: moved_from.map(Uuid::from),
        reason: tx.seal(person, &String::new()),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        ended_as: String::new(),
        ended_at: None,
        ended_by: None,
        left_at: None,
        back_at: None,
        drop_in_id: new.drop_in.map(Uuid::from),
    };
    appointment::insert(tx, row).await?;
    tx.journal(Entry::new("arrange").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Records how an appointment ended. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it has ended already.
pub(crate) async fn finish(
    tx: &mut WriteTx,
    one: &Appointment,
    ended_as: &'static str,
    reason: &str,
) -> Result<(), StoreError> {
    let change = appointment::ActiveModel {
        ended_as: Set(ended_as.to_owned()),
        ended_at: Set(Some(tx.at().into())),
        ended_by: Set(tx.by_id()),
        reason: Set(tx.seal(one.person, &reason.to_owned())),
        ..Default::default()
    };
    set(tx, one.id, change).await?;
    tx.journal(
        Entry::new("end-appointment")
            .person(one.person)
            .subject(one.id)
            .reason(ended_as),
    )
    .await
}

/// Changes how an appointment ended, when its contact is corrected.
pub(crate) async fn restart(
    tx: &mut WriteTx,
    id: AppointmentId,
    ended_as: &'static str,
) -> Result<(), StoreError> {
    appointment::change(tx.council())
        .set(appointment::ActiveModel {
            ended_as: Set(ended_as.to_owned()),
            ..Default::default()
        })
        .filter(appointment::Column::Id.eq(Uuid::from(id)))
        .filter(appointment::Column::EndedAs.is_in(["held", "not-held"]))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Records that an appointment has not ended after all: the contact that ended it was taken back.
pub(crate) async fn reopen(tx: &mut WriteTx, id: AppointmentId) -> Result<(), StoreError> {
    appointment::change(tx.council())
        .set(appointment::ActiveModel {
            ended_as: Set(String::new()),
            ended_at: Set(None),
            ended_by: Set(None),
            ..Default::default()
        })
        .filter(appointment::Column::Id.eq(Uuid::from(id)))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Calls off what was arranged with a young person at a moment: the act that arranged it was taken back.
pub(crate) async fn call_off_made_at(
    tx: &mut WriteTx,
    person: PersonId,
    at: At,
) -> Result<(), StoreError> {
    let council = tx.council();
    let made = of_person(tx, council, person).await?;
    for one in made.iter().filter(|one| At::from(one.made_at) == at) {
        finish(tx, one, "cancelled", "").await?;
    }
    Ok(())
}

/// Records that a worker has set out for a visit, or is back.
pub(super) async fn note_way(
    tx: &mut WriteTx,
    one: &Appointment,
    is_back: bool,
) -> Result<(), StoreError> {
    let now = Set(Some(At::from(tx.at())));
    let (change, action) = if is_back {
        (
            appointment::ActiveModel {
                back_at: now,
                ..Default::default()
            },
            "visit-back",
        )
    } else {
        (
            appointment::ActiveModel {
                left_at: now,
                ..Default::default()
            },
            "visit-out",
        )
    };
    appointment::change(tx.council())
        .set(change)
        .filter(appointment::Column::Id.eq(Uuid::from(one.id)))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new(action).person(one.person).subject(one.id))
        .await
}

async fn set(
    tx: &mut WriteTx,
    id: AppointmentId,
    change: appointment::ActiveModel,
) -> Result<(), StoreError> {
    let written = appointment::change(tx.council())
        .set(change)
        .filter(appointment::Column::Id.eq(Uuid::from(id)))
        .filter(appointment::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Finds an appointment.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AppointmentId,
) -> Result<Option<Appointment>, StoreError> {
    let row = appointment::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the appointments with a young person that have not ended, the soonest first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Appointment>, StoreError> {
    static ARRANGED: KeptQuery = KeptQuery::new(|about| {
        appointment::of(about.owner())
            .filter(about.are(appointment::Column::PersonId))
            .filter(appointment::Column::EndedAt.is_null())
            .order_by_asc(appointment::Column::HeldOn)
            .order_by_asc(appointment::Column::Begins)
            .order_by_asc(appointment::Column::Id)
            .into_query()
    });
    let rows: Vec<appointment::Model> = ARRANGED.of(tx, council, person).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the appointments of workers up to a day that have not ended, and visits from which they are not back, the soonest first.
pub(crate) async fn of_workers(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    until: NaiveDate,
) -> Result<Vec<Appointment>, StoreError> {
    let workers = workers.iter().map(|id| Uuid::from(*id));
    let rows = appointment::of(council)
        .filter(appointment::Column::WorkerId.is_in(workers))
        .filter(appointment::Column::HeldOn.lte(until))
        .filter(
            Condition::any()
                .add(appointment::Column::EndedAt.is_null())
                .add(
                    Condition::all()
                        .add(appointment::Column::LeftAt.is_not_null())
                        .add(appointment::Column::BackAt.is_null()),
                ),
        )
        .order_by_asc(appointment::Column::HeldOn)
        .order_by_asc(appointment::Column::Begins)
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the appointments of a worker that were called off or moved since a moment, so that calendars can drop them.
pub(super) async fn called_off_since(
    tx: &mut ReadTx,
    council: CouncilId,
    worker: AccountId,
    since: At,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = appointment::of(council)
        .filter(appointment::Column::WorkerId.eq(Uuid::from(worker)))
        .filter(appointment::Column::EndedAt.gte(since))
        .filter(appointment::Column::EndedAs.is_in(["moved", "cancelled"]))
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists those who came to a drop-in on a day, in the order they were recorded.
pub(crate) async fn at_drop_in(
    tx: &mut ReadTx,
    council: CouncilId,
    drop_in: DropInId,
    day: NaiveDate,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = appointment::of(council)
        .filter(appointment::Column::DropInId.eq(Uuid::from(drop_in)))
        .filter(appointment::Column::HeldOn.eq(day))
        // Anyone recorded by mistake did not come.
        .filter(appointment::Column::EndedAs.eq("held"))
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Somebody who came to a drop-in.
pub(crate) struct DroppedIn {
    pub(crate) person: PersonId,
    pub(crate) place: String,
    pub(crate) on: NaiveDate,
    /// Whether somebody came with them.
    pub(crate) is_with_others: bool,
}

/// Lists who came to any drop-in between two days, once for each time.
pub(crate) async fn dropped_in(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<DroppedIn>, StoreError> {
    let rows = appointment::of(council)
        .filter(appointment::Column::DropInId.is_not_null())
        .filter(appointment::Column::HeldOn.between(from, until))
        .filter(appointment::Column::EndedAs.eq("held"))
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    let came = |row| {
        let one = opened(tx, row)?;
        Ok(DroppedIn {
            person: one.person,
            on: one.on,
            is_with_others: !one.attends.is_empty(),
            place: one.place,
        })
    };
    rows.into_iter().map(came).collect()
}

/// Lists the appointments of a day that have not ended.
pub(crate) async fn on_day(
    tx: &mut ReadTx,
    council: CouncilId,
    day: NaiveDate,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = appointment::of(council)
        .filter(appointment::Column::HeldOn.eq(day))
        .filter(appointment::Column::EndedAt.is_null())
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the visits from which a worker is overdue, at a moment in London time.
pub(crate) async fn out_late(
    tx: &mut ReadTx,
    council: CouncilId,
    now: chrono::NaiveDateTime,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = appointment::of(council)
        .filter(appointment::Column::HeldOn.lte(now.date()))
        .filter(appointment::Column::HeldOn.gte(now.date() - chrono::Days::new(2)))
        .filter(appointment::Column::LeftAt.is_not_null())
        .filter(appointment::Column::BackAt.is_null())
        .order_by_asc(appointment::Column::Id)
        .all_in(tx)
        .await?;
    let all: Result<Vec<_>, _> = rows.into_iter().map(|row| opened(tx, row)).collect();
    Ok(all?
        .into_iter()
        .filter(|one| one.is_late_back(now))
        .collect())
}

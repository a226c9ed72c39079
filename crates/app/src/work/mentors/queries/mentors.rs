//! Mentors in the database.

use super::super::{
    model::{Check, Mentor},
    soon,
};
use chrono::NaiveDate;
use std::collections::HashMap;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{mentor, mentor_check, mentoring},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, EmployerId, MentorCheckId, MentorId};

/// The details of a mentor.
#[derive(Clone, Debug)]
pub(in super::super) struct NewMentor {
    pub(in super::super) name: String,
    pub(in super::super) phone: String,
    pub(in super::super) email: String,
    pub(in super::super) employer: Option<EmployerId>,
    pub(in super::super) sector: String,
    pub(in super::super) about: String,
    pub(in super::super) capacity: i32,
}

/// A check to record.
#[derive(Clone, Debug)]
pub(in super::super) struct NewCheck {
    pub(in super::super) kind: String,
    pub(in super::super) passed_on: NaiveDate,
    pub(in super::super) expires_on: Option<NaiveDate>,
}

/// A meeting to record.
#[derive(Clone, Debug)]
pub(in super::super) struct NewMeeting {
    pub(in super::super) on: NaiveDate,
    pub(in super::super) kind: String,
    pub(in super::super) words: String,
}

/// Adds a mentor, managed by the worker who adds them.
pub(in super::super) async fn add(
    tx: &mut WriteTx,
    new: &NewMentor,
) -> Result<MentorId, StoreError> {
    let id: MentorId = tx.next_id();
    let row = mentor::New {
        id: id.into(),
        name: tx.seal(id, &new.name),
        phone: tx.seal(id, &new.phone),
        email: tx.seal(id, &new.email),
        employer_id: new.employer.map(Uuid::from),
        sector: new.sector.clone(),
        about: new.about.clone(),
        capacity: new.capacity,
        keeper_id: tx.worker()?.into(),
        ended_on: None,
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    mentor::insert(tx, row).await?;
    tx.journal(Entry::new("add-mentor").subject(id)).await?;
    Ok(id)
}

async fn set(
    tx: &mut WriteTx,
    id: MentorId,
    version: i32,
    change: mentor::ActiveModel,
) -> Result<(), StoreError> {
    let written = mentor::change(tx.council())
        .set(mentor::ActiveModel {
            version: Set(version + 1),
            ..change
        })
        .filter(mentor::Column::Id.eq(Uuid::from(id)))
        .filter(mentor::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Changes a mentor, who is from then on managed by the worker who made the change.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn change(
    tx: &mut WriteTx,
    id: MentorId,
    version: i32,
    new: &NewMentor,
) -> Result<(), StoreError> {
    let change = mentor::ActiveModel {
        name: Set(tx.seal(id, &new.name)),
        phone: Set(tx.seal(id, &new.phone)),
        email: Set(tx.seal(id, &new.email)),
        employer_id: Set(new.employer.map(Uuid::from)),
        sector: Set(new.sector.clone()),
        about: Set(new.about.clone()),
        capacity: Set(new.capacity),
        keeper_id: Set(tx.worker()?.into()),
        ..Default::default()
    };
    set(tx, id, version, change).await?;
    tx.journal(Entry::new("change-mentor").subject(id)).await
}

/// Records that a mentor has stopped.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn end(
    tx: &mut WriteTx,
    id: MentorId,
    version: i32,
) -> Result<(), StoreError> {
    let change = mentor::ActiveModel {
        ended_on: Set(Some(tx.today())),
        ..Default::default()
    };
    set(tx, id, version, change).await?;
    tx.journal(Entry::new("end-mentor").subject(id)).await
}

/// Records a check.
pub(in super::super) async fn add_check(
    tx: &mut WriteTx,
    id: MentorId,
    new: &NewCheck,
) -> Result<(), StoreError> {
    let check: MentorCheckId = tx.next_id();
    let row = mentor_check::New {
        id: check.into(),
        mentor_id: id.into(),
        kind: new.kind.clone(),
        passed_on: new.passed_on,
        expires_on: new.expires_on,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    mentor_check::insert(tx, row).await?;
    tx.journal(Entry::new("check-mentor").subject(id)).await
}

async fn with_checks(
    tx: &mut ReadTx,
    council: CouncilId,
    rows: Vec<mentor::Model>,
) -> Result<Vec<Mentor>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let checks = mentor_check::of(council)
        .filter(mentor_check::Column::MentorId.is_in(ids.iter().copied()))
        .order_by_desc(mentor_check::Column::PassedOn)
        .order_by_desc(mentor_check::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<Uuid, Vec<Check>> = HashMap::new();
    for row in checks {
        let known = of.entry(row.mentor_id).or_default();
        if known.iter().all(|one| one.kind != row.kind) {
            known.push(Check {
                id: row.id.into(),
                mentor: row.mentor_id.into(),
                kind: row.kind,
                passed_on: row.passed_on,
                expires_on: row.expires_on,
            });
        }
    }
    let open = mentoring::of(council)
        .filter(mentoring::Column::MentorId.is_in(ids))
        .filter(mentoring::Column::EndedOn.is_null())
        .all_in(tx)
        .await?;
    let mut with: HashMap<Uuid, i32> = HashMap::new();
    for row in open {
        *with.entry(row.mentor_id).or_default() += 1;
    }
    rows.into_iter()
        .map(|row| {
            Ok(Mentor {
                id: row.id.into(),
                name: tx.open(&row.name)?,
                phone: tx.open(&row.phone)?,
                email: tx.open(&row.email)?,
                employer: row.employer_id.map(Into::into),
                sector: row.sector,
                about: row.about,
                capacity: row.capacity,
                keeper: row.keeper_id.into(),
                ended_on: row.ended_on,
                version: row.version,
                checks: of.remove(&row.id).unwrap_or_default(),
                with: with.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// Lists those who mentor, by name.
pub(in super::super) async fn all(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Mentor>, StoreError> {
    let rows = mentor::of(council)
        .filter(mentor::Column::EndedOn.is_null())
        .order_by_asc(mentor::Column::Id)
        .all_in(tx)
        .await?;
    let mut mentors = with_checks(tx, council, rows).await?;
    mentors.sort_by(|one, other| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
    Ok(mentors)
}

/// Finds a mentor, including one who has stopped.
pub(in super::super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: MentorId,
) -> Result<Option<Mentor>, StoreError> {
    let found = find_all(tx, council, &[id]).await?;
    Ok(found.into_iter().next())
}

/// Finds mentors, including those who have stopped.
pub(in super::super) async fn find_all(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[MentorId],
) -> Result<Vec<Mentor>, StoreError> {
    let rows = mentor::of(council)
        .filter(mentor::Column::Id.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(mentor::Column::Id)
        .all_in(tx)
        .await?;
    with_checks(tx, council, rows).await
}

/// Lists the mentors whom workers manage and who have a check that expires within a month.
pub(crate) async fn running_out(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    today: NaiveDate,
) -> Result<Vec<Mentor>, StoreError> {
    let rows = mentor::of(council)
        .filter(mentor::Column::EndedOn.is_null())
        .filter(mentor::Column::KeeperId.is_in(workers.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(mentor::Column::Id)
        .all_in(tx)
        .await?;
    let mut mentors = with_checks(tx, council, rows).await?;
    mentors.retain(|one| !one.runs_out(soon(today)).is_empty());
    Ok(mentors)
}

//! Writing what the engine has allowed: enrolments, stages and pauses.

use chrono::NaiveDate;
use programme::{Change, Step};
use store::{
    At, Entry, Execute, StoreError, WriteTx,
    entities::{enrolment, pause_span, person, stage_span},
    orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, EnrolmentId, PersonId, ProgrammeVersionId};

use super::{
    super::{Enrolment, model},
    find, proposals, stretches_of,
};

/// What an enrolment begins with.
#[derive(Clone, Debug)]
pub struct Enrol {
    /// The young person.
    pub person: PersonId,
    /// The version of the programme.
    pub version: ProgrammeVersionId,
    /// The programme's key.
    pub programme_key: String,
    /// The day of the referral, where there was one.
    pub referred_on: Option<NaiveDate>,
    /// The first day.
    pub on: NaiveDate,
    /// What the engine says.
    pub step: Step,
    /// Why this stage, in the worker's words.
    pub reason: String,
    /// Who works with them in this programme, where it is one of several.
    pub lead: Option<AccountId>,
}

/// Enrols a young person on the stage that the engine has allowed.
pub async fn enrol(tx: &mut WriteTx, new: &Enrol) -> Result<EnrolmentId, StoreError> {
    let id: EnrolmentId = tx.next_id();
    let row = enrolment::New {
        id: id.into(),
        person_id: new.person.into(),
        programme_version_id: new.version.into(),
        programme_key: new.programme_key.clone(),
        stage_key: String::new(),
        since_on: new.on,
        referred_on: new.referred_on,
        enrolled_on: new.on,
        paused_on: None,
        ended_on: None,
        own_cadence: String::new(),
        cadence_until: None,
        lead_id: new.lead.map(Into::into),
        version: 0,
    };
    enrolment::insert(tx, row).await?;
    let council = tx.council();
    let blank = find(tx, council, id).await?.ok_or(StoreError::Stale)?;
    apply(tx, &blank, new.version, &new.step, (&new.reason, None)).await?;
    tx.journal(Entry::new("enrol").person(new.person).subject(id))
        .await?;
    Ok(id)
}

/// Stores a step that the engine has allowed, from the version of the enrolment that it was asked about.
///
/// `review_on` is when a pause that begins is looked at again.
///
/// Errors: [`StoreError::Stale`] when someone else has moved the enrolment since.
pub(crate) async fn move_on(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    step: &Step,
    (reason, review_on): (&str, Option<NaiveDate>),
    code: &str,
) -> Result<(), StoreError> {
    let why = (reason, review_on);
    apply(tx, enrolment, enrolment.programme_version, step, why).await?;
    tx.journal(
        Entry::new("move-stage")
            .person(enrolment.person)
            .subject(enrolment.id)
            .reason(code),
    )
    .await
}

/// Stores what the engine says of an enrolment as it was read, and the version that it follows from now on.
pub(super) async fn apply(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    version: ProgrammeVersionId,
    step: &Step,
    (reason, review_on): (&str, Option<NaiveDate>),
) -> Result<(), StoreError> {
    for change in &step.changes {
        match change {
            Change::StageBegan { stage, on } => {
                begin_stage(tx, enrolment, stage.as_str(), *on, reason).await?;
                // What is proposed is a stage of the main programme.
                if enrolment.lead.is_none() {
                    proposals::stage_began(tx, enrolment.person, stage.as_str()).await?;
                }
            }
            Change::StageEnded { on, exit, .. } => {
                let exit = exit
                    .as_ref()
                    .map(|key| key.as_str().to_owned())
                    .unwrap_or_default();
                end_stage(tx, enrolment.id, *on, exit).await?;
            }
            Change::PauseBegan { reason, on } => {
                begin_pause(tx, enrolment, reason.as_str(), (*on, review_on)).await?
            }
            Change::PauseEnded { on } => end_pause(tx, enrolment.id, *on).await?,
        }
    }
    let current = step.history.current();
    let row = enrolment::ActiveModel {
        programme_version_id: Set(version.into()),
        stage_key: Set(current
            .map(|span| span.stage.to_string())
            .unwrap_or_default()),
        since_on: Set(current.map_or(enrolment.since_on, |span| span.from)),
        paused_on: Set(step.history.current_pause().map(|pause| pause.from)),
        ended_on: Set(step.history.exited().map(|(_, on)| on)),
        ..Default::default()
    };
    set(tx, enrolment.id, enrolment.version, row).await?;
    note_stage(tx, enrolment.person).await
}

/// Notes on the young person the stage that they are on now in their main programme, for lists.
pub(crate) async fn note_stage(tx: &mut WriteTx, person: PersonId) -> Result<(), StoreError> {
    let council = tx.council();
    let all = super::of_person(tx, council, person).await?;
    let main = model::main(&all);
    let row = person::ActiveModel {
        stage_key: Set(main.map(|one| one.stage_key.clone()).unwrap_or_default()),
        programme_version_id: Set(main.map(|one| one.programme_version.into())),
        paused_on: Set(main.and_then(|one| one.paused_on)),
        ..person::row(tx.council(), person)
    };
    person::Entity::update(row).exec_in(tx).await?;
    Ok(())
}

/// Writes the changes to an enrolment that was read at a row version, and increments the version.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(super) async fn set(
    tx: &mut WriteTx,
    id: EnrolmentId,
    version: i32,
    mut changed: enrolment::ActiveModel,
) -> Result<(), StoreError> {
    changed.version = Set(version + 1);
    let written = enrolment::change(tx.council())
        .set(changed)
        .filter(enrolment::Column::Id.eq(Uuid::from(id)))
        .filter(enrolment::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

async fn begin_stage(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    stage: &str,
    on: NaiveDate,
    reason: &str,
) -> Result<(), StoreError> {
    let council = tx.council();
    let place = stretches_of(tx, council, enrolment.id)
        .await?
        .iter()
        .filter(|stretch| !stretch.is_pause)
        .count();
    let row = stage_span::New {
        id: tx.next_id(),
        enrolment_id: enrolment.id.into(),
        person_id: enrolment.person.into(),
        place: i32::try_from(place).unwrap_or(i32::MAX),
        stage_key: stage.to_owned(),
        from_on: on,
        until_on: None,
        exit_key: String::new(),
        reason: tx.seal(enrolment.person, &reason.to_owned()),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        ended_at: None,
        ended_by: None,
    };
    stage_span::insert(tx, row).await?;
    Ok(())
}

async fn end_stage(
    tx: &mut WriteTx,
    id: EnrolmentId,
    on: NaiveDate,
    exit_key: String,
) -> Result<(), StoreError> {
    let end = stage_span::ActiveModel {
        until_on: Set(Some(on)),
        exit_key: Set(exit_key),
        ended_at: Set(Some(At::from(tx.at()))),
        ended_by: Set(tx.by_id()),
        ..Default::default()
    };
    stage_span::change(tx.council())
        .set(end)
        .filter(stage_span::Column::EnrolmentId.eq(Uuid::from(id)))
        .filter(stage_span::Column::UntilOn.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

async fn begin_pause(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    reason: &str,
    (on, review_on): (NaiveDate, Option<NaiveDate>),
) -> Result<(), StoreError> {
    let council = tx.council();
    let place = stretches_of(tx, council, enrolment.id)
        .await?
        .iter()
        .filter(|stretch| stretch.is_pause)
        .count();
    let row = pause_span::New {
        id: tx.next_id(),
        enrolment_id: enrolment.id.into(),
        person_id: enrolment.person.into(),
        place: i32::try_from(place).unwrap_or(i32::MAX),
        reason_key: reason.to_owned(),
        from_on: on,
        until_on: None,
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        ended_at: None,
        ended_by: None,
        review_on,
    };
    pause_span::insert(tx, row).await?;
    Ok(())
}

/// Sets the next day on which the pause that lasts is looked at. The journal keeps each.
///
/// Errors: [`StoreError::Stale`] when the enrolment was changed since it was read, or is not paused.
pub(crate) async fn look_again(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let row = enrolment::ActiveModel::default();
    set(tx, enrolment.id, enrolment.version, row).await?;
    let written = pause_span::change(tx.council())
        .set(pause_span::ActiveModel {
            review_on: Set(Some(on)),
            ..Default::default()
        })
        .filter(pause_span::Column::EnrolmentId.eq(Uuid::from(enrolment.id)))
        .filter(pause_span::Column::UntilOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("move-stage").person(enrolment.person);
    tx.journal(
        entry
            .subject(enrolment.id)
            .reason(format!("still-paused:{on}")),
    )
    .await
}

async fn end_pause(tx: &mut WriteTx, id: EnrolmentId, on: NaiveDate) -> Result<(), StoreError> {
    let end = pause_span::ActiveModel {
        until_on: Set(Some(on)),
        ended_at: Set(Some(At::from(tx.at()))),
        ended_by: Set(tx.by_id()),
        ..Default::default()
    };
    pause_span::change(tx.council())
        .set(end)
        .filter(pause_span::Column::EnrolmentId.eq(Uuid::from(id)))
        .filter(pause_span::Column::UntilOn.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

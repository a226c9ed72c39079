//! Enrolments in the database.

mod due_list;

pub use due_list::{DueRow, due_of, due_of_workers};

use chrono::NaiveDate;
use programme::{Change, Step};
use store::{
    At, Entry, InScope, ReadTx, StoreError, WriteTx,
    entities::{enrolment, pause_span, person, stage_span},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, Set, Uuid,
    },
};
use values::{CouncilId, EnrolmentId, PersonId, ProgrammeVersionId, Scope};

use super::model::{self, Enrolment, Stretch};

fn opened(row: &enrolment::Model) -> Enrolment {
    Enrolment {
        id: row.id.into(),
        person: row.person_id.into(),
        programme_version: row.programme_version_id.into(),
        programme_key: row.programme_key.clone(),
        stage_key: row.stage_key.clone(),
        since_on: row.since_on,
        referred_on: row.referred_on,
        enrolled_on: row.enrolled_on,
        paused_on: row.paused_on,
        ended_on: row.ended_on,
        last_contact_on: row.last_contact_on,
        next_due_on: row.next_due_on,
        own_cadence: model::parse_cadence(&row.own_cadence),
        version: row.version,
    }
}

/// Finds an enrolment.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EnrolmentId,
) -> Result<Option<Enrolment>, StoreError> {
    let row = enrolment::Entity::find_by_id((council.into(), id.into()))
        .one(tx.conn())
        .await?;
    Ok(row.as_ref().map(opened))
}

/// Lists the enrolments of a young person, oldest first.
pub async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Enrolment>, StoreError> {
    let rows = enrolment::Entity::find()
        .filter(
            enrolment::Column::CouncilId
                .eq(Uuid::from(council))
                .and(enrolment::Column::PersonId.eq(Uuid::from(person))),
        )
        .order_by_asc(enrolment::Column::EnrolledOn)
        .order_by_asc(enrolment::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.iter().map(opened).collect())
}

fn of_stage(tx: &ReadTx, row: &stage_span::Model) -> Result<Stretch, StoreError> {
    Ok(Stretch {
        enrolment: row.enrolment_id.into(),
        key: row.stage_key.clone(),
        is_pause: false,
        from_on: row.from_on,
        until_on: row.until_on,
        exit_key: row.exit_key.clone(),
        reason: tx.open(&row.reason)?,
        by: row.recorded_by.into(),
    })
}

fn of_pause(row: &pause_span::Model) -> Stretch {
    Stretch {
        enrolment: row.enrolment_id.into(),
        key: row.reason_key.clone(),
        is_pause: true,
        from_on: row.from_on,
        until_on: row.until_on,
        exit_key: String::new(),
        reason: String::new(),
        by: row.recorded_by.into(),
    }
}

/// Lists the stretches that pass both conditions, stages before pauses, each in order.
async fn stretches_where(
    tx: &mut ReadTx,
    stages: Condition,
    pauses: Condition,
) -> Result<Vec<Stretch>, StoreError> {
    let stages = stage_span::Entity::find()
        .filter(stages)
        .order_by_asc(stage_span::Column::EnrolmentId)
        .order_by_asc(stage_span::Column::Place)
        .order_by_asc(stage_span::Column::Id)
        .all(tx.conn())
        .await?;
    let pauses = pause_span::Entity::find()
        .filter(pauses)
        .order_by_asc(pause_span::Column::EnrolmentId)
        .order_by_asc(pause_span::Column::Place)
        .order_by_asc(pause_span::Column::Id)
        .all(tx.conn())
        .await?;
    let stages: Result<Vec<_>, _> = stages.iter().map(|row| of_stage(tx, row)).collect();
    Ok(stages?
        .into_iter()
        .chain(pauses.iter().map(of_pause))
        .collect())
}

/// Lists the stretches of one enrolment.
pub(super) async fn stretches_of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EnrolmentId,
) -> Result<Vec<Stretch>, StoreError> {
    let (owner, id) = (Uuid::from(council), Uuid::from(id));
    let stages = stage_span::Column::CouncilId
        .eq(owner)
        .and(stage_span::Column::EnrolmentId.eq(id));
    let pauses = pause_span::Column::CouncilId
        .eq(owner)
        .and(pause_span::Column::EnrolmentId.eq(id));
    stretches_where(
        tx,
        Condition::all().add(stages),
        Condition::all().add(pauses),
    )
    .await
}

/// Lists the stretches of a young person's enrolments.
pub async fn stretches(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Stretch>, StoreError> {
    let (owner, id) = (Uuid::from(council), Uuid::from(person));
    let enrolments: Vec<Uuid> = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::Id)
        .filter(
            enrolment::Column::CouncilId
                .eq(owner)
                .and(enrolment::Column::PersonId.eq(id)),
        )
        .order_by_asc(enrolment::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let stages = stage_span::Column::CouncilId
        .eq(owner)
        .and(stage_span::Column::EnrolmentId.is_in(enrolments.clone()));
    let pauses = pause_span::Column::CouncilId
        .eq(owner)
        .and(pause_span::Column::EnrolmentId.is_in(enrolments));
    stretches_where(
        tx,
        Condition::all().add(stages),
        Condition::all().add(pauses),
    )
    .await
}

/// Lists the stretches of everybody in a scope, with the version that each enrolment follows: what pictures are drawn from.
pub async fn histories(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<(ProgrammeVersionId, Vec<Stretch>)>, StoreError> {
    let owner = Uuid::from(scope.council);
    let mut query = person::Entity::find().in_scope(scope);
    let on = Condition::all()
        .add(
            Expr::col((enrolment::Entity, enrolment::Column::CouncilId))
                .equals((person::Entity, person::Column::CouncilId)),
        )
        .add(
            Expr::col((enrolment::Entity, enrolment::Column::PersonId))
                .equals((person::Entity, person::Column::Id)),
        );
    QuerySelect::query(&mut query).join(JoinType::InnerJoin, enrolment::Entity, on);
    let enrolments: Vec<(Uuid, Uuid)> = query
        .select_only()
        .column(enrolment::Column::Id)
        .column(enrolment::Column::ProgrammeVersionId)
        .order_by_asc(enrolment::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let stages = Condition::all().add(stage_span::Column::CouncilId.eq(owner));
    let pauses = Condition::all().add(pause_span::Column::CouncilId.eq(owner));
    let mut of: std::collections::HashMap<EnrolmentId, Vec<Stretch>> =
        std::collections::HashMap::new();
    for stretch in stretches_where(tx, stages, pauses).await? {
        of.entry(stretch.enrolment).or_default().push(stretch);
    }
    Ok(enrolments
        .into_iter()
        .filter_map(|(id, version)| Some((version.into(), of.remove(&id.into())?)))
        .collect())
}

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
}

/// Enrols a young person on the stage that the engine has allowed.
pub async fn enrol(tx: &mut WriteTx, new: &Enrol) -> Result<EnrolmentId, StoreError> {
    let id: EnrolmentId = tx.next_id();
    let row = enrolment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(new.person.into()),
        programme_version_id: Set(new.version.into()),
        programme_key: Set(new.programme_key.clone()),
        stage_key: Set(String::new()),
        since_on: Set(new.on),
        referred_on: Set(new.referred_on),
        enrolled_on: Set(new.on),
        paused_on: Set(None),
        ended_on: Set(None),
        last_contact_on: Set(None),
        next_due_on: Set(None),
        own_cadence: Set(String::new()),
        version: Set(0),
    };
    enrolment::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let council = tx.council();
    let blank = find(tx, council, id).await?.ok_or(StoreError::Stale)?;
    apply(tx, &blank, &new.step, &new.reason).await?;
    tx.journal(Entry::new("enrol").person(new.person).subject(id))
        .await?;
    Ok(id)
}

/// Stores a step that the engine has allowed, from the version of the enrolment that it was asked about.
///
/// Errors: [`StoreError::Stale`] when somebody else moved the enrolment meanwhile.
pub(super) async fn move_on(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    step: &Step,
    reason: &str,
    code: &str,
) -> Result<(), StoreError> {
    apply(tx, enrolment, step, reason).await?;
    tx.journal(
        Entry::new("move-stage")
            .person(enrolment.person)
            .subject(enrolment.id)
            .reason(code),
    )
    .await
}

async fn apply(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    step: &Step,
    reason: &str,
) -> Result<(), StoreError> {
    for change in &step.changes {
        match change {
            Change::StageBegan { stage, on } => {
                begin_stage(tx, enrolment, stage.as_str(), *on, reason).await?
            }
            Change::StageEnded { on, exit, .. } => {
                let exit = exit
                    .as_ref()
                    .map(|key| key.as_str().to_owned())
                    .unwrap_or_default();
                end_stage(tx, enrolment.id, *on, exit).await?;
            }
            Change::PauseBegan { reason, on } => {
                begin_pause(tx, enrolment, reason.as_str(), *on).await?
            }
            Change::PauseEnded { on } => end_pause(tx, enrolment.id, *on).await?,
        }
    }
    let current = step.history.current();
    let row = enrolment::ActiveModel {
        stage_key: Set(current
            .map(|span| span.stage.to_string())
            .unwrap_or_default()),
        since_on: Set(current.map_or(enrolment.since_on, |span| span.from)),
        paused_on: Set(step.history.current_pause().map(|pause| pause.from)),
        ended_on: Set(step.history.exited().map(|(_, on)| on)),
        version: Set(enrolment.version + 1),
        ..Default::default()
    };
    let written = enrolment::Entity::update_many()
        .set(row)
        .filter(
            enrolment::Column::CouncilId
                .eq(Uuid::from(tx.council()))
                .and(enrolment::Column::Id.eq(Uuid::from(enrolment.id))),
        )
        .filter(enrolment::Column::Version.eq(enrolment.version))
        .exec(tx.conn())
        .await?;
    if written.rows_affected == 1 {
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
    let row = stage_span::ActiveModel {
        council_id: Set(council.into()),
        id: Set(tx.next_id()),
        enrolment_id: Set(enrolment.id.into()),
        person_id: Set(enrolment.person.into()),
        place: Set(i32::try_from(place).unwrap_or(i32::MAX)),
        stage_key: Set(stage.to_owned()),
        from_on: Set(on),
        until_on: Set(None),
        exit_key: Set(String::new()),
        reason: Set(tx.seal(enrolment.person, &reason.to_owned())),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
        ended_at: Set(None),
        ended_by: Set(Uuid::nil()),
    };
    stage_span::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
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
        ended_by: Set(tx.by().into()),
        ..Default::default()
    };
    stage_span::Entity::update_many()
        .set(end)
        .filter(
            stage_span::Column::CouncilId
                .eq(Uuid::from(tx.council()))
                .and(stage_span::Column::EnrolmentId.eq(Uuid::from(id))),
        )
        .filter(stage_span::Column::UntilOn.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn begin_pause(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    reason: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let council = tx.council();
    let place = stretches_of(tx, council, enrolment.id)
        .await?
        .iter()
        .filter(|stretch| stretch.is_pause)
        .count();
    let row = pause_span::ActiveModel {
        council_id: Set(council.into()),
        id: Set(tx.next_id()),
        enrolment_id: Set(enrolment.id.into()),
        person_id: Set(enrolment.person.into()),
        place: Set(i32::try_from(place).unwrap_or(i32::MAX)),
        reason_key: Set(reason.to_owned()),
        from_on: Set(on),
        until_on: Set(None),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
        ended_at: Set(None),
        ended_by: Set(Uuid::nil()),
    };
    pause_span::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

async fn end_pause(tx: &mut WriteTx, id: EnrolmentId, on: NaiveDate) -> Result<(), StoreError> {
    let end = pause_span::ActiveModel {
        until_on: Set(Some(on)),
        ended_at: Set(Some(At::from(tx.at()))),
        ended_by: Set(tx.by().into()),
        ..Default::default()
    };
    pause_span::Entity::update_many()
        .set(end)
        .filter(
            pause_span::Column::CouncilId
                .eq(Uuid::from(tx.council()))
                .and(pause_span::Column::EnrolmentId.eq(Uuid::from(id))),
        )
        .filter(pause_span::Column::UntilOn.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Notes what is due next and when the last contact was, where lists read it. The version stays: nobody's form is made of these.
pub(super) async fn note_due(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    next: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let row = enrolment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(enrolment.id.into()),
        last_contact_on: Set(enrolment.last_contact_on),
        next_due_on: Set(next),
        ..Default::default()
    };
    enrolment::Entity::update(row).exec(tx.conn()).await?;
    Ok(())
}

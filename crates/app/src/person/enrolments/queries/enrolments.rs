//! Enrolments in the database.

use super::super::{
    Enrolment,
    model::{self, Stretch},
};
use store::{
    Fetch, InScope, KeptQuery, ReadTx, StoreError,
    entities::{enrolment, pause_span, person, stage_span},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, QueryTrait, Uuid,
    },
};
use values::{CouncilId, EnrolmentId, PersonId, ProgrammeVersionId, Scope};

pub(super) fn opened(row: &enrolment::Model) -> Enrolment {
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
        own_cadence: model::parse_cadence(&row.own_cadence),
        cadence_until: row.cadence_until,
        lead: row.lead_id.map(Into::into),
        version: row.version,
    }
}

/// Finds an enrolment.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EnrolmentId,
) -> Result<Option<Enrolment>, StoreError> {
    let row = enrolment::find(council, id).one_in(tx).await?;
    Ok(row.as_ref().map(opened))
}

/// Lists the enrolments of a young person, oldest first.
pub async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Enrolment>, StoreError> {
    of_some(tx, council, Some(&[person])).await
}

/// Lists the enrolments of some young people, the oldest first.
pub async fn of_people(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<Vec<Enrolment>, StoreError> {
    of_some(tx, council, Some(people)).await
}

/// Lists the enrolments of some young people, or of each, the oldest first.
pub(super) async fn of_some(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<Vec<Enrolment>, StoreError> {
    static ENROLMENTS: KeptQuery = KeptQuery::new(|about| {
        enrolment::of(about.owner())
            .filter(about.are(enrolment::Column::PersonId))
            .order_by_asc(enrolment::Column::EnrolledOn)
            .order_by_asc(enrolment::Column::Id)
            .into_query()
    });
    let rows: Vec<enrolment::Model> = ENROLMENTS.of_some(tx, council, only).await?;
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
        review_on: None,
        reason: tx.open(&row.reason)?,
        by: row.recorded_by.map(Into::into),
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
        review_on: row.review_on,
        reason: String::new(),
        by: row.recorded_by.map(Into::into),
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
        .all_in(tx)
        .await?;
    let pauses = pause_span::Entity::find()
        .filter(pauses)
        .order_by_asc(pause_span::Column::EnrolmentId)
        .order_by_asc(pause_span::Column::Place)
        .order_by_asc(pause_span::Column::Id)
        .all_in(tx)
        .await?;
    joined(tx, &stages, &pauses)
}

fn joined(
    tx: &ReadTx,
    stages: &[stage_span::Model],
    pauses: &[pause_span::Model],
) -> Result<Vec<Stretch>, StoreError> {
    let stages: Result<Vec<_>, _> = stages.iter().map(|row| of_stage(tx, row)).collect();
    let pauses = pauses.iter().map(of_pause);
    Ok(stages?.into_iter().chain(pauses).collect())
}

/// Lists the stretches of some young people, or of each, stages before pauses, each in order.
pub(super) async fn stretches_of_some(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<Vec<Stretch>, StoreError> {
    use pause_span::Column as P;
    use stage_span::Column as S;

    static STAGES: KeptQuery = KeptQuery::new(|about| {
        stage_span::of(about.owner())
            .filter(about.are(S::PersonId))
            .order_by_asc(S::EnrolmentId)
            .order_by_asc(S::Place)
            .order_by_asc(S::Id)
            .into_query()
    });
    static PAUSES: KeptQuery = KeptQuery::new(|about| {
        pause_span::of(about.owner())
            .filter(about.are(P::PersonId))
            .order_by_asc(P::EnrolmentId)
            .order_by_asc(P::Place)
            .order_by_asc(P::Id)
            .into_query()
    });
    let stages: Vec<stage_span::Model> = STAGES.of_some(tx, council, only).await?;
    let pauses: Vec<pause_span::Model> = PAUSES.of_some(tx, council, only).await?;
    joined(tx, &stages, &pauses)
}

/// Lists the stretches of one enrolment.
pub(crate) async fn stretches_of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EnrolmentId,
) -> Result<Vec<Stretch>, StoreError> {
    let (owner, id) = (Uuid::from(council), Uuid::from(id));
    let stages = stage_span::owned(owner).and(stage_span::Column::EnrolmentId.eq(id));
    let pauses = pause_span::owned(owner).and(pause_span::Column::EnrolmentId.eq(id));
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
    stretches_of_some(tx, council, Some(&[person])).await
}

/// Lists the stretches of everyone in a scope, with the version that each enrolment follows, for charts.
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
        .rows_in(tx)
        .await?;
    let stages = Condition::all().add(stage_span::owned(owner));
    let pauses = Condition::all().add(pause_span::owned(owner));
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

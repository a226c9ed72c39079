//! Deep dives in the database.

use std::collections::HashMap;

use programme::{Readiness, Suggestion};
use store::{
    Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::assessment,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid},
};
use values::{AssessmentId, CouncilId, PersonId, ProgrammeVersionId};

use super::model::{self, Assessment, Kind, NewAssessment};

fn opened(tx: &ReadTx, row: &assessment::Model) -> Result<Assessment, StoreError> {
    let because = tx.open(&row.suggested_because)?;
    let mut said = NewAssessment {
        kind: Kind::parse(&row.kind),
        held_on: Some(row.held_on),
        strengths: tx.open(&row.strengths)?,
        work_wanted: tx.open(&row.work_wanted)?,
        work_to_leave: tx.open(&row.work_to_leave)?,
        own_words: tx.open(&row.own_words)?,
        readiness: Readiness::parse(&row.readiness),
        ratings: model::parse_ratings(&tx.open(&row.ratings)?),
        ..NewAssessment::default()
    };
    model::read_answers(&mut said, &tx.open(&row.answers)?);
    Ok(Assessment {
        id: row.id.into(),
        person: row.person_id.into(),
        said,
        version: row.programme_version_id.map(Into::into),
        suggested_stage: row.suggested_stage.clone(),
        because: because.lines().map(str::to_owned).collect(),
        chosen_stage: row.chosen_stage.clone(),
        chosen_because: tx.open(&row.chosen_because)?,
        by: row.recorded_by.map(Into::into),
    })
}

/// Records a deep dive with what the engine suggests after it.
pub async fn record(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewAssessment,
    version: Option<ProgrammeVersionId>,
    suggestion: &Suggestion,
) -> Result<AssessmentId, StoreError> {
    let id: AssessmentId = tx.next_id();
    let stage = suggestion.stage.as_ref();
    let row = assessment::New {
        id: id.into(),
        person_id: person.into(),
        kind: new.kind.code().into(),
        held_on: new.held_on.unwrap_or(tx.today()),
        strengths: tx.seal(person, &new.strengths),
        work_wanted: tx.seal(person, &new.work_wanted),
        work_to_leave: tx.seal(person, &new.work_to_leave),
        own_words: tx.seal(person, &new.own_words),
        readiness: new.readiness.map_or("", Readiness::code).into(),
        ratings: tx.seal(person, &model::ratings_text(&new.ratings)),
        answers: tx.seal(person, &model::answers_text(new)),
        programme_version_id: version.map(Uuid::from),
        suggested_stage: stage.map(ToString::to_string).unwrap_or_default(),
        suggested_because: tx.seal(person, &suggestion.because.join("\n")),
        chosen_stage: String::new(),
        chosen_because: tx.seal(person, &String::new()),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        superseded_at: None,
    };
    assessment::insert(tx, row).await?;
    tx.journal(Entry::new("assess-person").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Takes the place of a deep dive that is being gone on with: what it said so far is in the one that follows.
///
/// Errors: [`StoreError::Stale`] when somebody else has gone on with it, or its stage has been chosen.
pub(super) async fn supersede(tx: &mut WriteTx, before: &Assessment) -> Result<(), StoreError> {
    let row = assessment::ActiveModel {
        superseded_at: Set(Some(tx.at().into())),
        ..Default::default()
    };
    let written = assessment::change(tx.council())
        .set(row)
        .filter(assessment::Column::Id.eq(Uuid::from(before.id)))
        .filter(assessment::Column::ChosenStage.eq(""))
        .filter(assessment::Column::SupersededAt.is_null())
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Finds a deep dive; one that somebody has gone on with is found by its later id only.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AssessmentId,
) -> Result<Option<Assessment>, StoreError> {
    let row = assessment::find(council, id)
        .filter(assessment::Column::SupersededAt.is_null())
        .one_in(tx)
        .await?;
    row.as_ref().map(|row| opened(tx, row)).transpose()
}

/// Lists the deep dives of a young person, oldest first.
pub async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Assessment>, StoreError> {
    let rows = assessment::of(council)
        .filter(assessment::Column::PersonId.eq(Uuid::from(person)))
        .filter(assessment::Column::SupersededAt.is_null())
        .order_by_asc(assessment::Column::HeldOn)
        .order_by_asc(assessment::Column::Id)
        .all_in(tx)
        .await?;
    rows.iter().map(|row| opened(tx, row)).collect()
}

/// Returns the latest deep dive of everyone in a council who has had one, or of some young people.
pub async fn latest(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<PersonId, Assessment>, StoreError> {
    let mut query = assessment::of(council);
    if let Some(people) = only {
        let people = people.iter().map(|id| Uuid::from(*id));
        query = query.filter(assessment::Column::PersonId.is_in(people));
    }
    let rows = query
        .filter(assessment::Column::SupersededAt.is_null())
        .order_by_asc(assessment::Column::HeldOn)
        .order_by_asc(assessment::Column::Id)
        .all_in(tx)
        .await?;
    // Of two on the same day the later one stays, because it is inserted last.
    let mut latest: HashMap<Uuid, &assessment::Model> = HashMap::new();
    for row in &rows {
        latest.insert(row.person_id, row);
    }
    latest
        .into_iter()
        .map(|(person, row)| Ok((PersonId(person), opened(tx, row)?)))
        .collect()
}

/// Returns the latest deep dive of a young person.
pub async fn latest_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Option<Assessment>, StoreError> {
    static LATEST: KeptQuery = KeptQuery::new(|about| {
        assessment::of(about.owner())
            .filter(about.are(assessment::Column::PersonId))
            .filter(assessment::Column::SupersededAt.is_null())
            .order_by_desc(assessment::Column::HeldOn)
            .order_by_desc(assessment::Column::Id)
            .limit(1)
            .into_query()
    });
    let rows: Vec<assessment::Model> = LATEST.of(tx, council, person).await?;
    rows.first().map(|row| opened(tx, row)).transpose()
}

/// Notes the stage that a worker chose after a deep dive. Once it is chosen it stays.
///
/// Errors: [`StoreError::Stale`] when someone else has already chosen.
pub(super) async fn choose(
    tx: &mut WriteTx,
    assessment: &Assessment,
    stage: &str,
    because: &str,
) -> Result<(), StoreError> {
    let row = assessment::ActiveModel {
        chosen_stage: Set(stage.to_owned()),
        chosen_because: Set(tx.seal(assessment.person, &because.to_owned())),
        ..Default::default()
    };
    let written = assessment::change(tx.council())
        .set(row)
        .filter(assessment::Column::Id.eq(Uuid::from(assessment.id)))
        .filter(assessment::Column::ChosenStage.eq(""))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let code = if stage == assessment.suggested_stage {
        "as-suggested"
    } else {
        "chosen-otherwise"
    };
    tx.journal(
        Entry::new("choose-stage")
            .person(assessment.person)
            .subject(assessment.id)
            .reason(code),
    )
    .await
}

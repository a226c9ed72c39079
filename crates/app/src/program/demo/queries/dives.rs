//! Deep dives and qualifications of the demo.

use programme::Readiness;
use store::{
    StoreError, WriteTx,
    entities::{assessment, qualification},
    orm::Uuid,
};
use values::{PersonId, ProgrammeVersionId};

use super::{
    super::{Made, life::Dive},
    insert, moment,
    office::Office,
};
use crate::person::assessments::ratings_text;

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let (mut dives, mut qualifications) = (Vec::new(), Vec::new());
    for (life, id) in made.lives.iter().zip(ids) {
        let worker = life.places.coach.or(life.places.adviser);
        let by = worker.map(|place| office.accounts[place].into());
        for dive in &life.dives {
            dives.push(dive_row(tx, *id, dive, office.version, by));
        }
        for kind in &life.qualifications {
            qualifications.push(qualification::New {
                id: tx.next_id(),
                person_id: (*id).into(),
                kind: (*kind).into(),
                name: tx.seal(*id, &String::new()),
                achieved_on: None,
                recorded_at: moment(tx, life.known_since).into(),
                recorded_by: by,
                superseded_at: None,
            });
        }
    }
    insert(tx, dives).await?;
    insert(tx, qualifications).await
}

fn dive_row(
    tx: &mut WriteTx,
    id: PersonId,
    dive: &Dive,
    version: ProgrammeVersionId,
    by: Option<Uuid>,
) -> assessment::New {
    let (said, suggestion) = (&dive.said, &dive.suggestion);
    let stage = suggestion.stage.as_ref().map(ToString::to_string);
    let on = said.held_on.unwrap_or(tx.today());
    assessment::New {
        id: tx.next_id(),
        person_id: id.into(),
        kind: said.kind.code().into(),
        held_on: on,
        strengths: tx.seal(id, &said.strengths),
        work_wanted: tx.seal(id, &said.work_wanted),
        work_to_leave: tx.seal(id, &said.work_to_leave),
        own_words: tx.seal(id, &said.own_words),
        readiness: said.readiness.map_or("", Readiness::code).into(),
        ratings: tx.seal(id, &ratings_text(&said.ratings)),
        answers: tx.seal(id, &String::new()),
        programme_version_id: version.into(),
        suggested_stage: stage.clone().unwrap_or_default(),
        suggested_because: tx.seal(id, &suggestion.because.join("\n")),
        chosen_stage: stage.unwrap_or_default(),
        chosen_because: tx.seal(id, &String::new()),
        recorded_at: moment(tx, on).into(),
        recorded_by: by,
        superseded_at: None,
    }
}

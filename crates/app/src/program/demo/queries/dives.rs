//! Deep dives and qualifications of the demo.

use programme::Readiness;
use store::{
    StoreError, WriteTx,
    entities::{assessment, qualification},
    orm::{Set, Uuid},
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
    version: ProgrammeVersionId,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let (mut dives, mut qualifications) = (Vec::new(), Vec::new());
    for (life, id) in made.lives.iter().zip(ids) {
        let worker = life.places.coach.or(life.places.adviser);
        let by = worker.map_or(Uuid::nil(), |place| office.accounts[place].into());
        for dive in &life.dives {
            dives.push(dive_row(tx, *id, dive, version, by));
        }
        for kind in &life.qualifications {
            qualifications.push(qualification::ActiveModel {
                council_id: Set(tx.council().into()),
                id: Set(tx.next_id()),
                person_id: Set((*id).into()),
                kind: Set((*kind).into()),
                name: Set(tx.seal(*id, &String::new())),
                achieved_on: Set(None),
                recorded_at: Set(moment(tx, life.known_since).into()),
                recorded_by: Set(by),
                superseded_at: Set(None),
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
    by: Uuid,
) -> assessment::ActiveModel {
    let (said, suggestion) = (&dive.said, &dive.suggestion);
    let stage = suggestion.stage.as_ref().map(ToString::to_string);
    let on = said.held_on.unwrap_or(tx.today());
    assessment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        person_id: Set(id.into()),
        kind: Set(said.kind.code().into()),
        held_on: Set(on),
        strengths: Set(tx.seal(id, &said.strengths)),
        work_wanted: Set(tx.seal(id, &said.work_wanted)),
        work_to_leave: Set(tx.seal(id, &said.work_to_leave)),
        own_words: Set(tx.seal(id, &said.own_words)),
        readiness: Set(said.readiness.map_or("", Readiness::code).into()),
        ratings: Set(tx.seal(id, &ratings_text(&said.ratings))),
        answers: Set(tx.seal(id, &String::new())),
        programme_version_id: Set(version.into()),
        suggested_stage: Set(stage.clone().unwrap_or_default()),
        suggested_because: Set(tx.seal(id, &suggestion.because.join("\n"))),
        chosen_stage: Set(stage.unwrap_or_default()),
        chosen_because: Set(tx.seal(id, &String::new())),
        recorded_at: Set(moment(tx, on).into()),
        recorded_by: Set(by),
        superseded_at: Set(None),
    }
}

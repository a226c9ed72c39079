//! Enrolments in a programme, with the stretch in its first stage.

use chrono::Days;
use store::{
    Execute, StoreError, WriteTx,
    entities::{enrolment, stage_span},
    orm::{EntityTrait, Set},
};
use values::{EnrolmentId, PersonId};

use crate::world::Published;

/// An enrolment of two weeks ago, in the first stage since.
pub(super) async fn enrolled(
    tx: &mut WriteTx,
    person: PersonId,
    programme: &Published,
) -> Result<EnrolmentId, StoreError> {
    let id: EnrolmentId = tx.next_id();
    let began_on = tx.today() - Days::new(14);
    let row = enrolment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(person.into()),
        programme_version_id: Set(programme.version.into()),
        programme_key: Set(programme.key.clone()),
        stage_key: Set(programme.stage.clone()),
        since_on: Set(began_on),
        referred_on: Set(None),
        enrolled_on: Set(began_on),
        paused_on: Set(None),
        ended_on: Set(None),
        own_cadence: Set(String::new()),
        cadence_until: Set(None),
        version: Set(1),
        lead_id: Set(None),
    };
    enrolment::Entity::insert(row).exec_in(tx).await?;
    let span = stage_span::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        enrolment_id: Set(id.into()),
        person_id: Set(person.into()),
        place: Set(0),
        stage_key: Set(programme.stage.clone()),
        from_on: Set(began_on),
        until_on: Set(None),
        exit_key: Set(String::new()),
        reason: Set(tx.seal(person, &String::new())),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by_id()),
        ended_at: Set(None),
        ended_by: Set(None),
    };
    stage_span::Entity::insert(span).exec_in(tx).await?;
    Ok(id)
}

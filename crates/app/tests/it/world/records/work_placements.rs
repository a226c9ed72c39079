//! Work placements.

use store::{
    Execute, StoreError, WriteTx,
    entities::work_placement,
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId};

use super::employers::employing;

/// A young person at an employer of its own.
pub(super) async fn placed(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let row = work_placement::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        employer_id: Set(employer),
        application_id: Set(None),
        kind: Set("work-placement".into()),
        title: Set("Gardener".into()),
        starts_on: Set(tx.today()),
        ends_on: Set(None),
        hourly_pence: Set(1500),
        weekly_minutes: Set(960),
        keeper_id: Set(worker.into()),
        contact_id: Set(None),
        started_on: Set(None),
        ended_on: Set(None),
        end_reason: Set(String::new()),
        end_side: Set(String::new()),
        end_words: Set(tx.seal(person, &String::new())),
        came_next: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        place: Set("The park".into()),
    };
    work_placement::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

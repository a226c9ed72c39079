//! Goals of a plan, and the steps towards them.

use store::{
    Execute, StoreError, WriteTx,
    entities::{goal, step},
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// A goal that nobody has agreed to yet.
pub(super) async fn wanted(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = goal::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        words: sealed.clone(),
        wanted_on: Set(None),
        agreed_how: Set("call".into()),
        agreed_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        reached_on: Set(None),
        archived_at: Set(None),
        archived_by: Set(None),
        archived_because: sealed,
        version: Set(1),
    };
    goal::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A step of the young person towards a goal.
pub(super) async fn step_towards(
    tx: &mut WriteTx,
    person: PersonId,
    goal: Uuid,
) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = step::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        goal_id: Set(goal),
        person_id: Set(person.into()),
        words: sealed.clone(),
        owner: Set("young-person".into()),
        owner_id: Set(None),
        owner_name: sealed.clone(),
        due_on: Set(None),
        outcome: Set(String::new()),
        conference_id: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        done_on: Set(None),
        done_at: Set(None),
        done_by: Set(None),
        archived_at: Set(None),
        archived_by: Set(None),
        archived_because: sealed,
        version: Set(1),
        activity_id: Set(None),
    };
    step::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

//! Calculations of what work leaves.

use store::{
    Execute, StoreError, WriteTx,
    entities::calculation,
    orm::{EntityTrait, Set, Uuid},
};
use values::PersonId;

/// What was worked out about an offer for a young person.
pub(super) async fn worked_out(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let fields = r#"{"born_on":"2008-05-04","borough":"BARNET","hours":"20","hourly_pay":"10.85","starts_on":"2026-12-01"}"#;
    let row = calculation::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        opportunity_id: Set(None),
        offer: Set(tx.seal(person, &"Gardener".to_owned())),
        fields: Set(tx.seal(person, &fields.to_owned())),
        outcome: Set(tx.seal(person, &"[]".to_owned())),
        parameters: Set("2026-27".into()),
        asked_on: Set(tx.today()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        removed_on: Set(None),
    };
    calculation::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

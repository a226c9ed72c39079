//! Every enrolment of a council at once.

use std::collections::HashMap;

use store::{
    ReadTx, StoreError,
    entities::{enrolment, pause_span, stage_span},
    orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{CouncilId, EnrolmentId, PersonId};

use super::super::model::{Enrolment, Stretch};

/// Lists the enrolments of a council with their stretches, by young person, oldest first.
pub(in crate::enrolments) async fn of_council(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, Vec<(Enrolment, Vec<Stretch>)>>, StoreError> {
    let owner = Uuid::from(council);
    let rows = enrolment::Entity::find()
        .filter(enrolment::Column::CouncilId.eq(owner))
        .order_by_asc(enrolment::Column::EnrolledOn)
        .order_by_asc(enrolment::Column::Id)
        .all(tx.conn())
        .await?;
    let stages = Condition::all().add(stage_span::Column::CouncilId.eq(owner));
    let pauses = Condition::all().add(pause_span::Column::CouncilId.eq(owner));
    let mut stretches: HashMap<EnrolmentId, Vec<Stretch>> = HashMap::new();
    for stretch in super::stretches_where(tx, stages, pauses).await? {
        let of = stretches.entry(stretch.enrolment).or_default();
        of.push(stretch);
    }
    let mut of: HashMap<PersonId, Vec<(Enrolment, Vec<Stretch>)>> = HashMap::new();
    for enrolment in rows.iter().map(super::opened) {
        let own = stretches.remove(&enrolment.id).unwrap_or_default();
        of.entry(enrolment.person)
            .or_default()
            .push((enrolment, own));
    }
    Ok(of)
}

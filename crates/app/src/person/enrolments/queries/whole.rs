//! Enrolments with their stretches: of some young people, or of a whole council at once.

use std::collections::HashMap;

use store::{
    Fetch, ReadTx, StoreError,
    entities::{enrolment, pause_span, stage_span},
    orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Uuid},
};
use values::{CouncilId, EnrolmentId, PersonId};

use super::super::{Enrolment, model::Stretch};

/// Lists the enrolments of some young people, or of everyone in a council, with their stretches, oldest first.
pub async fn of_everybody(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<PersonId, Vec<(Enrolment, Vec<Stretch>)>>, StoreError> {
    let owner = Uuid::from(council);
    let mut query = enrolment::of(owner);
    let mut stages = Condition::all().add(stage_span::owned(owner));
    let mut pauses = Condition::all().add(pause_span::owned(owner));
    if let Some(people) = only {
        let people = || people.iter().map(|id| Uuid::from(*id));
        query = query.filter(enrolment::Column::PersonId.is_in(people()));
        stages = stages.add(stage_span::Column::PersonId.is_in(people()));
        pauses = pauses.add(pause_span::Column::PersonId.is_in(people()));
    }
    let rows = query
        .order_by_asc(enrolment::Column::EnrolledOn)
        .order_by_asc(enrolment::Column::Id)
        .all_in(tx)
        .await?;
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

/// Lists every enrolment of a council by young person, ended ones too, the earliest first.
pub async fn every(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, Vec<Enrolment>>, StoreError> {
    let rows = enrolment::of(council)
        .order_by_asc(enrolment::Column::EnrolledOn)
        .order_by_asc(enrolment::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<PersonId, Vec<Enrolment>> = HashMap::new();
    for one in rows.iter().map(super::opened) {
        of.entry(one.person).or_default().push(one);
    }
    Ok(of)
}

//! Enrolments with their stretches: of some young people, or of a whole council at once.

use std::collections::HashMap;

use store::{Fetch, ReadTx, StoreError, entities::enrolment, orm::QueryOrder};
use values::{CouncilId, EnrolmentId, PersonId};

use super::{
    super::{Enrolment, model::Stretch},
    enrolments,
};

/// Lists the enrolments of some young people, or of everyone in a council, with their stretches, oldest first.
pub async fn of_everybody(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<PersonId, Vec<(Enrolment, Vec<Stretch>)>>, StoreError> {
    let enrolments = enrolments::of_some(tx, council, only).await?;
    let mut stretches: HashMap<EnrolmentId, Vec<Stretch>> = HashMap::new();
    for stretch in enrolments::stretches_of_some(tx, council, only).await? {
        let of = stretches.entry(stretch.enrolment).or_default();
        of.push(stretch);
    }
    let mut of: HashMap<PersonId, Vec<(Enrolment, Vec<Stretch>)>> = HashMap::new();
    for enrolment in enrolments {
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

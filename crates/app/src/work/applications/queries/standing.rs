//! Live applications: what young people are applying for, and which places are taken.

use std::collections::HashMap;

use store::{
    Fetch, ReadTx, StoreError,
    entities::{application, work_placement},
    orm::{
        ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
        QueryTrait, Uuid, sea_query::SelectStatement,
    },
};
use values::{CouncilId, OpportunityId, PersonId};

use super::super::{
    HAS_THE_PLACE,
    model::{Application, Step},
};
use crate::shell::choices::Code;

/// Selects the applications that led to work that is under way, or begins soon.
fn begun_from(council: CouncilId) -> SelectStatement {
    work_placement::of(council)
        .filter(work_placement::Column::EndedOn.is_null())
        .select_only()
        .column(work_placement::Column::ApplicationId)
        .into_query()
}

/// Applications that are still live: not ended, and if they led to work, the work has not ended.
fn stands(council: CouncilId) -> Condition {
    let goes_on = begun_from(council);
    let begun = application::Column::Step
        .ne(Step::Started.code())
        .or(application::Column::Id.in_subquery(goes_on));
    Condition::all()
        .add(application::owned(council))
        .add(application::Column::EndedOn.is_null())
        .add(begun)
}

/// Lists what young people are applying for, or are doing because they applied.
pub(crate) async fn standing_of(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<Vec<Application>, StoreError> {
    let rows = application::Entity::find()
        .filter(stands(council))
        .filter(application::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(application::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| super::opened(tx, row)).collect()
}

/// Counts the places of opportunities that are taken.
pub(crate) async fn taken(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[OpportunityId],
) -> Result<HashMap<OpportunityId, u32>, StoreError> {
    let found: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::OpportunityId)
        .filter(stands(council))
        .filter(application::Column::OpportunityId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .filter(application::Column::Step.is_in(HAS_THE_PLACE.map(Code::code)))
        .rows_in(tx)
        .await?;
    let mut taken = HashMap::new();
    for id in found {
        *taken.entry(id.into()).or_default() += 1;
    }
    Ok(taken)
}

//! Young people for whom everything has stopped, and those for whom it has not.

use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::person,
    orm::{
        ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Uuid,
        sea_query::SelectStatement,
    },
};
use values::{CouncilId, PersonId, Scope};

use super::super::StoppedAs;
use crate::shell::choices::Code;

/// Returns those of the given young people for whom everything has stopped.
pub async fn stopped(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<PersonId>, StoreError> {
    let ids = ids.iter().map(|id| Uuid::from(*id));
    let rows: Vec<Uuid> = person::of(council)
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.is_in(ids))
        .filter(person::Column::StoppedAs.ne(""))
        .order_by_asc(person::Column::Id)
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Selects the ids of the living young people in a scope, for queries about them.
pub(crate) fn living_in(scope: &Scope) -> SelectStatement {
    person::Entity::find()
        .in_scope(scope)
        .filter(person::Column::StoppedAs.ne(StoppedAs::Died.code()))
        .select_only()
        .column(person::Column::Id)
        .into_query()
}

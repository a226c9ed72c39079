//! Young people for whom everything has stopped, and those for whom it has not.

use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::person,
    orm::{
        ColumnTrait, EntityTrait, Expr, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
        QueryTrait, Select, SimpleExpr, Uuid,
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

/// Returns the condition that a column of young people's ids is of someone in a scope.
///
/// It looks each row's young person up: a list of everybody in the scope would be made first, for however few rows.
pub(crate) fn is_in(scope: &Scope, person: impl ColumnTrait) -> SimpleExpr {
    Expr::exists(found(scope, person).into_query())
}

/// Returns the condition that a column of young people's ids is of someone living in a scope.
pub(crate) fn lives_in(scope: &Scope, person: impl ColumnTrait) -> SimpleExpr {
    let alive = person::Column::StoppedAs.ne(StoppedAs::Died.code());
    Expr::exists(found(scope, person).filter(alive).into_query())
}

fn found(scope: &Scope, person: impl ColumnTrait) -> Select<person::Entity> {
    let own = Expr::col((person::Entity, person::Column::Id)).eq(person.into_expr());
    person::Entity::find()
        .in_scope(scope)
        .filter(own)
        .select_only()
        .column(person::Column::Id)
}

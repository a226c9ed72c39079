//! Opening one young person's record: the policy decides before anything in it is shown or changed.

use std::collections::HashMap;

use policy::Action;
use store::ReadTx;
use values::PersonId;

use super::{Person, Standing, queries};
use crate::shell::web::{Ctx, OwnCtx, WebError};

/// Finds a young person for whom the worker may do `action`.
///
/// Errors: [`WebError::NotFound`] where no one has this id, and what the policy refuses.
pub(crate) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
    action: Action,
) -> Result<Person, WebError> {
    let person = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(action, &person.standing)?;
    Ok(person)
}

/// Returns those of some young people whom the worker may list.
pub(crate) async fn listed(
    ctx: &Ctx,
    tx: &mut ReadTx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Standing>, WebError> {
    let mut all = queries::standings(tx, ctx.council(), ids).await?;
    all.retain(|who| ctx.permits(Action::ListPeople, who));
    Ok(all.into_iter().map(|who| (who.id, who)).collect())
}

/// Finds the young person to whom these own pages belong.
///
/// Errors: [`WebError::NotFound`] where they have gone since the guard let them in.
pub(crate) async fn own(ctx: &OwnCtx, tx: &mut ReadTx) -> Result<Person, WebError> {
    let found = queries::find(tx, ctx.council(), ctx.id()).await?;
    found.ok_or(WebError::NotFound)
}

//! Opening one young person's record: the policy decides before anything of it is shown or changed.

use policy::Action;
use store::ReadTx;
use values::PersonId;

use super::{Person, queries};
use crate::shell::web::{Ctx, OwnCtx, WebError};

/// Finds a young person whom whoever asks may do something to.
///
/// Errors: [`WebError::NotFound`] where there is nobody of this id, and what the policy refuses.
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

/// Finds the young person whose own pages these are.
///
/// Errors: [`WebError::NotFound`] where they are gone since the guard let them in.
pub(crate) async fn own(ctx: &OwnCtx, tx: &mut ReadTx) -> Result<Person, WebError> {
    let found = queries::find(tx, ctx.council(), ctx.id()).await?;
    found.ok_or(WebError::NotFound)
}

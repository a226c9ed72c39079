//! Opening one young person's record: the policy decides before anything of it is shown or changed.

use policy::Action;
use store::ReadTx;
use values::PersonId;

use super::{Person, queries};
use crate::web::{Ctx, WebError};

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

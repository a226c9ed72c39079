//! Who may change what a worker looks after: the council's workers all of it, a partner's adviser what is their own.

use policy::Action;
use values::AccountId;

use crate::shell::web::{Ctx, WebError};

/// Returns whether the reader may change what a worker looks after: an employer, a request, an activity, an opportunity.
pub(crate) fn may_keep(ctx: &Ctx, keeper: Option<AccountId>) -> bool {
    let is_own = keeper.is_some_and(|id| ctx.stands_for().contains(&id));
    ctx.may(Action::KeepEmployers) || is_own && ctx.may(Action::BringEmployers)
}

/// Decides the same, once it is decided that the reader may bring employers at all.
///
/// Errors: [`WebError::Forbidden`] where they may not.
pub(crate) fn decide_kept(ctx: &Ctx, keeper: Option<AccountId>) -> Result<(), WebError> {
    if may_keep(ctx, keeper) {
        Ok(())
    } else {
        Err(WebError::Forbidden)
    }
}

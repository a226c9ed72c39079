//! Changes to accounts that a second person looks at: when they take effect, and who is to see them.

use std::sync::Arc;

use chrono::TimeDelta;
use policy::Role;
use store::{ReadTx, Stamp, StoreError, WriteTx};
use values::StandingChangeId;

use super::{handlers, pages, queries};
use crate::{
    App,
    shell::web::{Ctx, Halt, WebError},
};

/// Makes a new address take effect that no one has stopped in a day. Safe to run twice.
///
/// Errors: those of the database.
pub(crate) async fn settle(
    app: &Arc<App>,
    stamp: Stamp,
    id: StandingChangeId,
) -> Result<(), StoreError> {
    let key = app.key;
    let settled = app
        .store
        .write(stamp, async move |tx: &mut WriteTx| {
            queries::standing::settle(tx, &key, id).await
        })
        .await;
    match settled {
        Ok(()) | Err(Halt::Stale) => Ok(()),
        Err(other) => Err(StoreError::Unreadable(format!("{other:?}"))),
    }
}

/// Lists the changes to accounts that are waiting for a worker as a second person, and those of the last week, for the pages of those who
/// oversee them.
pub(crate) async fn changes_to_see(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<String>, WebError> {
    let since = ctx.now() - TimeDelta::days(7);
    let changes = queries::standing::since(tx, ctx.council(), since).await?;
    let names = handlers::accounts::names_of(tx, ctx).await?;
    let is_lead = ctx.who().worker.roles.contains(&Role::SafeguardingLead);
    let concerns = changes
        .iter()
        .filter(|one| one.may_be_answered_by(ctx.me()) || is_lead);
    Ok(concerns.map(|one| pages::sentence(one, &names)).collect())
}

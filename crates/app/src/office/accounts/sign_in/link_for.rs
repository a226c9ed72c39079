//! A link made by the people who run the program.

use std::sync::Arc;

use chrono::TimeDelta;
use store::{StoreError, WriteTx};
use values::CouncilId;

use super::queries;
use crate::{
    App,
    office::accounts::{address_hash, note_link},
    shell::clock,
};

/// Makes a link for the account of an address in a council, for the people who run the program. `None` when there is no such open account.
pub(crate) async fn link_for(
    app: &Arc<App>,
    council: CouncilId,
    email: &str,
) -> Result<Option<String>, StoreError> {
    let hash = address_hash(&app.key, email);
    let doors = queries::doors(&mut app.store.read().await?, &hash).await?;
    let Some(account) = doors
        .iter()
        .find(|door| door.council == council)
        .map(|door| door.account)
    else {
        return Ok(None);
    };
    let (secret, life) = (clock::random(), TimeDelta::minutes(app.config.link_minutes));
    let stamp = app.clock.stamp(council, None);
    let token = app
        .store
        .write(stamp, async move |tx: &mut WriteTx| {
            note_link(tx, account).await?;
            queries::make_link(tx, account, secret, life, false).await
        })
        .await?;
    Ok(Some(format!(
        "{}/sign-in/link/{token}",
        app.config.public_url()
    )))
}

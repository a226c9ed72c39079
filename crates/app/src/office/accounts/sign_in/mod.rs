//! Signing in without passwords: a link is mailed, its page asks for confirmation, and confirming opens a sign-in kept on the server.
//!
//! Opening the link changes nothing, because mail scanners open every link they see. A request for a link gets the
//! same answer, and takes as long, whether or not the address is known.
//!
//! Absent on purpose: passkeys and OpenID Connect. They would end in the same [`queries::begin`].

mod handlers;
pub(crate) mod queries;

use std::sync::Arc;

use values::CouncilId;

use crate::{
    App,
    shell::web::{Access, Routes},
};

pub(crate) use handlers::send_links;
pub(crate) use queries::make_link;

/// Returns the routes of signing in and out.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get(
            "/sign-in",
            Access::Open("asks who somebody is"),
            handlers::ask,
        )
        .post(
            "/sign-in",
            Access::Open("asks who somebody is; says the same to everybody"),
            handlers::send,
        )
        .get(
            "/sign-in/sent",
            Access::Open("says that a mail is on its way"),
            handlers::sent,
        )
        .get(
            "/sign-in/link/{token}",
            Access::Open("whoever holds the link is its owner; shows no record"),
            handlers::confirm,
        )
        .post(
            "/sign-in/link/{token}",
            Access::Open("whoever holds the link is its owner"),
            handlers::begin,
        )
        .post("/sign-out", Access::Own, handlers::end)
}

/// Makes a link for the account of an address in a council, for the people who run the program. `None` when there is no such open account.
pub(crate) async fn link_for(
    app: &Arc<App>,
    council: CouncilId,
    email: &str,
) -> Result<Option<String>, store::StoreError> {
    let hash = crate::office::accounts::address_hash(&app.key, email);
    let doors = queries::doors(&mut app.store.read().await?, &hash).await?;
    let Some(account) = doors
        .iter()
        .find(|door| door.council == council)
        .map(|door| door.account)
    else {
        return Ok(None);
    };
    let (secret, life) = (
        crate::shell::clock::random(),
        chrono::TimeDelta::minutes(app.config.link_minutes),
    );
    let stamp = app.clock.stamp(council, None);
    let token = app
        .store
        .write(stamp, async move |tx: &mut store::WriteTx| {
            super::note_link(tx, account).await?;
            queries::make_link(tx, account, secret, life, false).await
        })
        .await?;
    Ok(Some(format!(
        "{}/sign-in/link/{token}",
        app.config.public_url()
    )))
}

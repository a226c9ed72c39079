//! Signing in, without passwords: a link is mailed, its page asks to confirm, and the confirmation opens a sign-in kept on the server.
//!
//! Opening the link changes nothing, because mail scanners open every link that they see. The answer to somebody who asks for a link is
//! the same, and takes as long, whether or not the address is known.
//!
//! Absent on purpose: passkeys and OpenID Connect. They end in the same [`queries::begin`].

mod asked;
mod handlers;
pub mod queries;

use std::sync::Arc;

use values::{AccountId, CouncilId};

use super::{Access, Routes, SignedIn, WebError, cookie::Token, ctx::Counters};
use crate::App;

pub(crate) use asked::Ask;
pub use asked::Asked;
pub use asked::answer_all;
pub(crate) use queries::make_link;

/// Whom a cookie belongs to.
pub(crate) enum Found {
    /// A worker whose sign-in holds.
    Worker {
        /// Who they are.
        who: Arc<SignedIn>,
        /// Their sign-in.
        id: uuid::Uuid,
        /// The council's counters as they stand.
        counters: Counters,
    },
    /// Somebody whose sign-in has ended.
    Ended {
        /// Whose account it is.
        council: CouncilId,
        /// The account.
        account: AccountId,
    },
    /// Nobody we know.
    Nobody,
}

/// Returns the routes of signing in and out.
pub fn routes() -> Routes {
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

/// Finds the worker whom a cookie belongs to.
pub(crate) async fn find(app: &Arc<App>, token: &Token) -> Result<Found, WebError> {
    let mut tx = app.store.read().await?;
    let Some(row) = queries::find(&mut tx, token).await? else {
        return Ok(Found::Nobody);
    };
    let (council, account) = (CouncilId(row.council_id), AccountId(row.account_id));
    let (now, seen) = (app.clock.now(), chrono::DateTime::from(row.seen_at));
    let idle = chrono::TimeDelta::minutes(app.config.idle_minutes);
    if row.ended_at.is_some() || now >= chrono::DateTime::from(row.expires_at) || now - seen >= idle
    {
        return Ok(Found::Ended { council, account });
    }
    let today = app.clock.today();
    let who = match app.rights.get(account, row.rights_version, today) {
        Some(who) => who,
        None => {
            let Some(who) = queries::rights(&mut tx, council, account, today).await? else {
                return Ok(Found::Ended { council, account });
            };
            app.rights
                .keep(account, row.rights_version, today, Arc::new(who))
        }
    };
    drop(tx);
    if now - seen >= chrono::TimeDelta::minutes(5) {
        queries::touch(app, council, account, row.id).await?;
    }
    Ok(Found::Worker {
        who,
        id: row.id,
        counters: Counters {
            rights: row.rights_version,
            names: row.name_version,
        },
    })
}

/// Makes a link for the account of an address in a council, as whoever runs the program. `None` when there is no such open account.
pub(crate) async fn link_for(
    app: &Arc<App>,
    council: CouncilId,
    email: &str,
) -> Result<Option<String>, store::StoreError> {
    let hash = crate::accounts::model::address_hash(&app.key, email);
    let doors = queries::doors(&mut app.store.read().await?, &hash).await?;
    let Some(account) = doors
        .iter()
        .find(|door| door.council == council)
        .map(|door| door.account)
    else {
        return Ok(None);
    };
    let (secret, life) = (
        crate::clock::random(),
        chrono::TimeDelta::minutes(app.config.link_minutes),
    );
    let stamp = app.clock.stamp(council, AccountId::NONE);
    let token = app
        .store
        .write(stamp, move |tx: &mut store::WriteTx| {
            Box::pin(async move {
                crate::accounts::note_link(tx, account).await?;
                queries::make_link(tx, account, secret, life, false).await
            })
        })
        .await?;
    Ok(Some(format!(
        "{}/sign-in/link/{token}",
        app.config.public_url()
    )))
}

//! Signing in without passwords: a link is mailed, its page asks for confirmation, and confirming opens a sign-in kept on the server.
//!
//! Opening the link changes nothing, because mail scanners open every link they see. A request for a link gets the
//! same answer, and takes as long, whether or not the address is known.
//!
//! Absent on purpose: passkeys and OpenID Connect. They would end in the same [`queries::begin`].

mod handlers;
mod link_for;
pub(crate) mod queries;

use crate::shell::web::{Access, Routes};

pub(crate) use handlers::send_links;
pub(crate) use link_for::link_for;
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

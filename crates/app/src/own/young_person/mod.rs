//! A young person's own pages: their plan, what is arranged, what was promised, messages, what they can get, what is known about them, and
//! how they are. Phone first, short words, no script.
//!
//! They sign in with a link that is sent to them. A number that has not been confirmed for six months gets no link until a worker confirms
//! it. Every page can be left at once.
//!
//! Absent on purpose: what others said about them, restricted notes, and anything about anyone else.

mod asking;
mod ending;
mod giving;
mod installing;
mod messages;
mod money;
mod next;
mod pages;
mod promises;
mod queries;
mod sign_in;
mod support;
mod writing;

pub(crate) use queries::make_link;
pub(crate) use sign_in::send_link;

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let give = "/people/{id}/own-pages";
    Routes::default()
        .get(give, Action::RecordContact, giving::ask)
        .post(give, Action::RecordContact, giving::give)
        .post(
            "/people/{id}/own-pages/end",
            Action::RecordContact,
            giving::end,
        )
        .get(
            "/my/sign-in",
            Access::Open("asks for a number or an address; says the same to everybody"),
            sign_in::ask,
        )
        .post(
            "/my/sign-in",
            Access::Open("asks for a number or an address; says the same to everybody"),
            sign_in::send,
        )
        .get(
            "/my/link/{token}",
            Access::Open("whoever holds the link is its owner; shows no record"),
            sign_in::confirm,
        )
        .post(
            "/my/link/{token}",
            Access::Open("whoever holds the link is its owner"),
            sign_in::begin,
        )
        .post("/my/sign-out", Access::YoungPerson, sign_in::end)
        .post(
            "/my/sign-out-everywhere",
            Access::YoungPerson,
            sign_in::end_everywhere,
        )
        .get("/my", Access::YoungPerson, pages::home)
        .get("/my/plan", Access::YoungPerson, pages::plan)
        .get("/my/money", Access::YoungPerson, money::show)
        .post("/my/money", Access::YoungPerson, money::ask)
        .get("/my/calendar", Access::YoungPerson, next::calendar)
        .post("/my/cannot-come", Access::YoungPerson, next::cannot_come)
        .get(
            "/my/manifest.webmanifest",
            Access::Open("says how the home screen names the pages; the same for everybody"),
            installing::manifest,
        )
        .get(
            "/my/icon.svg",
            Access::Open("a plain picture; the same for everybody"),
            installing::icon,
        )
        .get("/my/promises", Access::YoungPerson, promises::show)
        .post("/my/promises", Access::YoungPerson, promises::miss)
        .get("/my/drop-ins", Access::YoungPerson, pages::drop_ins)
        .get("/my/messages", Access::YoungPerson, messages::show)
        .get("/my/about", Access::YoungPerson, asking::about)
        .get("/my/wishes", Access::YoungPerson, asking::wishes)
        .get("/my/support", Access::YoungPerson, support::show)
        .post("/my/ring", Access::YoungPerson, support::ring)
        .post("/my/feeling", Access::YoungPerson, writing::feel)
        .post("/my/wishes", Access::YoungPerson, writing::wish)
}

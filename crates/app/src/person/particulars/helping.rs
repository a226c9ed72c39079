//! What helps a young person at work, recorded by whoever works with them: a partner's adviser too, who may change no other particulars.

use axum::http::Uri;
use policy::Action;
use values::PersonId;

use super::{
    handlers::{facts_page, keep_facts},
    model::HELPS,
};
use crate::{
    person::people,
    shell::web::{Answer, Ctx, Form, Path},
};

/// Asks what helps.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::AssessPerson).await?;
    drop(tx);
    facts_page(&ctx, &person, (&HELPS, &format!("/people/{id}")), &uri).await
}

/// Saves it. The employer's plan begins with it.
pub(super) async fn keep(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::AssessPerson).await?;
    drop(tx);
    keep_facts(&ctx, &person, (&HELPS, &format!("/people/{id}")), &form).await
}

//! A pause that goes on: it is looked at again on another day.

use std::sync::Arc;

use store::WriteTx;

use super::{forms::MoveForm, handlers::Opened, move_page::move_page};
use crate::{
    person::{
        due::{self, Rules},
        enrolments,
    },
    shell::web::{Answer, Ctx, Errors, Form, Halt},
};

/// The choice of a pause that goes on.
pub(super) const STILL_PAUSED: &str = "still-paused";

/// Sets the next day on which a pause is looked at.
pub(super) async fn look_again(
    ctx: &Ctx,
    opened: &Opened,
    (typed, form): (&MoveForm, &Form),
) -> Answer {
    let on = match typed.read_review(ctx.today()) {
        Ok(on) => on,
        Err(errors) => return move_page(ctx, opened, typed, &errors).await,
    };
    let mut enrolment = opened.enrolment.clone();
    enrolment.version = form.version();
    let rules = Rules::of(ctx.app(), Arc::clone(&opened.library));
    let done = ctx
        .submit(form, async move |tx: &mut WriteTx| {
            let person = enrolment.person;
            enrolments::look_again(tx, &enrolment, on).await?;
            due::refresh(tx, &rules, person).await?;
            Ok(format!("/people/{person}?said=moved"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else changed this while you were choosing. Check where they are now, then choose again";
            move_page(ctx, opened, typed, &Errors::one("event", message)).await
        }
        other => Ok(other?),
    }
}

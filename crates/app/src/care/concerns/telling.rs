//! Recording who was told, and closing a concern.

use axum::http::Uri;
use govuk::{Html, Input, InsetText, Textarea, Width};
use store::WriteTx;
use values::ConcernId;

use super::{
    forms::{LONGEST, TellingForm},
    handlers::{open, radios},
    model::{Concern, PARTS},
    queries,
};
use crate::{
    person::people::Person,
    shell::{
        clock,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, redirect},
    },
};

fn tell_page(
    ctx: &Ctx,
    concern: &Concern,
    person: &Person,
    form: &TellingForm,
    errors: &Errors,
) -> Answer {
    FormPage::new(ctx, "Who was told?")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/concerns/{}", concern.id))
        .field(radios("part", "Who are they?", PARTS, &form.part, errors))
        .field(
            Input::new("who", "Their name, or a reference")
                .spellcheck(false)
                .value(&*form.who)
                .error(errors.at("who")),
        )
        .field(form.on.field("on", "When were they told?", errors))
        .field(
            Input::new("time", "What time?")
                .width(Width::Characters5)
                .value(&*form.time)
                .error(errors.at("time")),
        )
        .field(
            Textarea::new("note", "What did they say they will do? (optional)")
                .rows(3)
                .value(&*form.note)
                .error(errors.at("note")),
        )
        .show()
}

/// Asks who was told.
pub(super) async fn ask_telling(ctx: Ctx, Path(id): Path<ConcernId>, uri: Uri) -> Answer {
    let (concern, person) = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || TellingForm::blank(clock::london(ctx.now())),
        TellingForm::typed,
    );
    tell_page(&ctx, &concern, &person, &form, &Errors::default())
}

/// Records who was told.
pub(super) async fn tell(ctx: Ctx, Path(id): Path<ConcernId>, form: Form) -> Answer {
    let (concern, person) = open(&ctx, id).await?;
    let typed = TellingForm::typed(&form);
    let told = match typed.read(ctx.today()) {
        Ok(told) => told,
        Err(errors) => return tell_page(&ctx, &concern, &person, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::tell(tx, &concern, &told).await?;
            Ok(format!("/concerns/{id}?said=told-of-concern"))
        })
        .await;
    Ok(done?)
}

fn close_page(
    ctx: &Ctx,
    concern: &Concern,
    person: &Person,
    because: &str,
    errors: &Errors,
) -> Answer {
    FormPage::new(ctx, "Close this concern")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/concerns/{}", concern.id))
        .intro(Html::of(InsetText::new(
            "It stays on record. Close it when a safeguarding lead has said it is being dealt with.",
        )))
        .field(
            Textarea::new("because", "Why are you closing it?")
                .rows(3)
                .value(because.to_owned())
                .error(errors.at("because")),
        )
        .button("Close it")
        .show()
}

/// Asks why a concern is closed.
pub(super) async fn ask_close(ctx: Ctx, Path(id): Path<ConcernId>) -> Answer {
    let (concern, person) = open(&ctx, id).await?;
    close_page(&ctx, &concern, &person, "", &Errors::default())
}

/// Closes a concern, once someone has been told about it.
pub(super) async fn close(ctx: Ctx, Path(id): Path<ConcernId>, form: Form) -> Answer {
    let (concern, person) = open(&ctx, id).await?;
    let because = form.owned("because");
    let told = queries::tellings(&mut ctx.read().await?, ctx.council(), id).await?;
    let mut errors = Errors::default();
    errors.require(
        !because.is_empty(),
        "because",
        "Enter why you are closing it",
    );
    let is_short = because.chars().count() <= LONGEST;
    errors.require(is_short, "because", "Use 10,000 characters or fewer");
    errors.require(
        !told.is_empty(),
        "because",
        "Record who was told, and when, before you close it",
    );
    if !errors.is_empty() {
        return close_page(&ctx, &concern, &person, &because, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::close(tx, &concern, &because).await?;
            Ok(format!("/concerns/{id}?said=concern-closed"))
        })
        .await;
    match done {
        // Someone else has already closed it.
        Err(Halt::Stale) => Ok(redirect(&format!("/concerns/{id}"))),
        other => Ok(other?),
    }
}

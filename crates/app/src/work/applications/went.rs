//! How an interview went, asked on the day after.

use axum::http::Uri;
use govuk::Textarea;
use policy::Action;
use store::WriteTx;
use values::ApplicationId;

use super::{
    forms::TEXT,
    handlers::{Opened, open},
    model::{Side, Step},
    queries::{self, NewStep},
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, redirect};

fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let one = &opened.one;
    FormPage::new(ctx, "How did the interview go?")
        .caption(format!(
            "{}, {}",
            opened.person.name(),
            opened.opportunity.title
        ))
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/applications/{}", one.id))
        .field(
            Textarea::new("words", "What did they say about it?")
                .hint("In their words. They can read this.")
                .rows(3)
                .value(form.owned("words"))
                .error(errors.at("words")),
        )
        .show()
}

/// Asks how it went.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>, uri: Uri) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_unasked() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &opened, &draft, &Errors::default())
}

/// Records how it went. From then on the employer is waited for.
pub(super) async fn record(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_unasked() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let mut errors = Errors::default();
    let words = form.owned("words");
    errors.require(!words.is_empty(), "words", "Enter what they said");
    let is_short = words.chars().count() <= TEXT;
    errors.require(is_short, "words", "Use 10,000 characters or fewer");
    let today = ctx.today();
    errors.require(
        opened.one.since_on <= today,
        "words",
        "The interview has not happened yet",
    );
    if !errors.is_empty() {
        return page(&ctx, &opened, &form, &errors);
    }
    let mut new = NewStep::usual(Step::HowItWent, today, 0, Side::YoungPerson);
    new.words = words;
    let (one, version) = (opened.one.clone(), form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::note_step(tx, &one, version, &new).await?;
            Ok(format!("/applications/{id}?said=application-step"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This application has changed. Check it again";
            page(&ctx, &opened, &form, &Errors::one("words", message))
        }
        other => Ok(other?),
    }
}

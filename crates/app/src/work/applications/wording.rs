//! An employer's no, put into words by the worker before the young person reads it.

use axum::http::Uri;
use govuk::{Html, Radios, Textarea};
use policy::Action;
use store::WriteTx;
use values::ApplicationId;

use super::{
    forms::TEXT,
    handlers::{Opened, open},
    model::{Side, Step, StepTaken, reason_words},
    queries::{self, NewStep},
};
use crate::{
    care::messages::{News, tell},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
};

/// Finds what the employer said at the end.
async fn last_said(ctx: &Ctx, id: ApplicationId) -> Result<Option<StepTaken>, WebError> {
    let mut tx = ctx.read().await?;
    let steps = queries::steps_of(&mut tx, ctx.council(), &[id]).await?;
    let mut ends = steps.into_iter().map(|(_, step)| step);
    Ok(ends.rfind(|step| step.step.is_end()))
}

async fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let one = &opened.one;
    let said = last_said(ctx, one.id).await?.map(|step| {
        let reason = reason_words(&step.reason);
        Html::paragraph(format!("The employer said: {reason}. {}", step.words))
    });
    FormPage::new(ctx, "Tell them in your own words")
        .caption(format!(
            "{}, {}",
            opened.person.name(),
            opened.opportunity.title
        ))
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/applications/{}", one.id))
        .intro(Html::joined([
            said.unwrap_or_default(),
            Html::paragraph(
                "They have not read this. Ring them first if you can. What you write below will be on their own pages.",
            ),
        ]))
        .field(
            Textarea::new("words", "What do you want them to know?")
                .hint("What went well, what they could work on, and what you will do next together.")
                .rows(4)
                .value(form.owned("words"))
                .error(errors.at("words")),
        )
        .field(
            Radios::new("how", "How will they find out?")
                .selected(form.text("how"))
                .item("told", "I have told them myself")
                .item("message", "Send a message that there is an answer on their pages")
                .error(errors.at("how")),
        )
        .show()
}

/// Asks for the words.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>, uri: Uri) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_unworded() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &opened, &draft, &Errors::default()).await
}

/// Keeps the words, and sends a message where the worker wants that.
pub(super) async fn record(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_unworded() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let mut errors = Errors::default();
    let (words, how) = (form.owned("words"), form.owned("how"));
    errors.require(!words.is_empty(), "words", "Enter what they should know");
    let is_short = words.chars().count() <= TEXT;
    errors.require(is_short, "words", "Use 10,000 characters or fewer");
    errors.require(
        ["told", "message"].contains(&how.as_str()),
        "how",
        "Choose how they will find out",
    );
    if !errors.is_empty() {
        return page(&ctx, &opened, &form, &errors).await;
    }
    let new = NewStep {
        words,
        ..NewStep::usual(Step::Worded, ctx.today(), 0, Side::Worker)
    };
    let (one, version, person) = (opened.one.clone(), form.version(), opened.person.clone());
    let worker = ctx.who().name.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::note_step(tx, &one, version, &new).await?;
            let said = match how.as_str() {
                "told" => "worded",
                _ if tell(tx, &person, &worker, News::Answer).await? => "told-them",
                _ => "tell-them",
            };
            Ok(format!("/applications/{id}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This application has changed. Check it again";
            page(&ctx, &opened, &form, &Errors::one("words", message)).await
        }
        other => Ok(other?),
    }
}

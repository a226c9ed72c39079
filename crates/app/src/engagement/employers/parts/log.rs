//! Recording what was said or seen, and what comes next.

use axum::http::Uri;
use govuk::{Input, Radios, Textarea};
use store::WriteTx;
use values::EmployerId;

use super::super::{
    forms::LogForm,
    handlers::open,
    model::{ENGAGEMENTS, Employer},
    queries,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Path};

fn page(ctx: &Ctx, one: &Employer, form: &LogForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "What was it?")
        .selected(&*form.kind)
        .error(errors.at("kind"))
        .small();
    for (code, words) in ENGAGEMENTS {
        kind = kind.item(*code, *words);
    }
    FormPage::new(ctx, "Add to the log")
        .caption(one.name.clone())
        .errors(errors, &["on", "next"])
        .cancel(format!("/employers/{}", one.id))
        .field(kind)
        .field(form.on.field("on", "When was it?", errors))
        .field(
            Textarea::new("words", "What was said or seen?")
                .hint("Do not name young people. Anything about a young person belongs in their record.")
                .rows(4)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(
            Input::new("next_act", "What comes next? (optional)")
                .hint("For example, visit before the first insight day")
                .value(&*form.next_act)
                .error(errors.at("next_act")),
        )
        .field(form.next.field("next", "When? (optional)", errors))
        .button("Save")
        .show()
}

/// Asks what was said or seen.
pub(in crate::engagement::employers) async fn ask(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    uri: Uri,
) -> Answer {
    let one = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || LogForm::blank(ctx.today());
    let form = draft.as_ref().map_or_else(blank, LogForm::typed);
    page(&ctx, &one, &form, &Errors::default())
}

/// Saves the entry.
pub(in crate::engagement::employers) async fn write(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    form: Form,
) -> Answer {
    let one = open(&ctx, id).await?;
    let typed = LogForm::typed(&form);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &one, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::log(tx, &one, &new).await?;
            Ok(format!("/employers/{id}?said=employer-talk"))
        })
        .await;
    Ok(done?)
}

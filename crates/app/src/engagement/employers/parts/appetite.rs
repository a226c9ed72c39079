//! How many young people an employer would take in a year.

use axum::http::Uri;
use govuk::{Input, Radios, Width};
use store::WriteTx;
use values::EmployerId;

use super::super::{
    forms::AppetiteForm,
    handlers::open,
    model::{self, Employer},
    queries,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Path};

fn page(ctx: &Ctx, one: &Employer, form: &AppetiteForm, errors: &Errors) -> Answer {
    let mut year = Radios::new("year", "Which year?")
        .selected(&*form.year)
        .error(errors.at("year"))
        .small();
    for one in model::years(ctx.today()) {
        year = year.item(one.to_string(), one.to_string());
    }
    FormPage::new(ctx, "How many would they take?")
        .caption(one.name.clone())
        .errors(errors, &[])
        .cancel(format!("/employers/{}", one.id))
        .field(year)
        .field(
            Input::new("places", "How many young people?")
                .whole_number()
                .width(Width::Characters5)
                .value(&*form.places)
                .error(errors.at("places")),
        )
        .field(
            Input::new("words", "What for? (optional)")
                .hint("For example, two apprentices in September")
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .button("Save")
        .show()
}

/// Asks how many.
pub(in crate::engagement::employers) async fn ask(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    uri: Uri,
) -> Answer {
    let one = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(AppetiteForm::default, AppetiteForm::typed);
    page(&ctx, &one, &form, &Errors::default())
}

/// Saves it. Earlier figures for the same year stay in the history.
pub(in crate::engagement::employers) async fn add(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    form: Form,
) -> Answer {
    let one = open(&ctx, id).await?;
    let typed = AppetiteForm::typed(&form);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &one, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_appetite(tx, id, &new).await?;
            Ok(format!("/employers/{id}?said=appetite"))
        })
        .await;
    Ok(done?)
}

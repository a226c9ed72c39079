//! Saving a view, and removing it again.

use axum::http::Uri;
use govuk::{Html, Input};
use policy::Action;
use store::WriteTx;
use values::SavedViewId;

use super::{CohortQuery, queries};
use crate::shell::web::{
    Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect,
};

fn page(ctx: &Ctx, asked: &CohortQuery, name: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Save this view")
        .errors(errors, &[])
        .action(format!("{}?{}", ctx.path(), asked.query()))
        .cancel(format!("/cohort?{}", asked.query()))
        .intro(Html::paragraph("Only you can see it."))
        .field(
            Input::new("name", "Name of the view")
                .value(name)
                .error(errors.at("name")),
        )
        .button("Save view")
        .show()
}

/// Asks for a name.
pub(super) async fn ask(ctx: Ctx, Query(asked): Query<CohortQuery>, uri: Uri) -> Answer {
    ctx.decide_office(Action::Search)?;
    let draft = ctx.draft(&uri).await?;
    let name = draft.map(|draft| draft.owned("name")).unwrap_or_default();
    page(&ctx, &asked, &name, &Errors::default())
}

/// Saves the view.
pub(super) async fn keep(ctx: Ctx, Query(asked): Query<CohortQuery>, form: Form) -> Answer {
    ctx.decide_office(Action::Search)?;
    let (name, query) = (form.owned("name"), asked.query());
    let mut errors = Errors::default();
    errors.require(!name.is_empty(), "name", "Enter a name");
    errors.require(
        name.chars().count() <= 100,
        "name",
        "Use 100 characters or fewer",
    );
    if !errors.is_empty() {
        return page(&ctx, &asked, &name, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::keep_view(tx, &name, &query).await?;
            Ok(format!("/cohort?{query}&said=view"))
        })
        .await;
    Ok(done?)
}

/// Asks whether to remove a view.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<SavedViewId>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let views = queries::views(&mut ctx.read().await?, ctx.council(), ctx.me()).await?;
    let Some(view) = views.into_iter().find(|view| view.id == id.0) else {
        return Ok(redirect("/cohort"));
    };
    FormPage::new(&ctx, "Remove this view?")
        .intro(Html::paragraph(view.name))
        .cancel("/cohort")
        .button("Remove it")
        .show()
}

/// Removes a view.
pub(super) async fn end(ctx: Ctx, Path(id): Path<SavedViewId>, form: Form) -> Answer {
    ctx.decide_office(Action::Search)?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end_view(tx, id.0).await?;
            Ok("/cohort?said=view-ended".into())
        })
        .await;
    match done {
        Err(Halt::Stale) => Err(WebError::NotFound),
        other => Ok(other?),
    }
}

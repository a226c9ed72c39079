//! Recording a review of the plan or of the pathway plan, or that a status is still right.

use axum::http::Uri;
use govuk::{Html, Textarea};
use serde::Deserialize;
use store::WriteTx;
use values::PersonId;

use super::{
    forms::been,
    handlers::{frame, person, rules},
    model::AGREED,
    pages::{Frame, radios},
    queries,
};
use crate::{
    person::{due, people::Person},
    shell::{
        choices::worded,
        web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, form::TypedDate},
    },
};

/// Which review.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ReviewQuery {
    kind: String,
}

/// The kinds: the code, the heading, and the words under it.
const KINDS: [(&str, &str, &str); 4] = [
    (
        "plan",
        "Record a review of the plan",
        "Use this when you have looked at the plan together. You can add, change and archive goals and steps on the plan page.",
    ),
    (
        "pathway",
        "Record a pathway plan review",
        "The statutory plan is kept in the council’s own record. Only the day is recorded here.",
    ),
    (
        "status",
        "Confirm what they do and where they live",
        "Confirm that this is still right. If it has changed, record that under “What we know” instead.",
    ),
    (
        "age",
        "What changes at 18, 21 or 25",
        "Use this when you have told them what ends on their birthday, what continues, and who to ask.",
    ),
];

impl ReviewQuery {
    fn kind(&self) -> (&'static str, &'static str, &'static str) {
        let found = KINDS.iter().find(|(code, ..)| *code == self.kind);
        *found.unwrap_or(&KINDS[0])
    }
}

#[derive(Default)]
struct ReviewForm {
    on: TypedDate,
    agreed_how: String,
    note: String,
}

fn page(
    ctx: &Ctx,
    frame: &Frame,
    person: &Person,
    asked: &ReviewQuery,
    form: &ReviewForm,
    errors: &Errors,
) -> FormPage {
    let (code, heading, says) = asked.kind();
    let mut intro = Html::paragraph(says);
    if code == "status" {
        let status = format!("Recorded now: {}.", person.activity.meaning());
        intro = Html::paragraph(status).and(intro);
    }
    let page = FormPage::new(ctx, heading)
        .caption(frame.name.clone())
        .errors(errors, &["on"])
        .cancel(frame.back.clone())
        .action(format!("{}?kind={code}", ctx.path()))
        .intro(intro)
        .field(form.on.field("on", "When was this?", errors));
    let page = if code == "plan" {
        page.field(radios(
            "agreed_how",
            "How did you agree it?",
            AGREED,
            &form.agreed_how,
            errors,
        ))
    } else {
        page
    };
    page.field(
        Textarea::new("note", "Notes (optional)")
            .rows(3)
            .value(&*form.note)
            .error(errors.at("note")),
    )
    .button("Save")
}

fn typed(form: &Form) -> ReviewForm {
    ReviewForm {
        on: form.date("on"),
        agreed_how: form.owned("agreed_how"),
        note: form.owned("note"),
    }
}

/// Asks for the details of the review.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ReviewQuery>,
    uri: Uri,
) -> Answer {
    let person = person(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || ReviewForm {
            on: TypedDate::of(Some(ctx.today())),
            ..ReviewForm::default()
        },
        typed,
    );
    page(
        &ctx,
        &frame(&person),
        &person,
        &asked,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Records the review.
pub(super) async fn record(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ReviewQuery>,
    form: Form,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let typed = typed(&form);
    let (kind, ..) = asked.kind();
    let mut errors = Errors::default();
    let on = been(&typed.on, "on", "Day", ctx.today(), &mut errors);
    let is_known = !worded(AGREED, &typed.agreed_how).is_empty();
    errors.require(
        kind != "plan" || is_known,
        "agreed_how",
        "Choose how you agreed it",
    );
    let is_short = typed.note.chars().count() <= 10_000;
    errors.require(is_short, "note", "Use 10,000 characters or fewer");
    if !errors.is_empty() {
        return page(&ctx, &frame(&person), &person, &asked, &typed, &errors).show();
    }
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let (how, note) = (typed.agreed_how, typed.note);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::record_review(tx, id, kind, on, &how, &note).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}/plan?said=review"))
        })
        .await;
    Ok(done?)
}

//! The CV and the answers that an employer sees, once the young person agrees.

use axum::http::Uri;
use govuk::{Checkboxes, Html, Radios, Textarea};
use policy::Action;
use store::WriteTx;
use values::ApplicationId;

use super::{
    forms::TEXT,
    handlers::{Opened, open},
    model::MeetsCriteria,
    queries::{self, Papers},
};
use crate::shell::{
    choices::{Code, code_or_empty},
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, redirect, words},
};

async fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let documents = queries::documents_of(&mut tx, ctx.council(), &[opened.one.id]).await?;
    drop(tx);
    let area = |name: &'static str, label: &'static str, hint: &'static str| {
        Textarea::new(name, label)
            .hint(hint)
            .rows(10)
            .value(form.owned(name))
            .error(errors.at(name))
    };
    let mut page = FormPage::new(ctx, "CV and answers")
        .caption(format!("{}, {}", opened.person.name(), opened.opportunity.title))
        .errors(errors, &[])
        .version(opened.one.version)
        .cancel(format!("/applications/{}", opened.one.id))
        .intro(Html::paragraph(
            "The employer sees the first name, the text below and the documents. Leave out care, health and where they live, unless they want it shared.",
        ))
        .field(area("cv", "CV", "What they have done, what they are good at and what they have learnt."))
        .field(area("answers", "Answers to the employer’s questions (optional)", ""));
    if opened.one.guaranteed {
        page = page.field(
            Radios::new(
                "meets",
                "Do they meet the criteria of the guaranteed interview?",
            )
            .item(
                MeetsCriteria::Yes.code(),
                format!("Yes: {}", opened.opportunity.criteria),
            )
            .item(MeetsCriteria::No.code(), MeetsCriteria::No.words())
            .item("", "Not sure yet")
            .selected(form.text("meets")),
        );
    }
    if !documents.is_empty() {
        let titles: Vec<&str> = documents.iter().map(|one| one.title.as_str()).collect();
        let says = format!("With these documents: {}.", titles.join("; "));
        page = page.field(Html::paragraph(says));
    }
    let agrees = Checkboxes::bare("agreed").item(
        "yes",
        "They have read this version, and agree that the employer can see it",
    );
    let Some(on) = opened.one.agreed_on else {
        return page.field(agrees).show();
    };
    let says = format!(
        "They agreed on {}. If you change the text, ask them again: until then the employer cannot see it. The employer can only see a new document once they agree to it.",
        words::day(on)
    );
    page.field(Html::paragraph(says))
        .field(agrees)
        .field(Checkboxes::bare("revoked").item("yes", "They no longer agree to share this"))
        .show()
}

/// Shows what has been written so far.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>, uri: Uri) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.unwrap_or_else(|| {
        let pairs = [
            ("cv", opened.one.cv.as_str()),
            ("answers", &opened.one.answers),
            ("meets", code_or_empty(opened.one.meets_criteria)),
        ];
        Form::default().with(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    });
    page(&ctx, &opened, &form, &Errors::default()).await
}

/// Saves what was written.
pub(super) async fn save(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_open() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let mut errors = Errors::default();
    for field in ["cv", "answers"] {
        let is_short = form.text(field).chars().count() <= TEXT;
        errors.require(is_short, field, "Use 10,000 characters or fewer");
    }
    if !errors.is_empty() {
        return page(&ctx, &opened, &form, &errors).await;
    }
    let one = opened.one.clone();
    let is_same = one.cv == form.text("cv") && one.answers == form.text("answers");
    // Their agreement only holds as long as the text stays the same.
    let agreed_on = if form.text("revoked") == "yes" {
        None
    } else if form.text("agreed") == "yes" {
        Some(ctx.today())
    } else {
        one.agreed_on.filter(|_| is_same)
    };
    let new = Papers {
        cv: form.owned("cv"),
        answers: form.owned("answers"),
        agreed_on,
        meets_criteria: MeetsCriteria::parse(form.text("meets")),
        agrees: form.text("agreed") == "yes",
    };
    let version = form.version();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::keep_papers(tx, &one, version, &new).await?;
            Ok(format!("/applications/{id}?said=paper"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this. Your changes are below: save again to replace theirs";
            page(&ctx, &opened, &form, &Errors::one("cv", message)).await
        }
        other => Ok(other?),
    }
}

//! Documents that go with an application, such as a certificate. Like the CV, they are only shared once the young person agrees.

use std::sync::Arc;

use axum::extract::State;
use govuk::{FileUpload, Html, Input};
use policy::Action;
use serde::Deserialize;
use store::{
    ReadTx, WriteTx,
    files::{self, NewFile},
};
use values::{ApplicationDocumentId, ApplicationId, CouncilId};

use super::{
    employer,
    handlers::{Opened, open},
    model::{Application, Document, MOST_DOCUMENTS},
    queries,
};
use crate::{
    App,
    person::people,
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, OwnCtx, Path, Query, Upload, WebError, download,
        redirect,
    },
};

/// The document that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DocumentQuery {
    document: String,
}

impl DocumentQuery {
    fn id(&self) -> Result<ApplicationDocumentId, WebError> {
        self.document.parse().map_err(|_| WebError::NotFound)
    }
}

fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Add a document")
        .caption(format!(
            "{}, {}",
            opened.person.name(),
            opened.opportunity.title
        ))
        .errors(errors, &[])
        .version(opened.one.version)
        .cancel(format!("/applications/{}", opened.one.id))
        .intro(Html::paragraph(
            "The employer sees it once the young person agrees, on their own pages or with you under “CV and answers”. Leave out anything about care, health or where they live, unless they want it shared.",
        ))
        .with_files()
        .field(
            Input::new("title", "Title")
                .hint("For example, Food hygiene certificate")
                .value(form.text("title"))
                .error(errors.at("title")),
        )
        .field(
            FileUpload::new("file", "File (PDF, picture or office document)")
                .error(errors.at("file")),
        )
        .button("Add document")
        .show()
}

/// Shows the form to add a document.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    page(&ctx, &opened, &Form::default(), &Errors::default())
}

fn read(opened: &Opened, upload: &Upload, known: usize) -> Result<(String, NewFile), Errors> {
    let (mut errors, title) = (Errors::default(), upload.form.owned("title"));
    errors.require(!title.is_empty(), "title", "Enter a title");
    let is_short = title.chars().count() <= 200;
    errors.require(is_short, "title", "Use 200 characters or fewer");
    errors.require(
        known < MOST_DOCUMENTS,
        "file",
        "Remove a document first: you can add up to 10",
    );
    let file = upload.files.first();
    match file {
        None => errors.add("file", "Choose a file"),
        Some(file) if file.bytes.len() > store::files::LIMIT => {
            errors.add("file", "The file must be 10 MB or smaller");
        }
        Some(file) => {
            if let Err(refusal) = files::admitted(&file.bytes) {
                errors.add("file", refusal.to_string());
            }
        }
    }
    let new = NewFile {
        person: Some(opened.one.person),
        name: file.map(|file| file.name.clone()).unwrap_or_default(),
        content: file.map(|file| file.bytes.clone()).unwrap_or_default(),
    };
    errors.or((title, new))
}

/// Adds a document.
pub(super) async fn add(ctx: Ctx, Path(id): Path<ApplicationId>, upload: Upload) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let known = queries::documents_of(&mut tx, ctx.council(), &[id]).await?;
    drop(tx);
    if !opened.one.is_open() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let (title, new) = match read(&opened, &upload, known.len()) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, &opened, &upload.form, &errors),
    };
    let (one, version) = (opened.one.clone(), upload.form.version());
    let done = ctx
        .submit(&upload.form, async move |tx: &mut WriteTx| {
            queries::add_document(tx, &one, version, &title, &new).await?;
            Ok(format!("/applications/{id}?said=document"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed the application. Choose the file again";
            page(&ctx, &opened, &upload.form, &Errors::one("file", message))
        }
        other => Ok(other?),
    }
}

async fn file(tx: &mut ReadTx, council: CouncilId, of: &Document) -> Answer {
    let (kind, came_as, content) = queries::document_content(tx, council, of).await?;
    download(&kind, &of.file_name(&came_as), content)
}

async fn found(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ApplicationDocumentId,
) -> Result<(Document, Application), WebError> {
    let one = queries::document(tx, council, id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let of = queries::find(tx, council, one.application).await?;
    Ok((one, of.ok_or(WebError::NotFound)?))
}

/// Sends a document to a worker.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ApplicationDocumentId>) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, of) = found(&mut tx, ctx.council(), id).await?;
    people::open(&ctx, &mut tx, of.person, Action::ReadPerson).await?;
    file(&mut tx, ctx.council(), &one).await
}

/// Removes a document.
pub(super) async fn remove(ctx: Ctx, Path(id): Path<ApplicationDocumentId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, of) = found(&mut tx, ctx.council(), id).await?;
    people::open(&ctx, &mut tx, of.person, Action::RecordContact).await?;
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (of, id) = (of.clone(), one.id);

            queries::remove_document(tx, &of, id).await?;
            Ok(format!("/applications/{}?said=document-removed", of.id))
        })
        .await;
    Ok(done?)
}

/// Sends a document to the young person whose application it goes with.
pub(super) async fn own(ctx: OwnCtx, Query(asked): Query<DocumentQuery>) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, of) = found(&mut tx, ctx.council(), asked.id()?).await?;
    if of.person != ctx.id() {
        return Err(WebError::NotFound);
    }
    file(&mut tx, ctx.council(), &one).await
}

/// Sends a document to the employer who holds the link, as long as the young person agrees.
pub(super) async fn outside(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(asked): Query<DocumentQuery>,
) -> Answer {
    let (visit, of) = employer::shared(&app, &token).await?;
    let (mut tx, council) = (visit.read().await?, visit.council());
    let (one, _) = found(&mut tx, council, asked.id()?).await?;
    if one.application != of || !one.is_agreed {
        return Err(WebError::NotFound);
    }
    file(&mut tx, council, &one).await
}

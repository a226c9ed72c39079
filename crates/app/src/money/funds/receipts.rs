//! Receipts: a photo or a PDF, recognised by its content, and only ever downloaded, never shown as a page.

use govuk::FileUpload;
use store::{
    ReadTx, WriteTx,
    files::{self, Kind, NewFile, Refusal},
};
use values::{FileId, FundRequestId, PersonId};

use super::{
    agreeing::finish,
    deciding::{self, Opened},
    paying::{PartQuery, part},
    queries::{ledger, payments},
};
use crate::shell::web::{
    Answer, Ctx, Errors, FormPage, Halt, Path, Query, Upload, WebError, give_file, redirect,
};

/// Reads a receipt that was sent.
pub(crate) fn read_receipt(upload: &Upload, person: Option<PersonId>) -> Result<NewFile, Errors> {
    let refuse = |message: &str| Err(Errors::one("file", message));
    let Some(file) = upload.files.first() else {
        return refuse("Choose a file");
    };
    if file.bytes.len() > files::LIMIT {
        return refuse("The file must be 10 MB or smaller");
    }
    match files::admitted(&file.bytes) {
        Ok((Kind::Png | Kind::Jpeg | Kind::Pdf, content)) => Ok(NewFile {
            person,
            name: file.name.clone(),
            content,
        }),
        Err(refusal @ (Refusal::Program | Refusal::BrokenPicture)) => refuse(&refusal.to_string()),
        _ => refuse("The file must be a photo or a PDF"),
    }
}

/// Asks for a receipt.
pub(crate) fn receipt_page(
    ctx: &Ctx,
    caption: String,
    (to, back): (String, String),
    errors: &Errors,
) -> Answer {
    FormPage::new(ctx, "Add the receipt")
        .caption(caption)
        .errors(errors, &[])
        .with_files()
        .action(to)
        .cancel(back)
        .field(
            FileUpload::new("file", "A photo or a PDF, 10 MB or smaller")
                .accept("image/*,application/pdf")
                .error(errors.at("file")),
        )
        .button("Add receipt")
        .show()
}

/// Returns a receipt as a download.
pub(crate) async fn give_receipt(
    ctx: &Ctx,
    tx: ReadTx,
    file: Option<FileId>,
    name: &str,
) -> Answer {
    give_file(tx, ctx.council(), file, &format!("receipt-{name}")).await
}

fn page_of_part(ctx: &Ctx, opened: &Opened, asked: &PartQuery, errors: &Errors) -> Answer {
    let caption = format!("{}: {}", opened.person.name(), opened.one.item);
    let to = format!("{}/receipt?part={}", opened.path(), asked.part);
    receipt_page(ctx, caption, (to, opened.path()), errors)
}

/// Asks for the receipt of a part.
pub(super) async fn ask_of_part(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
) -> Answer {
    let opened = deciding::open(&ctx, &mut ctx.read().await?, id).await?;
    part(&opened, &asked)?;
    page_of_part(&ctx, &opened, &asked, &Errors::default())
}

/// Keeps the receipt of a part.
pub(super) async fn keep_of_part(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
    upload: Upload,
) -> Answer {
    let opened = deciding::open(&ctx, &mut ctx.read().await?, id).await?;
    let one = part(&opened, &asked)?;
    let file = match read_receipt(&upload, Some(one.person)) {
        _ if one.receipt_on.is_some() => {
            Err(Errors::one("file", "The receipt has already been added"))
        }
        _ if one.paid_on.is_none() => Err(Errors::one("file", "This has not been paid yet")),
        read => read,
    };
    let file = match file {
        Ok(file) => file,
        Err(errors) => return page_of_part(&ctx, &opened, &asked, &errors),
    };
    let done = ctx
        .submit(&upload.form, async move |tx: &mut WriteTx| {
            let kept = files::put(tx, &file).await?;
            ledger::keep_receipt(tx, &one, kept).await?;
            finish(tx, one.request).await?;
            Ok(format!("/fund-requests/{id}?said=receipt"))
        })
        .await;
    match done {
        // Someone else was faster; the page shows how it stands.
        Err(Halt::Stale) => Ok(redirect(&format!("{}?said=already", opened.path()))),
        other => Ok(other?),
    }
}

/// Downloads the receipt of a part.
pub(super) async fn of_part(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let opened = deciding::open(&ctx, &mut tx, id).await?;
    let one = part(&opened, &asked)?;
    let found = payments::find(&mut tx, council, one.id).await?;
    let (_, file) = found.ok_or(WebError::NotFound)?;
    give_receipt(&ctx, tx, file, &one.due_on.to_string()).await
}

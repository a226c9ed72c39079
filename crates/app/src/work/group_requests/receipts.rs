//! The receipt of a request for a group.

use store::{WriteTx, files};
use values::GroupRequestId;

use super::handlers::{self, Opened};
use crate::{
    money::funds::{Decision, give_receipt, groups, read_receipt, receipt_page},
    shell::web::{Answer, Ctx, Errors, Halt, Path, Upload, redirect},
};

fn page_of_group(ctx: &Ctx, opened: &Opened, errors: &Errors) -> Answer {
    let back = format!("/group-requests/{}", opened.one.id);
    let to = format!("{back}/receipt");
    receipt_page(ctx, opened.one.item.clone(), (to, back), errors)
}

/// Asks for the receipt of a request for a group.
pub(super) async fn ask_of_group(ctx: Ctx, Path(id): Path<GroupRequestId>) -> Answer {
    let opened = handlers::open(&ctx, &mut ctx.read().await?, id).await?;
    page_of_group(&ctx, &opened, &Errors::default())
}

/// Stores the receipt of a request for a group.
pub(super) async fn keep_of_group(
    ctx: Ctx,
    Path(id): Path<GroupRequestId>,
    upload: Upload,
) -> Answer {
    let opened = handlers::open(&ctx, &mut ctx.read().await?, id).await?;
    let file = match read_receipt(&upload, None) {
        _ if opened.one.decided_as != Some(Decision::Yes) => {
            Err(Errors::one("file", "This has not been paid yet"))
        }
        _ if opened.one.receipt.is_some() => {
            Err(Errors::one("file", "The receipt has already been added"))
        }
        read => read,
    };
    let file = match file {
        Ok(file) => file,
        Err(errors) => return page_of_group(&ctx, &opened, &errors),
    };
    let one = opened.one;
    let done = ctx
        .submit(&upload.form, async move |tx: &mut WriteTx| {
            let kept = files::put(tx, &file).await?;
            groups::keep_receipt(tx, &one, kept).await?;
            Ok(format!("/group-requests/{id}?said=receipt"))
        })
        .await;
    match done {
        // It has already been added, or was never paid: the page shows the current status.
        Err(Halt::Stale) => Ok(redirect(&format!("/group-requests/{id}?said=already"))),
        other => Ok(other?),
    }
}

/// Sends the receipt of a request for a group.
pub(super) async fn of_group(ctx: Ctx, Path(id): Path<GroupRequestId>) -> Answer {
    let mut tx = ctx.read().await?;
    let one = handlers::open(&ctx, &mut tx, id).await?.one;
    give_receipt(&ctx, tx, one.receipt, &one.made_on.to_string()).await
}

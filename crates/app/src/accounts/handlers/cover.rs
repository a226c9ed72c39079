//! Arranging and ending cover.

use axum::http::Uri;
use policy::Action;
use store::WriteTx;
use values::{AccountId, CoverId};

use super::{
    super::{
        forms::CoverForm,
        model::{Account, WorkerChoice},
        pages::{CoverPage, end_page},
        queries::{cover as queries, lists},
    },
    accounts::{names_of, open_account},
};
use crate::web::{Answer, Ctx, Errors, Form, Halt, Path, Path2, WebError};

/// Reads who is away, and who could stand in.
async fn read(ctx: &Ctx, id: AccountId) -> Result<(Account, Vec<WorkerChoice>), WebError> {
    let mut tx = ctx.read().await?;
    let absent = open_account(&mut tx, ctx, id).await?;
    let mut choices = lists::open_workers(&mut tx, ctx.council()).await?;
    choices.retain(|choice| choice.id != id);
    Ok((absent, choices))
}

/// Asks who stands in, and when.
pub(in super::super) async fn ask(ctx: Ctx, Path(id): Path<AccountId>, uri: Uri) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (absent, choices) = read(&ctx, id).await?;
    let typed = ctx.draft(&uri).await?.as_ref().map(CoverForm::typed);
    let page = CoverPage {
        typed: &typed.unwrap_or_default(),
        choices: &choices,
        errors: &Errors::default(),
    };
    page.of(&ctx, &absent).show()
}

/// Arranges cover.
pub(in super::super) async fn arrange(ctx: Ctx, Path(id): Path<AccountId>, form: Form) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (absent, choices) = read(&ctx, id).await?;
    let typed = CoverForm::typed(&form);
    let again = |errors: &Errors| {
        let page = CoverPage {
            typed: &typed,
            choices: &choices,
            errors,
        };
        page.of(&ctx, &absent).show()
    };
    let meant = match typed.read(&choices, ctx.today()) {
        Ok(meant) => meant,
        Err(errors) => return again(&errors),
    };
    let arranged = ctx.submit(&form, move |tx: &mut WriteTx| {
        Box::pin(async move {
            queries::arrange(tx, id, &meant).await?;
            Ok(format!("/accounts/{id}?said=cover"))
        })
    });
    match arranged.await {
        Err(Halt::Refused(errors)) => again(&errors),
        other => Ok(other?),
    }
}

/// Asks whether to end a cover.
pub(in super::super) async fn ask_end(
    ctx: Ctx,
    Path2(absent, id): Path2<AccountId, CoverId>,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let mut tx = ctx.read().await?;
    let cover = queries::find(&mut tx, ctx.council(), absent, id)
        .await?
        .ok_or(WebError::NotFound)?;
    let names = names_of(&mut tx, &ctx).await?;
    end_page(&ctx, &cover, &names).show()
}

/// Ends a cover.
pub(in super::super) async fn end(
    ctx: Ctx,
    Path2(absent, id): Path2<AccountId, CoverId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let ended = ctx.submit(&form, move |tx: &mut WriteTx| {
        Box::pin(async move {
            queries::end(tx, absent, id).await?;
            Ok(format!("/accounts/{absent}?said=cover-ended"))
        })
    });
    Ok(ended.await?)
}

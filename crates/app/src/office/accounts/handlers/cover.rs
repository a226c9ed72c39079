//! Arranging and ending cover.

use axum::http::Uri;
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{AccountId, CoverId};

use super::{
    super::{
        forms::CoverForm,
        model::{Account, Cover, WorkerChoice},
        pages::{CoverPage, EndCoverPage, NamesOf},
        queries::{cover as queries, lists},
    },
    accounts::{names_of, open_account},
};
use crate::shell::web::{Answer, Ctx, Errors, Form, Halt, Path, Query, WebError};

/// Who is to cover, as an address may suggest.
#[derive(Default, Deserialize)]
pub(in crate::office::accounts) struct CoverQuery {
    cover: Option<String>,
}

/// Reads who is away, and who could cover.
async fn read(ctx: &Ctx, id: AccountId) -> Result<(Account, Vec<WorkerChoice>), WebError> {
    let mut tx = ctx.read().await?;
    let absent = open_account(&mut tx, ctx, id).await?;
    let mut choices = lists::workers_with(&mut tx, ctx.council(), &absent.roles).await?;
    choices.retain(|choice| choice.id != id);
    Ok((absent, choices))
}

/// Asks who will cover, and when.
pub(in crate::office::accounts) async fn ask(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    uri: Uri,
) -> Answer {
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
pub(in crate::office::accounts) async fn arrange(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
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
    let arranged = ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::arrange(tx, id, &meant).await?;
        Ok(format!("/accounts/{id}?said=cover"))
    });
    match arranged.await {
        Err(Halt::Refused(errors)) => again(&errors),
        other => Ok(other?),
    }
}

/// Reads who is away, and their cover that can be ended.
async fn read_covers(ctx: &Ctx, id: AccountId) -> Result<(Account, Vec<Cover>, NamesOf), WebError> {
    let mut tx = ctx.read().await?;
    let absent = open_account(&mut tx, ctx, id).await?;
    let mut covers = queries::of(&mut tx, ctx.council(), id, ctx.today()).await?;
    covers.retain(|cover| cover.absent == id);
    Ok((absent, covers, names_of(&mut tx, ctx).await?))
}

/// Asks which cover to end. The address may name one.
pub(in crate::office::accounts) async fn ask_end(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    Query(asked): Query<CoverQuery>,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (absent, covers, names) = read_covers(&ctx, id).await?;
    let page = EndCoverPage {
        covers: &covers,
        chosen: asked.cover.as_deref().unwrap_or_default(),
        names: &names,
        errors: &Errors::default(),
    };
    page.of(&ctx, &absent).show()
}

/// Ends a cover.
pub(in crate::office::accounts) async fn end(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let Ok(cover) = form.text("cover").parse::<CoverId>() else {
        return choose_again(&ctx, id, &Errors::one("cover", "Choose which cover to end")).await;
    };
    let ended = ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::end(tx, id, cover).await?;
        Ok(format!("/accounts/{id}?said=cover-ended"))
    });
    match ended.await {
        Err(Halt::Refused(errors)) => choose_again(&ctx, id, &errors).await,
        other => Ok(other?),
    }
}

async fn choose_again(ctx: &Ctx, id: AccountId, errors: &Errors) -> Answer {
    let (absent, covers, names) = read_covers(ctx, id).await?;
    let page = EndCoverPage {
        covers: &covers,
        chosen: "",
        names: &names,
        errors,
    };
    page.of(ctx, &absent).show()
}

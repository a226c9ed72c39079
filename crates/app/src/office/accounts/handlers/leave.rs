//! Closing a leaver's account.

use axum::http::Uri;
use policy::Action;
use store::WriteTx;
use values::AccountId;

use super::super::{
    forms::{Candidates, LeaveForm},
    model::{Account, Held, Holding, Listed, WorkerChoice},
    pages::LeavePage,
    queries::{
        accounts, leave as queries,
        lists::{self, Which},
    },
};
use crate::shell::web::{Answer, Ctx, Errors, Form, Halt, Path, WebError};

/// What the form is made from.
struct Leaving {
    leaver: Account,
    held: Held,
    candidates: Candidates,
}

impl Leaving {
    async fn read(ctx: &Ctx, id: AccountId) -> Result<Self, WebError> {
        if id == ctx.me() {
            return Err(WebError::Forbidden);
        }
        let mut tx = ctx.read().await?;
        // A closed account too: a form that is sent twice redirects to where the first one went.
        let leaver = accounts::find(&mut tx, ctx.council(), id)
            .await?
            .ok_or(WebError::NotFound)?;
        let held = queries::held(&mut tx, ctx.council(), id).await?;
        let open = lists::accounts(&mut tx, ctx.council(), Which::Open, ctx.today()).await?;
        let candidates = Holding::ALL
            .into_iter()
            .map(|holding| (holding, able(&open, holding, id)))
            .collect();
        Ok(Self {
            leaver,
            held,
            candidates,
        })
    }

    fn page(&self, ctx: &Ctx, typed: &LeaveForm, errors: &Errors) -> Answer {
        let page = LeavePage {
            leaver: &self.leaver,
            typed,
            held: &self.held,
            candidates: &self.candidates,
            errors,
        };
        page.of(ctx).show()
    }
}

/// Lists who could take over.
fn able(open: &[Listed], holding: Holding, leaver: AccountId) -> Vec<WorkerChoice> {
    open.iter()
        .filter(|line| line.account.id != leaver && line.account.roles.contains(&holding.role()))
        .map(|line| WorkerChoice {
            id: line.account.id,
            name: line.account.name.clone(),
            capacity: line.account.capacity,
            allocated: line.allocated,
        })
        .collect()
}

/// Shows how many young people a leaver works with, and asks who takes them over.
pub(in crate::office::accounts) async fn ask(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    uri: Uri,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let leaving = Leaving::read(&ctx, id).await?;
    if leaving.leaver.left_at.is_some() {
        return Err(WebError::NotFound);
    }
    let typed = ctx.draft(&uri).await?.as_ref().map(LeaveForm::typed);
    leaving.page(&ctx, &typed.unwrap_or_default(), &Errors::default())
}

/// Closes the account.
pub(in crate::office::accounts) async fn leave(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let leaving = Leaving::read(&ctx, id).await?;
    let typed = LeaveForm::typed(&form);
    let handovers = match typed.read(&leaving.held, &leaving.candidates) {
        Ok(handovers) => handovers,
        Err(errors) => return leaving.page(&ctx, &typed, &errors),
    };
    let left = ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::leave(tx, id, &handovers).await?;
        Ok(format!("/accounts/{id}?said=left"))
    });
    match left.await {
        Err(Halt::Refused(errors)) => {
            // Read again: it was refused because something has changed.
            let leaving = Leaving::read(&ctx, id).await?;
            leaving.page(&ctx, &typed, &errors)
        }
        other => Ok(other?),
    }
}

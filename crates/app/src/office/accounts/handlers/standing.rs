//! The second person's page: changes to what a worker may open, and to where their links go.

use chrono::TimeDelta;
use policy::Action;
use store::WriteTx;
use values::StandingChangeId;

use super::{
    super::{pages::StandingPage, queries::standing as queries},
    accounts::names_of,
};
use crate::shell::web::{Answer, Ctx, Form, Halt, Path, Query, Said, WebError, html, redirect};

/// How many days back the page looks.
const DAYS: i64 = 90;

/// Lists what is waiting for a second person, and recent changes.
pub(in crate::office::accounts) async fn list(ctx: Ctx, Query(asked): Query<Said>) -> Answer {
    ctx.decide_office(Action::AgreeStanding)?;
    let mut tx = ctx.read().await?;
    let since = ctx.now() - TimeDelta::days(DAYS);
    let changes = queries::since(&mut tx, ctx.council(), since).await?;
    let names = names_of(&mut tx, &ctx).await?;
    let page = StandingPage::new(&ctx, asked.said.as_deref(), &changes, &names);
    Ok(html(&page))
}

/// Agrees to a change, or refuses it.
pub(in crate::office::accounts) async fn answer(
    ctx: Ctx,
    Path(id): Path<StandingChangeId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::AgreeStanding)?;
    let agrees = match form.text("answer") {
        "agree" => true,
        "refuse" => false,
        _ => return Err(WebError::Malformed),
    };
    let key = ctx.app().key;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::answer(tx, &key, id, agrees).await?;
            let said = if agrees {
                "standing-agreed"
            } else {
                "standing-refused"
            };
            Ok(format!("/standing?said={said}"))
        })
        .await;
    match done {
        // Someone else was faster, or the account is closed; the page shows the outcome.
        Err(Halt::Stale | Halt::Refused(_)) => Ok(redirect("/standing?said=already")),
        other => Ok(other?),
    }
}

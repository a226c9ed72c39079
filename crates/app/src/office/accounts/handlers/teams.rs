//! Making, renaming and closing teams.

use axum::http::Uri;
use policy::Action;
use store::WriteTx;
use values::TeamId;

use super::super::{
    forms::TeamForm,
    model::{Team, TeamSize},
    pages::{TeamPage, TeamsPage, team_meanwhile},
    queries::teams as queries,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, Halt, Path, Query, Said, WebError, html};

/// Lists the teams.
pub(in crate::office::accounts) async fn list(ctx: Ctx, Query(asked): Query<Said>) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let mut tx = ctx.read().await?;
    let teams = queries::all(&mut tx, ctx.council()).await?;
    let sizes = queries::sizes(&mut tx, ctx.council()).await?;
    let layout = ctx.layout("Teams").said(asked.said.as_deref());
    Ok(html(&TeamsPage::new(layout, &teams, &sizes)))
}

/// Asks for a new team.
pub(in crate::office::accounts) async fn ask_new(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let typed = ctx.draft(&uri).await?.as_ref().map(TeamForm::typed);
    new_page(&ctx, &typed.unwrap_or_default(), &Errors::default())
}

fn new_page(ctx: &Ctx, typed: &TeamForm, errors: &Errors) -> Answer {
    TeamPage { typed, errors }.of_new(ctx).show()
}

/// Makes a team.
pub(in crate::office::accounts) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let typed = TeamForm::typed(&form);
    let name = match typed.read() {
        Ok(name) => name,
        Err(errors) => return new_page(&ctx, &typed, &errors),
    };
    let made = ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::add(tx, &name).await?;
        Ok("/teams?said=team".to_owned())
    });
    match made.await {
        Err(Halt::Refused(errors)) => new_page(&ctx, &typed, &errors),
        other => Ok(other?),
    }
}

/// Reads a team, and who is in it. A closed one too: a form that is sent twice redirects to where the first one went.
async fn read(ctx: &Ctx, id: TeamId) -> Result<(Team, TeamSize), WebError> {
    let mut tx = ctx.read().await?;
    let team = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let sizes = queries::sizes(&mut tx, ctx.council()).await?;
    Ok((team, sizes.get(&id).copied().unwrap_or_default()))
}

/// Shows the form that changes a team.
pub(in crate::office::accounts) async fn ask_change(
    ctx: Ctx,
    Path(id): Path<TeamId>,
    uri: Uri,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (team, size) = read(&ctx, id).await?;
    if !team.is_open {
        return Err(WebError::NotFound);
    }
    let typed = match ctx.draft(&uri).await? {
        Some(draft) => TeamForm::typed(&draft),
        None => TeamForm {
            name: team.name.clone(),
            closes: false,
        },
    };
    let page = TeamPage {
        typed: &typed,
        errors: &Errors::default(),
    };
    page.of_change(&ctx, &team, size).show()
}

/// Renames or closes a team.
pub(in crate::office::accounts) async fn change(
    ctx: Ctx,
    Path(id): Path<TeamId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (team, size) = read(&ctx, id).await?;
    let typed = TeamForm::typed(&form);
    let again = |errors: &Errors| {
        let page = TeamPage {
            typed: &typed,
            errors,
        };
        page.of_change(&ctx, &team, size).show()
    };
    let name = match typed.read() {
        Ok(name) => name,
        Err(errors) => return again(&errors),
    };
    let (closes, version) = (typed.closes, form.version());
    let changed = ctx.submit(&form, async move |tx: &mut WriteTx| {
        if closes {
            queries::close(tx, id, version).await?;
        } else {
            queries::rename(tx, id, version, &name).await?;
        }
        Ok("/teams?said=team".to_owned())
    });
    match changed.await {
        Err(Halt::Refused(errors)) => again(&errors),
        Err(Halt::Stale) => stale_page(&ctx, id, &typed).await,
        other => Ok(other?),
    }
}

/// Shows the form again with what was typed, and what someone else saved. Sent again, it replaces theirs.
async fn stale_page(ctx: &Ctx, id: TeamId, typed: &TeamForm) -> Answer {
    let (team, size) = read(ctx, id).await?;
    let message = "Your changes have not been saved yet. Check them, then save again";
    let page = TeamPage {
        typed,
        errors: &Errors::one("", message),
    };
    let inset = team_meanwhile(&team);
    page.of_change(ctx, &team, size).intro(inset).show()
}

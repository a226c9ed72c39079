//! What brings young people into work, and is for a worker to do: employers to be in touch with, requests, mentors.

use chrono::NaiveDate;
use govuk::Tag;
use policy::Action;
use store::ReadTx;
use values::AccountId;

use crate::{
    employers, mentors,
    mentors::model::soon,
    requests,
    web::{Ctx, WebError, words},
};

/// Where a line leads, what it says, and by when.
type Line = (String, String, NaiveDate);

/// Lists what is to be done until a day, the first first. What somebody looked after who has left stands there for whoever sees the team.
pub(super) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    until: NaiveDate,
) -> Result<Vec<(String, String, Tag)>, WebError> {
    if !ctx.may(Action::SeeEmployers) {
        return Ok(Vec::new());
    }
    let mut workers = ctx.stands_for();
    if ctx.may(Action::SeeTeam) {
        workers.extend(&ctx.directory(tx).await?.gone);
    }
    let mut lines = checking_in(ctx, tx, &workers, until).await?;
    let requests = requests::due_of(tx, ctx.council(), &workers, ctx.today()).await?;
    lines.extend(requests.iter().map(|one| {
        let asks = one.reminder(ctx.today());
        let href = format!("/requests/{}", one.id);
        (href, format!("{}: {asks}", one.title()), one.on)
    }));
    let mentors = mentors::running_out(tx, ctx.council(), &workers, ctx.today()).await?;
    lines.extend(mentors.iter().filter_map(|one| {
        let (what, on) = *one.runs_out(soon(ctx.today())).first()?;
        let says = format!("{}: renew the {}", one.name, what.to_lowercase());
        Some((format!("/mentors/{}", one.id), says, on))
    }));
    lines.sort_by_key(|(_, _, on)| *on);
    let tagged = |(href, says, on)| (href, says, words::due_tag(on, ctx.today()));
    Ok(lines.into_iter().map(tagged).collect())
}

async fn checking_in(
    ctx: &Ctx,
    tx: &mut ReadTx,
    workers: &[AccountId],
    until: NaiveDate,
) -> Result<Vec<Line>, WebError> {
    let directory = ctx.directory(tx).await?;
    let all = employers::due_of(tx, ctx.council(), workers, until).await?;
    let lines = all.iter().filter_map(|one| {
        let on = one.next_on?;
        let words = if directory.gone.contains(&one.keeper) {
            format!("{}: say who looks after them now", one.name)
        } else {
            format!("{}: {}", one.name, one.next_words())
        };
        Some((format!("/employers/{}", one.id), words, on))
    });
    Ok(lines.collect())
}

//! A worker's tasks that get young people into work: employers to contact, requests, mentors.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use policy::Action;
use store::ReadTx;
use values::AccountId;

use super::arranged::Interview;
use crate::{
    care::onward_referrals,
    engagement::{employers, requests},
    money::funds,
    office::directory::InCouncil,
    person::{due::Whose, people},
    shell::{
        task::Task,
        web::{Ctx, WebError},
    },
    work::{
        activities, applications,
        mentors::{self, soon},
        work_placements,
    },
};

/// Lists what is to be done until a day, earliest first. What a leaver looked after is shown to those who see the team.
pub(super) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (whose, until, ahead): (&Whose, NaiveDate, &[Interview]),
) -> Result<Vec<Task>, WebError> {
    let mut workers = ctx.stands_for();
    if ctx.may(Action::SeeTeam) {
        workers.extend(&ctx.directory(tx).await?.gone);
    }
    let mut lines = applications(ctx, tx, (&workers, until)).await?;
    lines.extend(interviews(ahead));
    lines.extend(untold(ctx, tx, &workers).await?);
    lines.extend(work_placements::lines(ctx, tx, (&workers, until)).await?);
    lines.extend(not_given(ctx, tx).await?);
    lines.extend(work_placements::evidence(ctx, tx).await?);
    lines.extend(onward(ctx, tx, (whose, until)).await?);
    if ctx.may(Action::SeeFunds) {
        lines.extend(funds::lines(ctx, tx, (until, false)).await?);
    }
    if ctx.may(Action::SeeEmployers) {
        lines.extend(with_employers(ctx, tx, &workers, until).await?);
    }
    lines.sort_by_key(|one| (!one.is_first, one.on));
    Ok(lines)
}

/// Lists the applications in which something is due, for the worker who owns each.
async fn applications(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (workers, until): (&[AccountId], NaiveDate),
) -> Result<Vec<Task>, WebError> {
    let all = applications::due_of(tx, ctx.council(), workers, Some(until)).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let people = people::outlines(tx, ctx.council(), &ids).await?;
    let people: HashMap<_, _> = people.iter().map(|who| (who.standing.id, who)).collect();
    let admitted = |one: &&applications::Application| {
        let person = people.get(&one.person);
        person.is_some_and(|who| !who.has_died() && ctx.permits(Action::ListPeople, &who.standing))
    };
    let lines = all.iter().filter(admitted).filter_map(|one| {
        let href = format!("/applications/{}", one.id);
        Some(Task::about(one.person, href, one.stands(), one.due_on?))
    });
    Ok(lines.collect())
}

/// Words the interviews of the next days: those of today stand with what is arranged.
fn interviews(ahead: &[Interview]) -> impl Iterator<Item = Task> {
    let says = "interview. Practise with them";
    ahead
        .iter()
        .map(move |one| Task::about(one.person, &*one.href, says, one.on))
}

/// Lists the young people whom no message about an invitation could reach: somebody tells them.
async fn untold(ctx: &Ctx, tx: &mut ReadTx, workers: &[AccountId]) -> Result<Vec<Task>, WebError> {
    let all = activities::untold(tx, ctx.council(), (workers, ctx.today())).await?;
    let ids: Vec<_> = all.iter().map(|(person, _)| *person).collect();
    let seen = people::listed(ctx, tx, &ids).await?;
    let seen = all.iter().filter(|(person, _)| seen.contains_key(person));
    let lines = seen.map(|(person, one)| {
        let what = if one.called_off.is_some() {
            "tell them that it is called off:"
        } else {
            "tell them about"
        };
        let says = format!("{what} “{}”", one.title);
        let href = format!("/activities/{}/answer?person={person}", one.id);
        Task::about(*person, href, says, one.on)
    });
    Ok(lines.collect())
}

/// For how long a guaranteed interview that was not given stands on Today, in days.
const LATELY: u64 = 28;

/// Lists the guaranteed interviews that were not given lately, for those who see the team: somebody talks with the employer.
async fn not_given(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<Task>, WebError> {
    if !ctx.may(Action::SeeTeam) {
        return Ok(Vec::new());
    }
    let from = ctx.today().checked_sub_days(Days::new(LATELY));
    let all = applications::not_given_since(ctx, tx, from.unwrap_or_default()).await?;
    let lines = all.iter().filter_map(|one| {
        let says = "a guaranteed interview was not given. Talk to the employer";
        let href = format!("/applications/{}", one.id);
        Some(Task::about(one.person, href, says, one.ended_on?))
    });
    Ok(lines.collect())
}

/// Lists the referrals to other services without an answer.
async fn onward(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (whose, until): (&Whose, NaiveDate),
) -> Result<Vec<Task>, WebError> {
    let all = onward_referrals::open_of(tx, &ctx.scope(Action::ListPeople), until).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let people = people::standings(tx, ctx.council(), &ids).await?;
    let people: HashMap<_, _> = people.iter().map(|who| (who.id, who)).collect();
    let admitted = |one: &&onward_referrals::OnwardReferral| {
        let person = people.get(&one.person).copied();
        person.is_some_and(|standing| {
            let falls_here = whose.has(standing, one.made_by);
            let may_read = ctx.may_read(one.is_restricted(), one.made_by, standing);
            // What its worker may not read falls to the managers.
            let is_managers =
                one.is_restricted() && standing.team.is_some_and(|id| whose.teams.contains(&id));
            (falls_here || is_managers) && may_read && ctx.permits(Action::ListPeople, standing)
        })
    };
    let lines = all.iter().filter(admitted).map(|one| {
        let says = format!("ask {} what happened", one.to_whom);
        let href = format!("/onward-referrals/{}/outcome", one.id);
        Task::about(one.person, href, says, one.answer_due_on)
    });
    Ok(lines.collect())
}

async fn with_employers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    workers: &[AccountId],
    until: NaiveDate,
) -> Result<Vec<Task>, WebError> {
    let mut lines = checking_in(ctx, tx, workers, until).await?;
    let requests = requests::due_of(tx, ctx.council(), workers, ctx.today()).await?;
    lines.extend(requests.iter().map(|one| {
        let asks = one.reminder(ctx.today());
        let href = format!("/requests/{}", one.id);
        Task::besides(href, format!("{}: {asks}", one.title()), one.on)
    }));
    let mentors = mentors::running_out(tx, ctx.council(), workers, ctx.today()).await?;
    lines.extend(mentors.iter().filter_map(|one| {
        let (what, on) = *one.runs_out(soon(ctx.today())).first()?;
        let says = format!("{}: renew the {}", one.name, what.to_lowercase());
        Some(Task::besides(format!("/mentors/{}", one.id), says, on))
    }));
    Ok(lines)
}

async fn checking_in(
    ctx: &Ctx,
    tx: &mut ReadTx,
    workers: &[AccountId],
    until: NaiveDate,
) -> Result<Vec<Task>, WebError> {
    let directory = ctx.directory(tx).await?;
    let all = employers::due_of(tx, ctx.council(), workers, until).await?;
    let lines = all.iter().filter_map(|one| {
        let on = one.next_on?;
        let words = if one.keeper.is_some_and(|id| directory.gone.contains(&id)) {
            format!("{}: choose who looks after them now", one.name)
        } else {
            format!("{}: {}", one.name, one.next_words())
        };
        Some(Task::besides(format!("/employers/{}", one.id), words, on))
    });
    Ok(lines.collect())
}

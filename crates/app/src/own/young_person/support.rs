//! After “Bad”, and whenever they want to talk: who sees what they said and when, a ring, and numbers that answer day and night.

use std::collections::HashMap;

use askama::Template;
use programme::Said;
use store::ReadTx;
use values::AccountId;

use super::writing;
use crate::{
    care::wishes::{self, NewWish, Urgent, WishKind},
    office::accounts,
    person::people::{self, Person},
    shell::{
        clock,
        web::{self, Answer, Form, Frame, OwnCtx, Query, WebError, frame, html, words},
    },
};

#[derive(Template)]
#[template(path = "young_person/support.html")]
struct SupportPage {
    frame: Frame,
    heading: &'static str,
    /// Who sees what they said, and when.
    says: Option<String>,
    /// The words of the button that asks for a ring; `None` where they have asked.
    ring: Option<String>,
    /// What was said of the ring.
    rung: Option<String>,
}

/// What they said that cannot wait, and who sees it.
pub(super) struct Heard {
    /// A sentence or two; `None` where they said nothing of the kind.
    pub(super) says: Option<String>,
    has_asked_for_a_ring: bool,
    worker: String,
}

/// Says truthfully who sees what they said, and when.
pub(super) async fn heard(
    ctx: &OwnCtx,
    tx: &mut ReadTx,
    person: &Person,
    workers: &HashMap<AccountId, String>,
) -> Result<Heard, WebError> {
    let all = wishes::unanswered(tx, ctx.council(), &[ctx.id()]).await?;
    let named = |id| workers.get(&id).cloned();
    let with_them = person.standing.coach.or(person.standing.adviser);
    let worker = with_them.and_then(named);
    let worker = worker.unwrap_or_else(|| "Someone in the team".to_owned());
    let first = wishes::foremost(&all, ctx.id());
    let says = first
        .map(|one| sees(ctx, one, &worker, named))
        .transpose()?;
    Ok(Heard {
        says,
        has_asked_for_a_ring: all.iter().any(|one| one.said == Said::Ring),
        worker,
    })
}

fn sees(
    ctx: &OwnCtx,
    one: &Urgent,
    worker: &str,
    named: impl Fn(AccountId) -> Option<String>,
) -> Result<String, WebError> {
    let today = ctx.today();
    if let Some((at, by)) = one.taken {
        let who = named(by).unwrap_or_else(|| worker.to_owned());
        let at = words::moment_from(at, today);
        return Ok(format!("{who} has read it, {at}, and will be in touch."));
    }
    let calendar = &ctx.app().calendar;
    let now = ctx.app().clock.now();
    let opens = wishes::after_hours(calendar, now, 0)?;
    let sees = match clock::london_day(opens) {
        day if day == today => format!("{worker} can see it now."),
        day => format!(
            "{worker} will see it on {}, when they are back at work.",
            words::weekday(day)
        ),
    };
    let by = one.by(calendar)?;
    let then = if by > now {
        let by = words::moment_from(by, today);
        format!("If no one has answered by {by}, a manager will see it too.")
    } else {
        "A manager can see it too.".to_owned()
    };
    Ok(format!("{sees} {then}"))
}

/// Shows who sees what they said, and whom to talk to now.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<web::Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::own(&ctx, &mut tx).await?;
    let workers = accounts::worker_names(&mut tx, ctx.council()).await?;
    let heard = heard(&ctx, &mut tx, &person, &workers).await?;
    let opens = wishes::after_hours(&ctx.app().calendar, ctx.app().clock.now(), 0)?;
    let day = words::day_from(clock::london_day(opens), ctx.today());
    let day = if day == "today" || day == "tomorrow" {
        day
    } else {
        format!("on {day}")
    };
    let asked = heard.has_asked_for_a_ring;
    Ok(html(&SupportPage {
        frame: frame(&ctx, "Talk to someone", &said),
        heading: if heard.says.is_some() {
            "Thank you for telling us"
        } else {
            "Talk to someone"
        },
        ring: (!asked).then(|| format!("Ask for a call {day}")),
        rung: asked.then(|| format!("You asked for a call. {} will ring you.", heard.worker)),
        says: heard.says,
    }))
}

/// Records that they would like a ring.
pub(super) async fn ring(ctx: OwnCtx, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let open = wishes::unanswered(&mut tx, ctx.council(), &[ctx.id()]).await?;
    drop(tx);
    if open.iter().any(|one| one.said == Said::Ring) {
        // Already said, from another tab.
        return Ok(web::redirect("/my/support?said=ring"));
    }
    let new = NewWish {
        kind: WishKind::Ring,
        words: "I would like a call".to_owned(),
    };
    writing::ask_for(&ctx, &form, new, "/my/support?said=ring").await
}

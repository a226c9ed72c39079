//! A day and hour that an employer gave belongs to somebody: it becomes an activity, to which young people are invited.
//!
//! What employers see of it is still about nobody.

use policy::Action;
use store::ReadTx;
use values::{PersonId, SlotRequestId};

use super::{
    handlers::Prefilled,
    model::{Activity, KINDS},
    queries,
};
use crate::{
    engagement::{
        employers,
        requests::{self, SlotRequest},
    },
    shell::web::{Answer, Ctx, Form, Path, WebError, redirect},
};

/// Leads to the activity of a day and hour, or to planning it.
pub(super) async fn who(ctx: Ctx, Path(id): Path<SlotRequestId>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    if let Some(one) = queries::of_slot(&mut tx, ctx.council(), id).await? {
        return Ok(redirect(&format!("/activities/{}", one.id)));
    }
    given(&ctx, &mut tx, id).await?.ok_or(WebError::NotFound)?;
    Ok(redirect(&format!("/activities/new?slot={id}")))
}

/// Finds a day and hour that an employer gave and that is not an activity yet.
pub(super) async fn given(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: SlotRequestId,
) -> Result<Option<SlotRequest>, WebError> {
    let one = requests::find(tx, ctx.council(), id).await?;
    let one = one.filter(|one| one.taken_by.is_some() && one.withdrawn.is_none());
    let known = queries::of_slot(tx, ctx.council(), id).await?;
    Ok(one.filter(|_| known.is_none()))
}

/// Returns the form of an activity filled in for a day and hour.
pub(super) async fn prefilled(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: SlotRequestId,
) -> Result<Option<Prefilled>, WebError> {
    let Some(one) = given(ctx, tx, id).await? else {
        return Ok(None);
    };
    let host = match one.taken_by {
        Some(id) => employers::find(tx, ctx.council(), id).await?,
        None => None,
    };
    let (name, id) = host.map_or_else(Default::default, |host| (host.name, host.id.to_string()));
    let is_kind = KINDS.iter().any(|(code, _)| *code == one.kind);
    let kind = if is_kind { one.kind.as_str() } else { "other" };
    // One young person practises at a time; to everything else more can come.
    let places = if one.kind == "mock-interview" {
        "1"
    } else {
        ""
    };
    let (day, month, year) = (
        one.on.format("%-d"),
        one.on.format("%-m"),
        one.on.format("%Y"),
    );
    let pairs = [
        ("title", format!("{} with {name}", one.what())),
        ("kind", kind.to_owned()),
        ("host", id),
        ("on-day", day.to_string()),
        ("on-month", month.to_string()),
        ("on-year", year.to_string()),
        ("every", "0".to_owned()),
        ("begins", one.begins.clone()),
        ("ends", one.ends()),
        ("place", one.place.clone()),
        ("places", places.to_owned()),
        ("words", one.words.clone()),
    ];
    let form = Form::default().with(pairs.map(|(name, value)| (name.to_owned(), value)));
    Ok(Some(Prefilled {
        form,
        slot: Some(one.id),
    }))
}

/// Returns where to go after it was recorded who came: to how it went with the employer, while that is open.
pub(super) fn after(one: &Activity, ctx: &Ctx, otherwise: String) -> String {
    match one.slot {
        Some(slot) if one.on < ctx.today() => format!("/requests/{slot}/outcome"),
        _ => otherwise,
    }
}

/// Returns the page on which a mock interview that took place is recorded.
pub(super) fn practice(one: &Activity, person: PersonId) -> Option<String> {
    let href = format!("/people/{person}/mock-interviews/new?activity={}", one.id);
    (one.kind == "mock-interview").then_some(href)
}

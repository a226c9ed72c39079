//! What funds add to Today: requests to answer, parts to pay, things to hand over.

use std::collections::HashMap;

use chrono::NaiveDate;
use policy::Action;
use store::ReadTx;

use super::{
    groups::may_answer,
    model::{Payment, Request, Status},
    queries::{groups, payments, pots, requests, stock},
};
use crate::{
    person::{
        due::Whose,
        people::{self, Standing},
    },
    shell::{
        task::Task,
        web::{Ctx, WebError},
    },
};

/// Says what to do about a request, and by when; `None` where nothing is due until a day.
///
/// `all` also counts what is already on a worker's list as a promise: the next part, where it is the only one.
fn says(
    one: &Request,
    parts: &[Payment],
    (standing, until, today): (Status, NaiveDate, NaiveDate),
    all: bool,
) -> Option<(&'static str, NaiveDate)> {
    let open: Vec<&Payment> = parts.iter().filter(|part| part.is_to_come()).collect();
    let all = all || open.len() > 1 || parts.iter().any(|part| part.stopped_on.is_some());
    // The parts of a top-up are listed with the work placement.
    if open.iter().any(|part| part.top_up.is_some()) {
        return None;
    }
    let next = open
        .first()
        .map(|part| part.due_on)
        .filter(|on| *on <= until);
    match standing {
        Status::Asked => Some(("answer the request for", one.made_on)),
        Status::Agreed if all => Some(("pay for and hand over", next?)),
        Status::WaitsForMoney => Some(("money not confirmed for", next?)),
        Status::WantsReceipt => Some(("receipt missing for", today)),
        _ => None,
    }
}

/// Lists what to do about money until a day, for those who asked, who work with the young person or who may answer. `all` also counts what is
/// already on a worker's list as a promise.
pub(crate) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (until, all): (NaiveDate, bool),
) -> Result<Vec<Task>, WebError> {
    let council = ctx.council();
    let scope = ctx.scope(Action::DecideRequest);
    let open = requests::open_in(tx, &scope).await?;
    let lent = stock::due_back(tx, &scope, until).await?;
    let of_groups = groups::open(tx, council).await?;
    if open.is_empty() && of_groups.is_empty() && lent.is_empty() {
        return Ok(Vec::new());
    }
    let funds = pots::all(tx, council).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let parts = payments::of(tx, council, &ids).await?;
    let about = open.iter().map(|one| one.person);
    let about: Vec<_> = about
        .chain(lent.iter().filter_map(|one| one.person))
        .collect();
    let people = people::standings(tx, council, &about).await?;
    let people: HashMap<_, _> = people.iter().map(|one| (one.id, one)).collect();
    let (whose, roles) = (Whose::of(ctx), &ctx.who().worker.roles);
    let mut lines = Vec::new();
    for one in of_groups {
        let Some(fund) = funds.iter().find(|fund| fund.id == one.fund) else {
            continue;
        };
        let is_mine = one.made_by.is_some_and(|by| whose.workers.contains(&by))
            || whose.workers.contains(&fund.owner);
        let lacks_receipt = fund.needs_receipt && one.returned_pence < one.pence;
        let (says, on) = match one.decided_on {
            None if may_answer(fund, &one, roles, &whose.workers) => {
                ("Answer the request for a group", one.made_on)
            }
            Some(_) if is_mine && lacks_receipt => ("Receipt missing for a group", ctx.today()),
            _ => continue,
        };
        let href = format!("/group-requests/{}", one.id);
        lines.push(Task::besides(href, format!("{says}: {}", one.item), on));
    }
    for one in &lent {
        let owner = funds
            .iter()
            .find(|fund| fund.id == one.fund)
            .map(|fund| fund.owner);
        let is_mine = |who: &Standing| {
            let falls_here = whose.has(who, None);
            falls_here || owner.is_some_and(|owner| whose.workers.contains(&owner))
        };
        let Some(person) = one.person else {
            continue;
        };
        let seen = people
            .get(&person)
            .filter(|who| is_mine(who) && ctx.permits(Action::DecideRequest, **who));
        if let (Some(who), Some(on)) = (seen, one.back_due_on) {
            let href = format!("/people/{}/money", who.id);
            let says = format!("ask for the {} back", one.name);
            lines.push(Task::about(who.id, href, says, on));
        }
    }
    for one in &open {
        let fund = funds.iter().find(|fund| fund.id == one.fund);
        let (Some(fund), Some(who)) = (fund, people.get(&one.person)) else {
            continue;
        };
        let own: &[Payment] = parts.get(&one.id).map_or(&[], Vec::as_slice);
        let standing = Status::of(one, own, fund.needs_receipt);
        let falls_here = whose.has(who, one.made_by);
        let is_owner = whose.workers.contains(&fund.owner);
        let is_mine = match standing {
            Status::Asked => fund.may_decide((roles, &whose.workers), one.pence),
            _ => is_owner || falls_here,
        };
        // The promise is on the list of the worker it falls to, not on the fund holder's.
        let all = all || is_owner && !falls_here;
        if !is_mine || !ctx.permits(Action::DecideRequest, *who) {
            continue;
        }
        if let Some((says, on)) = says(one, own, (standing, until, ctx.today()), all) {
            let href = format!("/fund-requests/{}", one.id);
            let says = format!("{says} {}", one.item);
            lines.push(Task::about(one.person, href, says, on));
        }
    }
    Ok(lines)
}

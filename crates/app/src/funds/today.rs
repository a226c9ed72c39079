//! What funds bring to a day: answers that are waited for, parts to be paid, things to be handed over.

use chrono::NaiveDate;
use policy::Action;
use store::ReadTx;

use super::{
    model::{Payment, Standing},
    queries::{groups, pots, requests},
};
use crate::{
    people,
    web::{Ctx, Names, WebError},
};

/// Where a line leads, what it says, by when, and whether it comes before everything else.
type Line = (String, String, NaiveDate, bool);

/// Lists what is to be done about money until a day: for whoever asked, and for whoever may answer.
pub(crate) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    until: NaiveDate,
) -> Result<Vec<Line>, WebError> {
    let council = ctx.council();
    let open = requests::open_of(tx, council, None).await?;
    let of_groups = groups::waiting(tx, council).await?;
    if open.is_empty() && of_groups.is_empty() {
        return Ok(Vec::new());
    }
    let funds = pots::all(tx, council).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let parts = requests::payments_of(tx, council, &ids).await?;
    let about: Vec<_> = open.iter().map(|one| one.person).collect();
    let people = people::find_all(tx, council, &about).await?;
    let (mine, roles) = (ctx.stands_for(), &ctx.who().worker.roles);
    let mut lines = Vec::new();
    for one in of_groups {
        let fund = funds.iter().find(|fund| fund.id == one.fund);
        if fund.is_some_and(|fund| fund.may_decide(roles, one.pence)) {
            let says = format!("Answer whether there is money for a group: {}", one.item);
            lines.push((
                format!("/group-requests/{}", one.id),
                says,
                one.made_on,
                false,
            ));
        }
    }
    for one in &open {
        let Some(fund) = funds.iter().find(|fund| fund.id == one.fund) else {
            continue;
        };
        let person = people
            .iter()
            .find(|person| person.standing.id == one.person);
        if !person.is_some_and(|person| ctx.permits(Action::DecideRequest, &person.standing)) {
            continue;
        }
        let own: &[Payment] = parts.get(&one.id).map_or(&[], Vec::as_slice);
        let is_mine = mine.contains(&one.made_by) || mine.contains(&fund.owner);
        let (who, href) = (names.name(one.person), format!("/fund-requests/{}", one.id));
        let line = |says: &str, on| {
            (
                href.clone(),
                format!("{who}: {says} {}", one.item),
                on,
                false,
            )
        };
        let next = own
            .iter()
            .filter(|part| part.stopped_on.is_none() && part.handed_on.is_none())
            .map(|part| part.due_on)
            .min();
        match Standing::of(one, own, fund.needs_receipt) {
            Standing::Asked if fund.may_decide(roles, one.pence) => {
                lines.push(line("answer whether there is money for", one.made_on))
            }
            Standing::Agreed if is_mine => {
                if let Some(on) = next.filter(|on| *on <= until) {
                    lines.push(line("buy or pay, and hand over", on));
                }
            }
            Standing::WaitsForMoney if is_mine => {
                if let Some(on) = next.filter(|on| *on <= until) {
                    lines.push(line("the money is not confirmed for", on));
                }
            }
            Standing::WantsReceipt if is_mine => {
                lines.push(line("the receipt is missing for", ctx.today()))
            }
            _ => {}
        }
    }
    Ok(lines)
}

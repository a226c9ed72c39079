//! Money for a group, as a fund sees it: who may answer, and the requests at an activity.
//!
//! It belongs to no single young person, so it counts towards no young person's limit and is on no one's own pages.
//!
//! Absent on purpose: asking and answering. That is for [`crate::work::group_requests`], which knows the activity as well.

use govuk::{Cell, Html, Table, Tag};
use policy::{Action, Role};
use store::ReadTx;
use values::{AccountId, ActivityId, Pence};

use super::{
    Fund,
    model::{Decision, GroupRequest},
    queries::groups,
};
use crate::shell::web::{Ctx, WebError, words};

pub(crate) use super::queries::groups::{
    NewGroupRequest, ask, find, keep_receipt, of_fund, paid_between, pay, refuse, take_back,
};

/// Returns whether a worker may answer: a coach or adviser only if they asked, within their limit; above it, those whom the fund names.
pub(crate) fn may_answer(
    fund: &Fund,
    one: &GroupRequest,
    roles: &[Role],
    workers: &[AccountId],
) -> bool {
    let asked = one.made_by.is_some_and(|by| workers.contains(&by));
    roles.iter().any(|role| {
        let works_with_them = matches!(role, Role::Coach | Role::PersonalAdviser);
        fund.may_decide((&[*role], workers), one.pence) && (asked || !works_with_them)
    })
}

/// Returns its status as a tag.
pub(crate) fn tag(one: &GroupRequest) -> Tag {
    use govuk::Colour;
    match one.decided_as {
        Some(Decision::Yes) => Tag::new("Paid").colour(Colour::Green),
        Some(Decision::No) => Tag::new("Not approved").colour(Colour::Grey),
        None => Tag::new("Waiting for an answer").colour(Colour::Blue),
    }
}

/// Draws the requests for groups; `None` where there are none.
pub(crate) fn table(all: &[GroupRequest]) -> Option<Table> {
    let mut table = Table::new("Money for groups")
        .column("What")
        .column("Requested")
        .numeric_column("Amount")
        .column("Status");
    for one in all {
        let href = format!("/group-requests/{}", one.id);
        table = table.row([
            Cell::new(Html::link(href, one.item.clone())),
            Cell::new(words::day(one.made_on)),
            Cell::new(Pence(one.pence - one.returned_pence).to_string()).numeric(),
            Cell::new(Html::of(tag(one))),
        ]);
    }
    (!all.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Draws the requests for groups at an activity, for workers who see the funds.
pub(crate) async fn at_activity(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: ActivityId,
) -> Result<Option<Table>, WebError> {
    if !ctx.may(Action::SeeFunds) {
        return Ok(None);
    }
    Ok(table(&groups::of_activity(tx, ctx.council(), id).await?))
}

//! The list of funds, each with what is left.

use askama::Template;
use chrono::{Months, NaiveDate};
use govuk::{Cell, Html, Table, Tag};
use policy::Action;
use store::{ReadTx, StoreError};
use values::{CouncilId, Pence};

use super::{lines, model::Sums, queries::pots};
use crate::shell::{
    choices::Code,
    web::{Answer, Ctx, Layout, Query, Said, html, words},
};

#[derive(Template)]
#[template(path = "funds/list.html")]
struct ListPage {
    layout: Layout,
    add: bool,
    /// What to do about money in the next month.
    todo: Vec<(String, String)>,
    funds: Option<Table>,
}

/// What is left of the money of a council, in pence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Left {
    /// What is confirmed for the year that is now.
    pub(crate) confirmed: i64,
    /// What is neither promised nor paid of it.
    pub(crate) free: i64,
    /// What is expected and not confirmed.
    pub(crate) unconfirmed: i64,
}

/// Adds up the years that are now of the funds that hold money and have not ended.
pub(crate) async fn left(
    tx: &mut ReadTx,
    council: CouncilId,
    today: NaiveDate,
) -> Result<Left, StoreError> {
    let all = pots::all(tx, council).await?;
    let years = pots::years(tx, council, None).await?;
    let open = all
        .iter()
        .filter(|fund| fund.ended_on.is_none() && !fund.is_stock);
    let now = open
        .filter_map(|fund| years.get(&fund.id))
        .flatten()
        .filter(|year| (year.from..=year.until).contains(&today));
    let mut left = Left::default();
    for year in now {
        left.confirmed += year.sums.confirmed;
        left.free += year.sums.free();
        left.unconfirmed += year.sums.unconfirmed;
    }
    Ok(left)
}

/// Lists the funds.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeFunds)?;
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let mut todo = lines(&ctx, &mut tx, (ctx.today() + Months::new(1), true)).await?;
    todo.sort_by_key(|one| one.on);
    let todo = todo.into_iter().map(|one| {
        let name = one.person.map(|person| format!("{}: ", names.name(person)));
        let due = words::due(one.on, ctx.today());
        (
            one.href,
            format!("{}{}, {due}", name.unwrap_or_default(), one.says),
        )
    });
    let all = pots::all(&mut tx, ctx.council()).await?;
    let years = pots::years(&mut tx, ctx.council(), None).await?;
    let today = ctx.today();
    let mut table = Table::new("Funds")
        .caption_hidden()
        .column("Fund")
        .column("For")
        .column("Left this year");
    for fund in &all {
        let this = years.get(&fund.id).into_iter().flatten();
        let this: Option<Sums> = this
            .filter(|year| (year.from..=year.until).contains(&today))
            .map(|year| year.sums)
            .next();
        let left: Html = match (fund.ended_on, fund.is_stock, this) {
            (Some(_), ..) => Html::of(Tag::new("Ended")),
            (None, true, _) => format!("{} in stock, {} given", fund.in_stock, fund.given).into(),
            (None, false, None) => "No money for this year yet".into(),
            (None, false, Some(sums)) => {
                let left = Pence(sums.free()).to_string();
                if sums.unconfirmed > 0 {
                    format!("{left}, plus {} not confirmed", Pence(sums.unconfirmed)).into()
                } else {
                    left.into()
                }
            }
        };
        table = table.row([
            Cell::new(Html::link(format!("/funds/{}", fund.id), fund.name.clone())),
            Cell::new(fund.purpose.words()),
            Cell::new(left),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx.layout("Funds").said(said.said.as_deref()),
        add: ctx.may(Action::KeepFunds),
        todo: todo.collect(),
        funds: (!all.is_empty()).then(|| table.first_cell_is_header().stacking().sortable()),
    }))
}

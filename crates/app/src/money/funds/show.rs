//! The page of a fund: its rules, years, requests and stock.

use askama::Template;
use govuk::{Button, Cell, Html, Input, SummaryList, Table, Tag, Width};
use policy::Action;
use values::{FundId, Pence};

use super::{
    Fund, devices,
    forecast::{forecast, months},
    groups,
    keeping::open,
    model::{Device, EFFECTS, GroupRequest, Payment, Request, Status, StockMove, Sums, Year},
    queries::{self, payments, pots, requests, stock},
};
use crate::{
    office::directory::InCouncil,
    person::people,
    shell::{
        choices::{Code, worded},
        web::{
            Answer, Ctx, Errors, Form, Layout, Names, Path, Query, Said, form_to, hidden, html,
            words,
        },
    },
};

struct YearShown {
    heading: String,
    sums: SummaryList,
    months: Table,
    confirm: Option<Html>,
}

#[derive(Template)]
#[template(path = "funds/show.html")]
struct FundPage {
    layout: Layout,
    summary: Option<govuk::ErrorSummary>,
    id: FundId,
    name: String,
    about: String,
    rules: SummaryList,
    years: Vec<YearShown>,
    /// What is left this year, in a sentence.
    left: Option<String>,
    asked: Option<Table>,
    groups: Option<Table>,
    stock: Option<String>,
    devices: Option<Table>,
    lines: Option<Table>,
    keep: bool,
    is_stock: bool,
}

fn rules(fund: &Fund, owner: String) -> SummaryList {
    let limit = |pence: i64| match pence {
        0 => "No limit set".to_owned(),
        pence => Pence(pence).to_string(),
    };
    let ages = match fund.oldest {
        0 => format!("{} and over", fund.youngest),
        oldest => format!("{} to {oldest}", fund.youngest),
    };
    let mut list = SummaryList::new().row("For", fund.purpose.words()).row(
        "Who",
        if fund.who.is_empty() {
            ages.clone()
        } else {
            format!("{}. Ages: {ages}", fund.who)
        },
    );
    if !fund.is_stock {
        list = list
            .row("Limit for one item", limit(fund.item_cap))
            .row("Yearly limit for one young person", limit(fund.person_cap))
            .row(
                "Who approves",
                format!(
                    "The coach up to {}, a team manager up to {}, the fund holder above that",
                    Pence(fund.coach_limit),
                    Pence(fund.team_limit)
                ),
            )
            .row(
                "Receipt",
                if fund.needs_receipt {
                    "Needed"
                } else {
                    "Not needed"
                },
            );
    }
    list = list
        .row("Benefits", worded(EFFECTS, &fund.effect))
        .row("Responsible", owner);
    if !fund.funder.is_empty() {
        list = list.row("Funded by", fund.funder.clone());
    }
    list
}

fn year(
    ctx: &Ctx,
    fund: &Fund,
    one: &Year,
    (payments, groups): (&[Payment], &[GroupRequest]),
    (waits, keep): (i64, bool),
    (errors, typed): (&Errors, &Form),
) -> YearShown {
    let sums = one.sums;
    let mut list = SummaryList::new()
        .row("Confirmed", Pence(sums.confirmed).to_string())
        .row("Not confirmed yet", Pence(sums.unconfirmed).to_string())
        .row(
            "Set aside for approved requests",
            Pence(sums.committed).to_string(),
        )
        .row("Spent", Pence(sums.spent).to_string())
        .row("Available", Pence(sums.free()).to_string());
    if waits > 0 {
        list = list.row("Approved, waiting for money", Pence(waits).to_string());
    }
    let ends = forecast(one, waits, ctx.today());
    let left = sums.confirmed + sums.unconfirmed - ends;
    let says = if left < 0 {
        format!("{}: {} more than the fund has", Pence(ends), Pence(-left))
    } else {
        format!("{}: {} left", Pence(ends), Pence(left))
    };
    list = list.row("Year-end forecast", says);
    let mut table = Table::new("By month")
        .column("Month")
        .numeric_column("Even share")
        .numeric_column("Set aside and due")
        .numeric_column("Spent");
    for month in months(one, payments, groups) {
        table = table.row([
            Cell::new(month.from.format("%B %Y").to_string()),
            Cell::new(Pence(month.planned).to_string()).numeric(),
            Cell::new(Pence(month.committed).to_string()).numeric(),
            Cell::new(Pence(month.spent).to_string()).numeric(),
        ]);
    }
    let confirm = (keep && sums.unconfirmed > 0).then(|| {
        let field = format!("amount-{}", one.id);
        let value = match typed.text("amount") {
            text if typed.text("year") == one.id.to_string() => text.to_owned(),
            _ => crate::shell::web::form::typed_pounds(sums.unconfirmed),
        };
        let amount = Input::new(field.clone(), "How much has been confirmed?")
            .value(value)
            .error(errors.at(&field).map(str::to_owned))
            .pounds()
            .width(Width::Characters10);
        let button = Button::new("Confirm money").secondary();
        let inner = hidden("year", one.id.to_string())
            .and(Html::of(amount.name("amount")))
            .and(Html::of(button.prevent_double_click()));
        form_to(ctx, format!("/funds/{}/confirm", fund.id), inner)
    });
    YearShown {
        heading: format!("{} to {}", words::day(one.from), words::day(one.until)),
        sums: list,
        months: table.first_cell_is_header().scrollable(),
        confirm,
    }
}

fn left(sums: Sums) -> String {
    let free = Pence(sums.free());
    match sums.unconfirmed {
        0 => format!("{free} is left this year."),
        more => format!(
            "{free} is left this year, and {} is not confirmed yet.",
            Pence(more)
        ),
    }
}

/// The status of a request, as a tag.
pub(super) fn tag(standing: Status) -> Tag {
    use govuk::Colour;
    let colour = match standing {
        Status::Asked => Colour::Blue,
        Status::WaitsForMoney | Status::CameBack => Colour::Orange,
        Status::Agreed | Status::WantsReceipt => Colour::Yellow,
        Status::Done => Colour::Green,
        Status::Refused | Status::Withdrawn => Colour::Grey,
    };
    Tag::new(standing.words()).colour(colour)
}

fn asked(names: &Names, rows: &[(Request, Status)]) -> Option<Table> {
    let mut table = Table::new("Open requests")
        .caption_hidden()
        .column("Young person")
        .column("What")
        .numeric_column("Amount")
        .column("Status");
    for (one, standing) in rows {
        table = table.row([
            Cell::new(Html::link(
                format!("/fund-requests/{}", one.id),
                names.name(one.person),
            )),
            Cell::new(one.item.clone()),
            Cell::new(Pence(one.pence).to_string()).numeric(),
            Cell::new(Html::of(tag(*standing))),
        ]);
    }
    (!rows.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Shows a fund.
pub(super) async fn show(ctx: Ctx, Path(id): Path<FundId>, Query(said): Query<Said>) -> Answer {
    let nothing = (&Errors::default(), &Form::default());
    page(&ctx, id, said.said.as_deref(), nothing).await
}

/// Shows a fund, with any errors in what was typed.
pub(super) async fn page(
    ctx: &Ctx,
    id: FundId,
    said: Option<&str>,
    (errors, typed): (&Errors, &Form),
) -> Answer {
    let names = ctx.names().await?;
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let fund = open(ctx, &mut tx, id, Action::SeeFunds).await?;
    let directory = ctx.directory(&mut tx).await?;
    let years = pots::years(&mut tx, council, Some(id))
        .await?
        .remove(&id)
        .unwrap_or_default();
    let payments = payments::of_fund(&mut tx, council, id).await?;
    let of_groups = queries::groups::of_fund(&mut tx, council, id).await?;
    let open = requests::open_of(&mut tx, council, id).await?;
    let waiting = payments::waiting(&mut tx, council, id).await?;
    let all_devices = stock::devices(&mut tx, council, id).await?;
    let moved = stock::lines(&mut tx, council, id).await?;
    let about: Vec<_> = open
        .iter()
        .map(|one| one.person)
        .chain(all_devices.iter().filter_map(|one| one.person))
        .collect();
    let people = people::find_all(&mut tx, council, &about).await?;
    // Young people whom the worker may not know of are not listed, but count in the sums.
    let is_known = |id| {
        let person = people.iter().find(|one| one.standing.id == id);
        person.is_some_and(|one| ctx.decide(Action::DecideRequest, &one.standing).is_ok())
    };
    let standing = |one: &Request| {
        let own: Vec<Payment> = payments
            .iter()
            .filter(|part| part.request == one.id)
            .cloned()
            .collect();
        Status::of(one, &own, fund.needs_receipt)
    };
    let mut rows: Vec<(Request, Status)> = open
        .into_iter()
        .filter(|one| is_known(one.person))
        .map(|one| {
            let standing = standing(&one);
            (one, standing)
        })
        .filter(|(_, standing)| *standing != Status::Done)
        .collect();
    rows.sort_by_key(|(one, standing)| (*standing, one.id));
    let keep = ctx.may(Action::KeepFunds);
    // All of it counts, whoever it is for.
    let waits = |year: &Year| -> i64 {
        let here = waiting
            .iter()
            .filter(|part| (year.from..=year.until).contains(&part.due_on));
        here.map(|part| part.pence).sum()
    };
    let shown: Vec<YearShown> = years
        .iter()
        .rev()
        .map(|one| {
            let paid = (payments.as_slice(), of_groups.as_slice());
            year(ctx, &fund, one, paid, (waits(one), keep), (errors, typed))
        })
        .collect();
    let mut lines = Table::new("Stock in and out")
        .column("Day")
        .column("What")
        .numeric_column("How many");
    for line in &moved {
        let what = match line.kind {
            StockMove::In => "Added",
            StockMove::Given => "Given",
            StockMove::Back => "Returned",
            StockMove::Lost => "Lost or broken",
        };
        lines = lines.row([
            Cell::new(words::day(line.on)),
            Cell::new(what),
            Cell::new(line.number.to_string()).numeric(),
        ]);
    }
    let known: Vec<(Device, bool)> = all_devices
        .into_iter()
        .map(|one| {
            let is_known = one.person.is_some_and(&is_known);
            (one, is_known)
        })
        .collect();
    let title = if errors.is_empty() {
        fund.name.clone()
    } else {
        format!("Error: {}", fund.name)
    };
    let today = ctx.today();
    let mut this = years.iter();
    let this = this.find(|year| (year.from..=year.until).contains(&today));
    let mut response = html(&FundPage {
        summary: errors.summary(&[]),
        left: this.map(|year| left(year.sums)),
        layout: ctx.layout(title).back("/funds").said(said),
        id,
        rules: rules(&fund, directory.worker(fund.owner, "Someone")),
        years: shown,
        asked: asked(&names, &rows),
        groups: groups::table(&of_groups),
        stock: fund
            .is_stock
            .then(|| format!("{} in stock, {} given.", fund.in_stock, fund.given)),
        devices: devices::table(ctx, &names, &known),
        lines: (!moved.is_empty()).then(|| lines.first_cell_is_header().scrollable()),
        keep,
        is_stock: fund.is_stock,
        about: fund.about,
        name: fund.name,
    });
    if !errors.is_empty() {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

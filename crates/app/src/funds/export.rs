//! A fund's payments as CSV, for finance: a line each, without names.

use policy::Action;
use store::{Entry, WriteTx};
use values::FundId;

use super::{
    keeping::open,
    queries::{groups, payments, requests},
};
use crate::{
    activities, people,
    web::{Answer, Ctx, Path, WebError, download, plain_cell, words},
};

const HEADS: [&str; 16] = [
    "fund",
    "request",
    "payment",
    "council_ref",
    "group_at",
    "asked_on",
    "answer",
    "decided_on",
    "due_on",
    "pounds",
    "kept_on",
    "stopped_on",
    "paid_on",
    "paid_pounds",
    "returned_pounds",
    "receipt",
];

/// What was for young people whom whoever asks may not know of, in one sum.
#[derive(Default)]
struct Others {
    payments: u64,
    pence: i64,
    paid: i64,
    returned: i64,
}

/// Writes pence as pounds with two decimals.
fn plain(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// Gives a fund's payments to take along. Young people stand there by the council's own reference.
pub(super) async fn export(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let asked = requests::all_of(&mut tx, council, id).await?;
    let payments = payments::of_fund(&mut tx, council, id).await?;
    let ids: Vec<_> = asked.iter().map(|one| one.person).collect();
    let people = people::find_all(&mut tx, council, &ids).await?;
    let groups = groups::of_fund(&mut tx, council, id).await?;
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADS).map_err(WebError::broken)?;
    let day = |on: Option<chrono::NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    let mut others = Others::default();
    for one in &payments {
        let Some(of) = asked.iter().find(|of| of.id == one.request) else {
            continue;
        };
        // What nobody agreed to is no money.
        if of.decided_as != "yes" {
            continue;
        }
        let person = people
            .iter()
            .find(|person| person.standing.id == one.person);
        let seen = person.filter(|one| ctx.decide(Action::DecideRequest, &one.standing).is_ok());
        // A line of its own would say of whoever may not be known that they had something, and when.
        let Some(person) = seen else {
            others.payments += 1;
            others.pence += one.pence;
            others.paid += one.paid_pence;
            others.returned += one.returned_pence;
            continue;
        };
        let receipt = match (one.receipt_on, one.written_off_on) {
            (Some(_), _) => "yes",
            (None, Some(_)) => "written off",
            (None, None) => "no",
        };
        let cells = [
            fund.name.clone(),
            of.id.to_string(),
            one.id.to_string(),
            person.fields.council_ref.clone(),
            String::new(),
            of.made_on.to_string(),
            of.decided_as.clone(),
            day(of.decided_on),
            one.due_on.to_string(),
            plain(one.pence),
            day(one.committed_on),
            day(one.stopped_on),
            day(one.paid_on),
            plain(one.paid_pence),
            plain(one.returned_pence),
            receipt.to_owned(),
        ];
        file.write_record(cells.iter().map(|cell| plain_cell(cell)))
            .map_err(WebError::broken)?;
    }
    if others.payments > 0 {
        let mut cells = HEADS.map(|_| String::new());
        cells[0].clone_from(&fund.name);
        let number = words::count(others.payments, "payment", "payments");
        cells[1] = format!("{number} for others, in all");
        cells[9] = plain(others.pence);
        cells[13] = plain(others.paid);
        cells[14] = plain(others.returned);
        file.write_record(cells.iter().map(|cell| plain_cell(cell)))
            .map_err(WebError::broken)?;
    }
    for one in groups.iter().filter(|one| one.decided_as == "yes") {
        let at = activities::find(&mut tx, council, one.activity).await?;
        let has_receipt = if one.receipt.is_none() { "no" } else { "yes" };
        let cells = [
            fund.name.clone(),
            one.id.to_string(),
            one.id.to_string(),
            String::new(),
            at.map_or_else(String::new, |at| format!("{}, {}", at.title, at.on)),
            one.made_on.to_string(),
            one.decided_as.clone(),
            day(one.decided_on),
            day(one.decided_on),
            plain(one.pence),
            day(one.decided_on),
            String::new(),
            day(one.decided_on),
            plain(one.pence),
            plain(one.returned_pence),
            has_receipt.to_owned(),
        ];
        file.write_record(cells.iter().map(|cell| plain_cell(cell)))
            .map_err(WebError::broken)?;
    }
    drop(tx);
    let bytes = file.into_inner().map_err(WebError::broken)?;
    ctx.write(move |tx: &mut WriteTx| {
        Box::pin(async move { tx.journal(Entry::new("export-fund").subject(id)).await })
    })
    .await?;
    let name = format!("fund-{}.csv", ctx.today());
    download("text/csv; charset=utf-8", &name, bytes)
}

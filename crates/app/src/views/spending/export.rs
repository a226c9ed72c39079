//! A fund's payments as CSV for finance: one line each, without names.

use std::collections::HashMap;

use chrono::NaiveDate;
use policy::Action;
use store::{Entry, ReadTx, WriteTx};
use values::FundId;

use crate::{
    money::funds::{self, Decision, Fund, GroupRequest, Payment, Purpose, Request, groups},
    person::people,
    shell::{
        choices::{Code, code_or_empty},
        web::{Answer, Ctx, Path, WebError, download, plain_cell, words},
    },
    work::activities::{self, Activity},
};

const HEADS: [&str; 17] = [
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
    "kind",
];

type Cells = [String; HEADS.len()];

/// What was for young people the reader may not know about, as one sum.
#[derive(Default)]
struct Others {
    payments: u64,
    pence: i64,
    paid: i64,
    returned: i64,
}

impl Others {
    fn add(&mut self, one: &Payment) {
        self.payments += 1;
        self.pence += one.pence;
        self.paid += one.paid_pence;
        self.returned += one.returned_pence;
    }

    fn cells(&self, fund: &Fund) -> Cells {
        let number = words::count(self.payments, "payment", "payments");
        let mut cells = HEADS.map(|_| String::new());
        cells[0].clone_from(&fund.name);
        cells[1] = format!("{number} for others, in total");
        cells[9] = plain(self.pence);
        cells[13] = plain(self.paid);
        cells[14] = plain(self.returned);
        cells
    }
}

/// Writes pence as pounds with two decimals.
fn plain(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

fn day(on: Option<NaiveDate>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

fn of_part(fund: &Fund, of: &Request, one: &Payment, council_ref: &str) -> Cells {
    let receipt = match (one.receipt_on, one.written_off_on) {
        (Some(_), _) => "yes",
        (None, Some(_)) => "written off",
        (None, None) => "no",
    };
    [
        fund.name.clone(),
        of.id.to_string(),
        one.id.to_string(),
        council_ref.to_owned(),
        String::new(),
        of.made_on.to_string(),
        code_or_empty(of.decided_as).to_owned(),
        day(of.decided_on),
        one.due_on.to_string(),
        plain(one.pence),
        day(one.committed_on),
        day(one.stopped_on),
        day(one.paid_on),
        plain(one.paid_pence),
        plain(one.returned_pence),
        receipt.to_owned(),
        of.purpose.unwrap_or(fund.purpose).code().to_owned(),
    ]
}

fn of_group(fund: &Fund, one: &GroupRequest, at: Option<&Activity>) -> Cells {
    let has_receipt = if one.receipt.is_none() { "no" } else { "yes" };
    [
        fund.name.clone(),
        one.id.to_string(),
        one.id.to_string(),
        String::new(),
        at.map_or_else(String::new, |at| format!("{}, {}", at.title, at.on)),
        one.made_on.to_string(),
        code_or_empty(one.decided_as).to_owned(),
        day(one.decided_on),
        day(one.decided_on),
        plain(one.pence),
        day(one.decided_on),
        String::new(),
        day(one.decided_on),
        plain(one.pence),
        plain(one.returned_pence),
        has_receipt.to_owned(),
        Purpose::Group.code().to_owned(),
    ]
}

fn written(lines: &[Cells]) -> Result<Vec<u8>, WebError> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADS).map_err(WebError::broken)?;
    for cells in lines {
        file.write_record(cells.iter().map(|cell| plain_cell(cell)))
            .map_err(WebError::broken)?;
    }
    file.into_inner().map_err(WebError::broken)
}

/// Lists what was approved from a fund, a line for each payment. Separate lines for young people the reader may not know about would reveal
/// that they had something, and when; theirs are one sum.
async fn lines(ctx: &Ctx, tx: &mut ReadTx, fund: &Fund) -> Result<Vec<Cells>, WebError> {
    let council = ctx.council();
    let mut asked = funds::requests_of(tx, council, fund.id).await?;
    asked.retain(|one| one.decided_as == Some(Decision::Yes));
    let ids: Vec<_> = asked.iter().map(|one| one.person).collect();
    let people = people::find_all(tx, council, &ids).await?;
    let seen = people
        .iter()
        .filter(|one| ctx.decide(Action::DecideRequest, &one.standing).is_ok());
    let refs: HashMap<_, _> = seen
        .map(|one| (one.standing.id, &one.fields.council_ref))
        .collect();
    let asked: HashMap<_, _> = asked.iter().map(|one| (one.id, one)).collect();
    let (mut lines, mut others) = (Vec::new(), Others::default());
    for one in funds::payments_of(tx, council, fund.id).await? {
        let Some(of) = asked.get(&one.request) else {
            continue;
        };
        match refs.get(&one.person) {
            Some(council_ref) => lines.push(of_part(fund, of, &one, council_ref)),
            None => others.add(&one),
        }
    }
    if others.payments > 0 {
        lines.push(others.cells(fund));
    }
    let mut groups = groups::of_fund(tx, council, fund.id).await?;
    groups.retain(|one| one.decided_as == Some(Decision::Yes));
    let ids: Vec<_> = groups.iter().map(|one| one.activity).collect();
    let at: HashMap<_, _> = activities::find_all(tx, council, &ids)
        .await?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let of_groups = groups
        .iter()
        .map(|one| of_group(fund, one, at.get(&one.activity)));
    lines.extend(of_groups);
    Ok(lines)
}

/// Downloads a fund's payments as CSV. Young people are named by the council's own reference.
pub(super) async fn export(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = funds::open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let bytes = written(&lines(&ctx, &mut tx, &fund).await?)?;
    drop(tx);
    ctx.write(async move |tx: &mut WriteTx| {
        tx.journal(Entry::new("export-fund").subject(id)).await
    })
    .await?;
    let name = format!("fund-{}.csv", ctx.today());
    download("text/csv; charset=utf-8", &name, bytes)
}

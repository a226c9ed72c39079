//! Agreeing to a request: money is kept, and a promise is made; handed over, it is kept.

use store::WriteTx;
use values::{AccountId, EmployerId, FundRequestId, Pence, PersonId};

use super::{
    list::worded,
    model::{Payment, RHYTHMS, Request, Sums},
    queries::{ledger, requests},
};
use crate::{
    commitments::{self, NewCommitment, Settled},
    due::{self, Rules},
    web::{Errors, Halt},
};

/// Says how much is left in the year of a payment, what is expected included, after everything that waits already.
async fn hoped(tx: &mut WriteTx, payment: &Payment) -> Result<Option<i64>, Halt> {
    let Some(year) = ledger::year_of(tx, payment.fund, payment.due_on).await? else {
        // A year to come, of which nobody knows the money yet.
        return Ok(None);
    };
    let council = tx.council();
    let all = requests::payments_of_fund(tx, council, payment.fund).await?;
    let open = requests::open_of(tx, council, Some(payment.fund)).await?;
    let waits = |one: &&Payment| {
        let is_agreed = open
            .iter()
            .any(|of| of.id == one.request && of.decided_as == "yes");
        is_agreed
            && one.id != payment.id
            && one.committed_on.is_none()
            && one.paid_on.is_none()
            && one.stopped_on.is_none()
            && (year.from_on..=year.until_on).contains(&one.due_on)
    };
    let waiting: i64 = all.iter().filter(waits).map(|one| one.pence).sum();
    let sums = Sums {
        confirmed: year.confirmed_pence,
        unconfirmed: year.unconfirmed_pence,
        committed: year.committed_pence,
        spent: year.spent_pence,
    };
    Ok(Some(sums.hoped() - waiting))
}

/// Agrees to a request: keeps money for each part as far as it is confirmed, and writes the promise down.
///
/// Errors: [`Halt::Refused`] where the money is not there and none is expected; [`Halt::Stale`] where somebody was faster.
pub(super) async fn agree(
    tx: &mut WriteTx,
    rules: &Rules,
    one: &Request,
    (answer, owner): (&str, AccountId),
) -> Result<(), Halt> {
    requests::decide(tx, one, "yes", answer).await?;
    let council = tx.council();
    let payments = requests::payments_of(tx, council, &[one.id])
        .await?
        .remove(&one.id)
        .unwrap_or_default();
    for payment in &payments {
        if ledger::keep_money(tx, payment).await? {
            continue;
        }
        if let Some(left) = hoped(tx, payment).await?
            && left < payment.pence
        {
            let left = Pence(left.max(0));
            let message = format!(
                "Only {left} is left in this fund for that day, and nothing more is expected"
            );
            return Err(Errors::one("amount", message).into());
        }
    }
    promise(tx, rules, one, owner).await
}

/// Writes down that what was agreed is promised to them.
pub(super) async fn promise(
    tx: &mut WriteTx,
    rules: &Rules,
    one: &Request,
    owner: AccountId,
) -> Result<(), Halt> {
    let council = tx.council();
    let mut of = requests::payments_of(tx, council, &[one.id]).await?;
    let payments = of.remove(&one.id).unwrap_or_default();
    let due_on = payments.last().map_or(one.made_on, |last| last.due_on);
    let often = match one.rhythm.as_str() {
        "once" => String::new(),
        rhythm => format!(
            ", {}, {} times",
            worded(RHYTHMS, rhythm).to_lowercase(),
            one.number
        ),
    };
    let promise = NewCommitment {
        words: format!("{}{often}", one.item),
        promised_on: tx.today(),
        due_on: due_on.max(tx.today()),
        owner,
        promised_by: "fund".to_owned(),
        said_at: String::new(),
        employer: EmployerId::NONE,
        request: one.id,
    };
    commitments::make(tx, one.person, &promise).await?;
    due::refresh(tx, rules, one.person).await?;
    Ok(())
}

/// Notes that everything of a request was handed over: the promise is kept.
pub(super) async fn keep_promise(
    tx: &mut WriteTx,
    rules: &Rules,
    person: PersonId,
    id: FundRequestId,
) -> Result<(), Halt> {
    let council = tx.council();
    let payments = requests::payments_of(tx, council, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    let open = payments.iter().filter(|one| one.stopped_on.is_none());
    if open.clone().any(|one| one.handed_on.is_none()) {
        return Ok(());
    }
    let promise = commitments::of_request(tx, person, id).await?;
    if let Some(promise) = promise.filter(commitments::Commitment::is_open) {
        let settled = Settled {
            how: "kept",
            on: tx.today(),
            told_on: None,
            reason: String::new(),
        };
        commitments::settle(tx, &promise, &settled).await?;
        due::refresh(tx, rules, person).await?;
    }
    Ok(())
}

//! Approving a request: money is set aside and a promise is made. Once it is handed over, the promise is kept.

use store::WriteTx;
use values::{AccountId, FundRequestId, Pence, PersonId};

use super::{
    model::{Decision, Ending, Payment, Request, Rhythm, Status, Sums},
    queries::{ledger, payments, pots, requests},
};
use crate::{
    care::commitments::{self, NewCommitment, Promiser, Settled, SettledAs},
    person::due::{self, Rules},
    shell::{
        choices::Code,
        web::{Errors, Halt, WebError},
    },
};

/// Returns what is left in the year of a payment, expected money included, after everything that already waits.
async fn hoped(tx: &mut WriteTx, payment: &Payment) -> Result<Option<i64>, Halt> {
    let Some(year) = ledger::year_of(tx, payment.fund, payment.due_on).await? else {
        // A later year, whose money is not known yet.
        return Ok(None);
    };
    let council = tx.council();
    let mut waiting = payments::waiting(tx, council, payment.fund).await?;
    let days = year.from_on..=year.until_on;
    waiting.retain(|one| one.id != payment.id && days.contains(&one.due_on));
    let waiting: i64 = waiting.iter().map(|one| one.pence).sum();
    let sums = Sums {
        confirmed: year.confirmed_pence,
        unconfirmed: year.unconfirmed_pence,
        committed: year.committed_pence,
        spent: year.spent_pence,
    };
    Ok(Some(sums.hoped() - waiting))
}

/// Approves a request: sets money aside for each part as far as it is confirmed, and records the promise. Returns the code of the notice.
///
/// Errors: [`Halt::Refused`] where the money is not there and none is expected; [`Halt::Stale`] where someone was faster.
pub(super) async fn agree(
    tx: &mut WriteTx,
    rules: &Rules,
    one: &Request,
    (answer, owner): (&str, Option<AccountId>),
) -> Result<&'static str, Halt> {
    requests::decide(tx, one, Decision::Yes, answer).await?;
    let council = tx.council();
    let payments = payments::of_one(tx, council, one.id).await?;
    let mut said = "fund-agreed";
    for (place, payment) in payments.iter().enumerate() {
        if ledger::keep_money(tx, payment).await? {
            continue;
        }
        let message = match hoped(tx, payment).await? {
            Some(left) if left < payment.pence => format!(
                "Only {} is left in this fund for that day, counting expected money and requests already waiting",
                Pence(left.max(0))
            ),
            // Later parts wait for their year; a first one without any would be an empty promise.
            None if place == 0 => {
                "This fund has no money for that day yet, confirmed or expected. Ask the fund holder"
                    .to_owned()
            }
            _ => {
                said = if place == 0 { "fund-waits" } else { said };
                continue;
            }
        };
        return Err(Errors::one("amount", message).into());
    }
    promise(tx, rules, one, owner).await?;
    Ok(said)
}

/// Records what was approved as a promise to them, which `owner` keeps, or else the worker who approves it.
pub(super) async fn promise(
    tx: &mut WriteTx,
    rules: &Rules,
    one: &Request,
    owner: Option<AccountId>,
) -> Result<(), Halt> {
    let council = tx.council();
    let payments = payments::of_one(tx, council, one.id).await?;
    let due_on = payments.last().map_or(one.made_on, |last| last.due_on);
    let often = match one.rhythm {
        Rhythm::Once => String::new(),
        Rhythm::Weekly | Rhythm::Monthly => format!(
            ", {}, {} times",
            one.rhythm.words().to_lowercase(),
            one.number
        ),
    };
    let promise = NewCommitment {
        words: format!("{}{often}", one.item),
        promised_on: tx.today(),
        due_on: due_on.max(tx.today()),
        owner: match owner {
            Some(owner) => owner,
            None => tx.worker()?,
        },
        promised_by: Promiser::Fund,
        said_at: String::new(),
        employer: None,
        request: Some(one.id),
    };
    commitments::make(tx, one.person, &promise).await?;
    due::refresh(tx, rules, one.person).await?;
    Ok(())
}

/// Ends a request with nothing left to do, so that it leaves every list of things to do.
pub(super) async fn finish(tx: &mut WriteTx, id: FundRequestId) -> Result<(), Halt> {
    let council = tx.council();
    let one = requests::find(tx, council, id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let fund = pots::find(tx, council, one.fund).await?;
    let needs_receipt = fund.is_some_and(|fund| fund.needs_receipt);
    let payments = payments::of_one(tx, council, id).await?;
    if one.ended_on.is_none() && Status::of(&one, &payments, needs_receipt) == Status::Done {
        requests::end(tx, &one, (Ending::Done, "")).await?;
    }
    Ok(())
}

/// Settles the promise as kept once nothing more is to come, on the day they got the last of it. Where they got nothing it stays open.
pub(super) async fn keep_promise(
    tx: &mut WriteTx,
    rules: &Rules,
    (person, id): (PersonId, FundRequestId),
) -> Result<(), Halt> {
    let council = tx.council();
    let payments = payments::of_one(tx, council, id).await?;
    let last = payments.iter().filter_map(|one| one.handed_on).max();
    let Some(on) = last.filter(|_| !payments.iter().any(Payment::is_to_come)) else {
        return Ok(());
    };
    let promise = commitments::of_request(tx, person, id).await?;
    if let Some(promise) = promise.filter(commitments::Commitment::is_open) {
        let settled = Settled {
            how: SettledAs::Kept,
            on,
            told_on: None,
            reason: String::new(),
        };
        commitments::settle(tx, &promise, &settled).await?;
        due::refresh(tx, rules, person).await?;
    }
    Ok(())
}

//! What a fund gives automatically: the parts of a top-up, and a voucher for each young person who came to an activity.
//!
//! It is approved as it is requested, because the programme or the activity promised it to everyone. If there is no money yet it waits
//! where everyone can see it.

use chrono::{Months, NaiveDate};
use store::WriteTx;
use values::{ActivityId, FundId, PersonId, TopUpId};

use super::{
    agreeing::{finish, promise},
    model::{Decision, Purpose, Request, Rhythm, had},
    queries::{
        ledger::{hand_over, keep_money, pay, stop, tie_to_top_up},
        payments, pots,
        requests::{self, NewRequest},
    },
};
use crate::{
    person::{due::Rules, people},
    shell::web::{Errors, Halt, WebError, words},
};

/// Makes a request and approves it; money is set aside for each part as far as there is any.
async fn give(
    tx: &mut WriteTx,
    (person, new): (PersonId, &NewRequest),
    tops: &[TopUpId],
) -> Result<Request, Halt> {
    let id = requests::ask(tx, person, new).await?;
    let council = tx.council();
    for (part, top_up) in payments::of_one(tx, council, id).await?.iter().zip(tops) {
        tie_to_top_up(tx, part, *top_up).await?;
    }
    let one = requests::find(tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    requests::decide(tx, &one, Decision::Yes, "").await?;
    for part in payments::of_one(tx, council, id).await? {
        keep_money(tx, &part).await?;
    }
    Ok(one)
}

/// A voucher that an activity promises to everyone who comes.
#[derive(Clone, Debug)]
pub(crate) struct Voucher {
    pub(crate) activity: ActivityId,
    /// The activity's title.
    pub(crate) title: String,
    /// The fund that pays it.
    pub(crate) fund: FundId,
    pub(crate) pence: i64,
}

/// Gives a young person a voucher for coming, and never a second one.
///
/// `agrees` says whether the worker may approve it; otherwise it is requested, as is what the fund's own limits hold back. A fund that has ended
/// gives none.
pub(crate) async fn voucher(
    tx: &mut WriteTx,
    rules: &Rules,
    (person, of): (PersonId, &Voucher),
    agrees: bool,
) -> Result<(), Halt> {
    let council = tx.council();
    let all = payments::with_payments(tx, council, person).await?;
    let has_it = all.iter().any(|(one, _)| one.activity == Some(of.activity));
    let fund = pots::find(tx, council, of.fund).await?;
    let Some(fund) = fund.filter(|fund| fund.ended_on.is_none() && !has_it) else {
        return Ok(());
    };
    let who = people::find(tx, council, person).await?;
    let (today, born) = (tx.today(), who.and_then(|who| who.fields.born_on));
    let age = born.map(|born| words::age(born, today));
    let before = had(&all, fund.id, today - Months::new(12));
    // What the fund's own limits hold back is requested, so that someone answers.
    let agrees = agrees && fund.against(age, of.pence, before).is_none();
    let new = NewRequest {
        fund: of.fund,
        item: format!("Voucher: {}", of.title),
        reason: String::new(),
        pence: of.pence,
        number: 1,
        rhythm: Rhythm::Once,
        wanted_on: tx.today(),
        activity: Some(of.activity),
        purpose: Purpose::Vouchers,
    };
    if agrees {
        let (one, by) = (give(tx, (person, &new), &[]).await?, tx.by());
        return promise(tx, rules, &one, by).await;
    }
    requests::ask(tx, person, &new).await?;
    Ok(())
}

/// Has an open fund for top-ups pay the parts of a top-up, the oldest fund if there is more than one. No promise is made: the schedule itself is
/// on Today and on their own pages, and ends with the work.
///
/// The parts are those of the schedule, with their ids.
pub(crate) async fn take_on_top_up(
    tx: &mut WriteTx,
    (person, title): (PersonId, &str),
    parts: &[(TopUpId, NaiveDate, i64)],
) -> Result<(), Halt> {
    let council = tx.council();
    let mut funds = pots::all(tx, council).await?;
    funds.retain(|fund| fund.gives_money() && fund.purpose == Purpose::TopUp);
    // The oldest pays: its holder can end it to have the next one pay.
    funds.sort_by_key(|fund| fund.id);
    let (Some(fund), Some((_, first, _))) = (funds.first(), parts.first()) else {
        return Ok(());
    };
    let new = NewRequest {
        fund: fund.id,
        item: format!("Top-up: {title}"),
        reason: String::new(),
        pence: parts.iter().map(|(_, _, pence)| pence).sum(),
        number: u32::try_from(parts.len()).unwrap_or(1),
        rhythm: Rhythm::Monthly,
        wanted_on: *first,
        activity: None,
        purpose: Purpose::TopUp,
    };
    let ids: Vec<TopUpId> = parts.iter().map(|(id, _, _)| *id).collect();
    give(tx, (person, &new), &ids).await.map(|_| ())
}

/// Records in the fund that a part of a top-up was paid; does nothing where no fund pays it.
///
/// Errors: [`Halt::Refused`] at `amount` where the fund does not have the money.
pub(crate) async fn pay_top_up(tx: &mut WriteTx, id: TopUpId) -> Result<(), Halt> {
    let council = tx.council();
    for part in payments::of_top_ups(tx, council, &[id]).await? {
        if !pay(tx, &part, part.pence).await? {
            return Err(Errors::one("amount", "There is not enough money in the fund").into());
        }
        payments::note(tx, &part, "pay-part").await?;
        let today = tx.today();
        hand_over(tx, &part, today).await?;
        finish(tx, part.request).await?;
    }
    Ok(())
}

/// Stops the parts of a top-up that are no longer owed, and frees their money.
pub(crate) async fn stop_top_ups(tx: &mut WriteTx, ids: &[TopUpId]) -> Result<(), Halt> {
    let council = tx.council();
    let parts = payments::of_top_ups(tx, council, ids).await?;
    for part in &parts {
        stop(tx, part).await?;
        payments::note(tx, part, "stop-part").await?;
    }
    if let Some(part) = parts.first() {
        finish(tx, part.request).await?;
        payments::keep_for_waiting(tx, part.fund).await?;
    }
    Ok(())
}

//! A part of a request: bought, handed over, money that came back, and what is written off.

use futures_util::future::BoxFuture;
use serde::Deserialize;
use store::{WriteTx, entities::fund_payment, orm::Set};
use values::{FundPaymentId, FundRequestId, Pence};

use super::{
    agreeing::keep_promise,
    deciding::{Opened, open},
    forms::pounds,
    model::{Payment, Request, Standing},
    queries::{ledger, requests},
    request::page,
};
use crate::{
    due::Rules,
    web::{Answer, Ctx, Errors, Form, Halt, Path, Query, WebError, redirect},
    work_placements,
};

/// Which part an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) part: String,
}

/// Finds a part of a request.
pub(super) fn part(opened: &Opened, asked: &Asked) -> Result<Payment, WebError> {
    let id = asked
        .part
        .parse::<FundPaymentId>()
        .map_err(|_| WebError::NotFound)?;
    let found = opened.payments.iter().find(|one| one.id == id);
    found.cloned().ok_or(WebError::NotFound)
}

/// Ends a request of which nothing is left to do, so that no day's list reads it any more.
pub(super) async fn finish(
    tx: &mut WriteTx,
    one: &Request,
    needs_receipt: bool,
) -> Result<(), Halt> {
    let council = tx.council();
    let mut of = requests::payments_of(tx, council, &[one.id]).await?;
    let payments = of.remove(&one.id).unwrap_or_default();
    if one.ended_on.is_none() && Standing::of(one, &payments, needs_receipt) == Standing::Done {
        requests::end(tx, one, "done").await?;
    }
    Ok(())
}

type Act = for<'t> fn(&'t mut WriteTx, Payment, Rules, i64) -> BoxFuture<'t, Result<(), Halt>>;

/// Does something about a part, and shows the request again.
async fn act(
    ctx: &Ctx,
    id: FundRequestId,
    asked: &Asked,
    form: &Form,
    pence: i64,
    act: Act,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(ctx, &mut tx, id).await?;
    let (one, of) = (part(&opened, asked)?, opened.one.clone());
    let needs_receipt = opened.fund.needs_receipt;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit(form, move |tx: &mut WriteTx| {
            let (one, of, rules) = (one.clone(), of.clone(), rules.clone());
            Box::pin(async move {
                act(tx, one, rules, pence).await?;
                finish(tx, &of, needs_receipt).await?;
                Ok(format!("/fund-requests/{id}?said=person"))
            })
        })
        .await;
    match done {
        // Somebody else wrote it down meanwhile; the page says how it stands.
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}"))),
        Err(Halt::Refused(errors)) => page(ctx, id, None, &errors, form).await,
        other => Ok(other?),
    }
}

/// Reads how much money was typed.
pub(super) fn amount(form: &Form) -> Result<i64, Errors> {
    match pounds(form.text("amount"), "The amount") {
        Ok(Some(pence)) if pence > 0 => Ok(pence),
        Ok(_) => Err(Errors::one("amount", "Enter how much")),
        Err(message) => Err(Errors::one("amount", message)),
    }
}

/// Says what stands against paying a part at a price.
fn against(ctx: &Ctx, opened: &Opened, one: &Payment, pence: i64) -> Option<String> {
    let (request, fund) = (&opened.one, &opened.fund);
    if request.decided_as != "yes" || request.ended_on.is_some() {
        return Some("It is not agreed to".to_owned());
    }
    let in_all = request.pence - one.pence + pence;
    if pence <= one.pence {
        return None;
    }
    if !fund.may_decide(&ctx.who().worker.roles, in_all) {
        return Some(format!(
            "{} was agreed. For more, ask {}",
            Pence(one.pence),
            fund.who_decides(in_all)
        ));
    }
    fund.against(None, in_all, 0)
}

/// Writes down that a part was bought or paid.
pub(super) async fn pay(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<Asked>,
    form: Form,
) -> Answer {
    let pence = match amount(&form) {
        Ok(pence) => pence,
        Err(errors) => return page(&ctx, id, None, &errors, &form).await,
    };
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    let one = part(&opened, &asked)?;
    if let Some(message) = against(&ctx, &opened, &one, pence) {
        return page(&ctx, id, None, &Errors::one("amount", message), &form).await;
    }
    act(&ctx, id, &asked, &form, pence, |tx, one, _, pence| {
        Box::pin(async move {
            if !ledger::pay(tx, &one, pence).await? {
                let message = format!(
                    "There is not enough in the fund for {}. {} was kept for it",
                    Pence(pence),
                    Pence(one.pence)
                );
                return Err(Errors::one("amount", message).into());
            }
            requests::note(tx, &one, "pay-part").await?;
            if let Some(top_up) = one.top_up.known() {
                work_placements::note_top_up_paid(tx, one.person, top_up).await?;
            }
            // What was kept and not needed is free for those who wait.
            requests::keep_for_waiting(tx, one.fund).await?;
            Ok(())
        })
    })
    .await
}

/// Writes down that they have it.
pub(super) async fn hand_over(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<Asked>,
    form: Form,
) -> Answer {
    act(&ctx, id, &asked, &form, 0, |tx, one, rules, _| {
        Box::pin(async move {
            let handed = fund_payment::ActiveModel {
                handed_on: Set(Some(tx.today())),
                ..Default::default()
            };
            if one.paid_on.is_none() || one.handed_on.is_some() {
                return Err(Halt::Stale);
            }
            ledger::change(tx, &one, handed).await?;
            requests::note(tx, &one, "hand-over").await?;
            keep_promise(tx, &rules, one.person, one.request).await
        })
    })
    .await
}

/// Takes money back.
pub(super) async fn take_back(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<Asked>,
    form: Form,
) -> Answer {
    let pence = match amount(&form) {
        Ok(pence) => pence,
        Err(errors) => return page(&ctx, id, None, &errors, &form).await,
    };
    act(&ctx, id, &asked, &form, pence, |tx, one, _, pence| {
        Box::pin(async move {
            if pence > one.paid_pence - one.returned_pence {
                let message = "No more can come back than was paid";
                return Err(Errors::one("amount", message).into());
            }
            ledger::take_back(tx, &one, pence).await?;
            requests::note(tx, &one, "money-back").await?;
            requests::keep_for_waiting(tx, one.fund).await?;
            Ok(())
        })
    })
    .await
}

/// Writes off what has no receipt.
pub(super) async fn write_off(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<Asked>,
    form: Form,
) -> Answer {
    act(&ctx, id, &asked, &form, 0, |tx, one, _, _| {
        Box::pin(async move {
            let off = fund_payment::ActiveModel {
                written_off_on: Set(Some(tx.today())),
                ..Default::default()
            };
            if one.paid_on.is_none() || one.written_off_on.is_some() {
                return Err(Halt::Stale);
            }
            ledger::change(tx, &one, off).await?;
            requests::note(tx, &one, "write-off").await?;
            Ok(())
        })
    })
    .await
}

//! A part of a request: paid, handed over, money returned, or written off.

use chrono::{Months, NaiveDate};
use policy::Role;
use serde::Deserialize;
use store::WriteTx;
use values::{AccountId, FundPaymentId, FundRequestId, Pence};

use super::{
    Fund,
    agreeing::{finish, keep_promise},
    deciding::{Opened, open},
    model::{Decision, Payment, Request, had},
    queries::{ledger, payments, top_ups::note_top_up_paid},
    request::page,
};
use crate::{
    office::directory::InCouncil,
    person::due::Rules,
    shell::web::{Answer, Ctx, Errors, Form, Halt, Path, Query, WebError, form::pounds, redirect},
};

/// Which part the address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PartQuery {
    pub(super) part: String,
}

/// Finds a part of a request.
pub(super) fn part(opened: &Opened, asked: &PartQuery) -> Result<Payment, WebError> {
    let id = asked
        .part
        .parse::<FundPaymentId>()
        .map_err(|_| WebError::NotFound)?;
    let found = opened.payments.iter().find(|one| one.id == id);
    found.cloned().ok_or(WebError::NotFound)
}

/// An act on a part: by whom, and with what was typed.
#[derive(Clone)]
struct Doing {
    one: Payment,
    of: Request,
    fund: Fund,
    rules: Rules,
    roles: Vec<Role>,
    workers: Vec<AccountId>,
    pence: i64,
    on: NaiveDate,
}

/// Acts on a part, and shows the request again.
async fn act(
    ctx: &Ctx,
    id: FundRequestId,
    (asked, form): (&PartQuery, &Form),
    (pence, on, said): (i64, NaiveDate, &'static str),
    act: impl AsyncFn(&mut WriteTx, &Doing) -> Result<(), Halt> + Send + 'static,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(ctx, &mut tx, id).await?;
    let doing = Doing {
        one: part(&opened, asked)?,
        of: opened.one,
        fund: opened.fund,
        rules: Rules::of(ctx.app(), ctx.library(&mut tx).await?),
        roles: ctx.who().worker.roles.clone(),
        workers: ctx.stands_for(),
        pence,
        on,
    };
    drop(tx);
    let done = ctx
        .submit(form, async move |tx: &mut WriteTx| {
            act(tx, &doing).await?;
            finish(tx, id).await?;
            Ok(format!("/fund-requests/{id}?said={said}"))
        })
        .await;
    match done {
        // Someone else has recorded it in the meantime; the page shows how it stands.
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}?said=already"))),
        Err(Halt::Refused(errors)) => page_of(ctx, id, (asked, form), &errors).await,
        other => Ok(other?),
    }
}

/// Shows the request with the errors of a part.
async fn page_of(
    ctx: &Ctx,
    id: FundRequestId,
    (asked, form): (&PartQuery, &Form),
    errors: &Errors,
) -> Answer {
    let typed = form.clone().with([("part".to_owned(), asked.part.clone())]);
    page(ctx, id, None, errors, &typed).await
}

/// Reads how much money was typed.
pub(crate) fn amount(form: &Form) -> Result<i64, Errors> {
    match pounds(form.text("amount"), "The amount") {
        Ok(Some(pence)) if pence > 0 => Ok(pence),
        Ok(_) => Err(Errors::one("amount", "Enter how much")),
        Err(message) => Err(Errors::one("amount", message)),
    }
}

/// Says why a part may not be paid at a price, if so: it counts what the other parts really cost and what else they had.
async fn against(tx: &mut WriteTx, doing: &Doing) -> Result<Option<String>, Halt> {
    let Doing {
        one,
        of,
        fund,
        pence,
        ..
    } = doing;
    let (council, since) = (tx.council(), tx.today() - Months::new(12));
    let all = payments::with_payments(tx, council, of.person).await?;
    let own = all.iter().find(|(other, _)| other.id == of.id);
    let Some((now, parts)) =
        own.filter(|(now, _)| now.decided_as == Some(Decision::Yes) && now.ended_on.is_none())
    else {
        return Ok(Some("This has not been approved".to_owned()));
    };
    if *pence <= one.pence {
        return Ok(None);
    }
    let others = parts.iter().filter(|part| part.id != one.id);
    let in_all = others.map(Payment::costs).sum::<i64>() + pence;
    if in_all <= now.pence {
        return Ok(None);
    }
    if !fund.may_decide((&doing.roles, &doing.workers), in_all) {
        return Ok(Some(format!(
            "{} was approved. For a total of {}, ask {}, or make a separate request for the rest",
            Pence(now.pence),
            Pence(in_all),
            fund.who_decides(in_all)
        )));
    }
    let besides: Vec<_> = all
        .into_iter()
        .filter(|(other, _)| other.id != of.id)
        .collect();
    Ok(fund.against(None, in_all, had(&besides, fund.id, since)))
}

/// Records that a part was paid.
pub(super) async fn pay(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
    form: Form,
) -> Answer {
    let pence = match amount(&form) {
        Ok(pence) => pence,
        Err(errors) => return page_of(&ctx, id, (&asked, &form), &errors).await,
    };
    let typed = (pence, ctx.today(), "fund-paid");
    act(&ctx, id, (&asked, &form), typed, async |tx, doing| {
        if let Some(message) = against(tx, doing).await? {
            return Err(Errors::one("amount", message).into());
        }
        let Doing { one, pence, .. } = doing;
        if !ledger::pay(tx, one, *pence).await? {
            let message = format!(
                "There is not enough in the fund for {}. {} was set aside for it",
                Pence(*pence),
                Pence(one.pence)
            );
            return Err(Errors::one("amount", message).into());
        }
        payments::note(tx, one, "pay-part").await?;
        if let Some(top_up) = one.top_up {
            note_top_up_paid(tx, one.person, top_up).await?;
            let today = tx.today();
            ledger::hand_over(tx, one, today).await?;
        }
        // Money set aside and not needed is free for requests that wait.
        payments::keep_for_waiting(tx, one.fund).await?;
        Ok(())
    })
    .await
}

/// Records the day they got it.
pub(super) async fn hand_over(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
    form: Form,
) -> Answer {
    let on = form.date(&format!("handed-{}", asked.part)).read("The day");
    let on = match on {
        Ok(on) => on.unwrap_or(ctx.today()),
        Err(message) => {
            let errors = Errors::one("handed", message);
            return page_of(&ctx, id, (&asked, &form), &errors).await;
        }
    };
    let typed = (0, on, "fund-handed");
    act(&ctx, id, (&asked, &form), typed, async |tx, doing| {
        let Doing { one, on, rules, .. } = doing;
        if one.paid_on.is_some_and(|paid| *on < paid) || *on > tx.today() {
            let message = "The day must be between the day it was paid and today";
            return Err(Errors::one("handed", message).into());
        }
        ledger::hand_over(tx, one, *on).await?;
        keep_promise(tx, rules, (one.person, one.request)).await
    })
    .await
}

/// Records money that came back.
pub(super) async fn take_back(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
    form: Form,
) -> Answer {
    let pence = match amount(&form) {
        Ok(pence) => pence,
        Err(errors) => return page_of(&ctx, id, (&asked, &form), &errors).await,
    };
    let typed = (pence, ctx.today(), "money-back");
    act(&ctx, id, (&asked, &form), typed, async |tx, doing| {
        let Doing {
            one, pence, rules, ..
        } = doing;
        if *pence > one.paid_pence - one.returned_pence {
            let message = "The amount must not be more than was paid";
            return Err(Errors::one("amount", message).into());
        }
        ledger::take_back(tx, one, *pence).await?;
        payments::note(tx, one, "money-back").await?;
        keep_promise(tx, rules, (one.person, one.request)).await?;
        payments::keep_for_waiting(tx, one.fund).await?;
        Ok(())
    })
    .await
}

/// Writes off a missing receipt; for managers and fund holders who may approve as much as was paid.
pub(super) async fn write_off(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(asked): Query<PartQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    let paid = part(&opened, &asked)?.paid_pence;
    if !opened.fund.may_write_off(&ctx.who().worker.roles, paid) {
        return Err(WebError::Forbidden);
    }
    let typed = (0, ctx.today(), "written-off");
    act(&ctx, id, (&asked, &form), typed, async |tx, doing| {
        Ok(ledger::write_off(tx, &doing.one).await?)
    })
    .await
}

//! Answering a request, and withdrawing it.

use chrono::NaiveDate;
use govuk::{Html, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::FundRequestId;

use super::{
    Fund,
    agreeing::{agree, finish},
    forms::day_of,
    model::{Decision, Ending, Payment, Request, Status},
    queries::{ledger, payments, pots, requests},
    request::page,
};
use crate::{
    care::commitments::{self, Settled, SettledAs},
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::{self, Person},
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    },
};

/// A request with everything around it.
pub(super) struct Opened {
    pub(super) one: Request,
    pub(super) fund: Fund,
    pub(super) person: Person,
    pub(super) payments: Vec<Payment>,
}

impl Opened {
    pub(super) fn path(&self) -> String {
        format!("/fund-requests/{}", self.one.id)
    }

    pub(super) fn standing(&self) -> Status {
        Status::of(&self.one, &self.payments, self.fund.needs_receipt)
    }

    pub(super) fn may_withdraw(&self) -> bool {
        self.one.may_withdraw(&self.payments)
    }
}

/// Finds a request, for a worker who may decide it.
pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: FundRequestId,
) -> Result<Opened, WebError> {
    let council = ctx.council();
    let one = requests::find(tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::find(tx, council, one.person)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::DecideRequest, &person.standing)?;
    let fund = pots::find(tx, council, one.fund)
        .await?
        .ok_or(WebError::NotFound)?;
    let payments = payments::of_one(tx, council, id).await?;
    Ok(Opened {
        one,
        fund,
        person,
        payments,
    })
}

/// Reads an answer: yes or no, and why.
pub(crate) fn read_answer(form: &Form) -> Result<(Decision, String), Errors> {
    let (mut errors, answer) = (Errors::default(), form.owned("answer"));
    let says = Decision::parse(form.text("says"));
    match says {
        Some(Decision::Yes) => {}
        Some(Decision::No) => errors.require(
            !answer.is_empty(),
            "answer",
            "Enter the reason, in words they can read",
        ),
        None => errors.add("says", "Choose yes or no"),
    }
    let is_short = answer.chars().count() <= 1000;
    errors.require(is_short, "answer", "Use 1,000 characters or fewer");
    match says {
        Some(says) if errors.is_empty() => Ok((says, answer)),
        _ => Err(errors),
    }
}

/// Answers a request.
pub(super) async fn decide(ctx: Ctx, Path(id): Path<FundRequestId>, asked: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    if !opened.fund.may_decide(
        (&ctx.who().worker.roles, &ctx.stands_for()),
        opened.one.pence,
    ) {
        return Err(WebError::Forbidden);
    }
    let (says, answer) = match read_answer(&asked) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, id, None, &errors, &asked).await,
    };
    let one = opened.one;
    let done = ctx
        .submit(&asked, async move |tx: &mut WriteTx| {
            match says {
                Decision::No => requests::decide(tx, &one, says, &answer).await?,
                Decision::Yes => {
                    agree(tx, &rules, &one, (&answer, one.made_by)).await?;
                }
            }
            Ok(format!("/fund-requests/{id}?said=fund-answered"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => {
            let message = errors.at("amount").unwrap_or_default().to_owned();
            page(&ctx, id, None, &Errors::one("says", message), &asked).await
        }
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}?said=already"))),
        other => Ok(other?),
    }
}

fn withdraw_page(ctx: &Ctx, opened: &Opened, asked: &Form, errors: &Errors) -> Answer {
    let reason = |label: &'static str, hint: &'static str| {
        let reason = Textarea::new("reason", label).rows(2).hint(hint);
        reason
            .value(asked.owned("reason"))
            .error(errors.at("reason"))
    };
    let page = FormPage::new(ctx, "Withdraw this request?")
        .caption(format!("{}: {}", opened.person.name(), opened.one.item))
        .errors(errors, &["told"])
        .cancel(opened.path());
    let page = if opened.one.decided_as == Some(Decision::Yes) {
        let told = day_of(asked, "told", Some(ctx.today()));
        page.intro(Html::paragraph("They have been promised this. Tell them first, and say why. Money not yet paid goes back to the fund. Payments already made do not change."))
            .field(told.field("told", "When did you tell them?", errors))
            .field(reason("What reason did you give them?", "They can read this."))
    } else {
        page.field(reason("Why?", "They can read this."))
    };
    page.warning_button("Withdraw request").show()
}

/// Asks whether to withdraw a request.
pub(super) async fn ask_withdraw(ctx: Ctx, Path(id): Path<FundRequestId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    if !opened.may_withdraw() {
        return Ok(redirect(&opened.path()));
    }
    withdraw_page(&ctx, &opened, &Form::default(), &Errors::default())
}

/// Reads when they were told, and why.
fn told(opened: &Opened, asked: &Form, today: NaiveDate) -> Result<Settled, Errors> {
    let (mut errors, reason) = (Errors::default(), asked.owned("reason"));
    let mut told_on = None;
    if opened.one.decided_as == Some(Decision::Yes) {
        let typed = errors.take("told", asked.date("told").read("Day"));
        told_on = typed.flatten();
        match told_on {
            Some(on) if on > today => errors.add("told", "Day must be today or in the past"),
            Some(on) if opened.one.decided_on.is_some_and(|agreed| on < agreed) => {
                errors.add("told", "Day must not be before the day it was approved");
            }
            None if errors.at("told").is_none() => {
                errors.add("told", "Tell them first, then enter the day you told them")
            }
            _ => {}
        }
    }
    errors.require(
        !reason.is_empty(),
        "reason",
        "Enter the reason, in words they can read",
    );
    let is_short = reason.chars().count() <= 1000;
    errors.require(is_short, "reason", "Use 1,000 characters or fewer");
    errors.or(Settled {
        how: SettledAs::Withdrawn,
        on: told_on.unwrap_or(today),
        told_on,
        reason,
    })
}

/// Stops what is not yet paid. If nothing was paid the request ends; otherwise it stays open until what was paid is handed over and receipted.
async fn stop(
    tx: &mut WriteTx,
    rules: &Rules,
    (id, decided_as): (FundRequestId, Option<Decision>),
    settled: &Settled,
) -> Result<(), Halt> {
    let council = tx.council();
    let one = requests::find(tx, council, id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let parts = payments::of_one(tx, council, id).await?;
    // Someone has approved, paid or ended it in the meantime.
    if !one.may_withdraw(&parts) || one.decided_as != decided_as {
        return Err(Halt::Stale);
    }
    for part in parts.iter().filter(|part| part.is_open()) {
        ledger::stop(tx, part).await?;
        payments::note(tx, part, "stop-part").await?;
    }
    let had_nothing =
        |part: &Payment| part.paid_on.is_none() || part.is_returned() && part.handed_on.is_none();
    if parts.iter().all(had_nothing) {
        requests::end(tx, &one, (Ending::Withdrawn, &settled.reason)).await?;
    } else {
        finish(tx, id).await?;
    }
    let promise = commitments::of_request(tx, one.person, id).await?;
    if let Some(promise) = promise.filter(commitments::Commitment::is_open) {
        commitments::settle(tx, &promise, settled).await?;
        due::refresh(tx, rules, one.person).await?;
    }
    Ok(payments::keep_for_waiting(tx, one.fund).await?)
}

/// Withdraws a request: stops what is not yet paid, and withdraws the promise with what they were told.
pub(super) async fn withdraw(ctx: Ctx, Path(id): Path<FundRequestId>, asked: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    if !opened.may_withdraw() {
        return Ok(redirect(&opened.path()));
    }
    let settled = match told(&opened, &asked, ctx.today()) {
        Ok(settled) => settled,
        Err(errors) => return withdraw_page(&ctx, &opened, &asked, &errors),
    };
    let decided_as = opened.one.decided_as;
    let done = ctx
        .submit(&asked, async move |tx: &mut WriteTx| {
            stop(tx, &rules, (id, decided_as), &settled).await?;
            Ok(format!("/fund-requests/{id}?said=fund-back"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}?said=already"))),
        other => Ok(other?),
    }
}

//! The answer to a request, and taking it back.

use govuk::{Html, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::FundRequestId;

use super::{
    agreeing::agree,
    model::{Fund, Payment, Request, Standing},
    queries::{ledger, pots, requests},
    request::page,
};
use crate::{
    commitments::{self, Settled},
    due::{self, Rules},
    people::{self, Person},
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
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

    pub(super) fn standing(&self) -> Standing {
        Standing::of(&self.one, &self.payments, self.fund.needs_receipt)
    }
}

/// Finds a request for whoever may decide it.
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
    let payments = requests::payments_of(tx, council, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    Ok(Opened {
        one,
        fund,
        person,
        payments,
    })
}

/// Reads an answer: yes or no, and why.
pub(super) fn read_answer(form: &Form) -> Result<(&'static str, String), Errors> {
    let (mut errors, answer) = (Errors::default(), form.owned("answer"));
    let says = match form.text("says") {
        "yes" => "yes",
        "no" => {
            errors.require(
                !answer.is_empty(),
                "answer",
                "Say why, in words that they can read",
            );
            "no"
        }
        _ => {
            errors.add("says", "Choose yes or no");
            ""
        }
    };
    let is_short = answer.chars().count() <= 1000;
    errors.require(is_short, "answer", "Use 1,000 characters or fewer");
    if errors.is_empty() {
        Ok((says, answer))
    } else {
        Err(errors)
    }
}

/// Answers a request.
pub(super) async fn decide(ctx: Ctx, Path(id): Path<FundRequestId>, asked: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    if !opened
        .fund
        .may_decide(&ctx.who().worker.roles, opened.one.pence)
    {
        return Err(WebError::Forbidden);
    }
    let (says, answer) = match read_answer(&asked) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, id, None, &errors, &asked).await,
    };
    let one = opened.one;
    let done = ctx
        .submit(&asked, move |tx: &mut WriteTx| {
            let (one, rules, answer) = (one.clone(), rules.clone(), answer.clone());
            Box::pin(async move {
                if says == "no" {
                    requests::decide(tx, &one, "no", &answer).await?;
                } else {
                    agree(tx, &rules, &one, (&answer, one.made_by)).await?;
                }
                Ok(format!("/fund-requests/{id}?said=fund-answered"))
            })
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => {
            let message = errors.at("amount").unwrap_or_default().to_owned();
            page(&ctx, id, None, &Errors::one("says", message), &asked).await
        }
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}"))),
        other => Ok(other?),
    }
}

/// Says where a request is taken back that cannot be taken back here: a top-up ends with the work.
fn is_top_up(opened: &Opened) -> bool {
    opened.payments.iter().any(|part| !part.top_up.is_none())
}

fn withdraw_page(ctx: &Ctx, opened: &Opened, asked: &Form, errors: &Errors) -> Answer {
    let is_agreed = opened.one.decided_as == "yes";
    let mut page = FormPage::new(ctx, "Take it back?")
        .caption(format!("{}: {}", opened.person.name(), opened.one.item))
        .errors(errors, &["told"])
        .cancel(opened.path())
        .intro(Html::paragraph(
            "What is not paid yet is free again. What was paid stays as it is.",
        ));
    if is_agreed {
        page = page
            .intro(Html::paragraph("It was promised to them. Tell them first, and why. What is not paid yet is free again; what was paid stays as it is."))
            .field(super::forms::day_of(asked, "told", Some(ctx.today())).field("told", "When did you tell them?", errors))
            .field(Textarea::new("reason", "Why, as you told them?").rows(2).value(asked.owned("reason")).error(errors.at("reason")));
    }
    page.warning_button("Take it back").show()
}

/// Asks whether a request is taken back.
pub(super) async fn ask_withdraw(ctx: Ctx, Path(id): Path<FundRequestId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    if is_top_up(&opened) {
        return Ok(redirect(&opened.path()));
    }
    withdraw_page(&ctx, &opened, &Form::default(), &Errors::default())
}

/// Takes a request back: stops what is not paid, and withdraws the promise with what they were told.
pub(super) async fn withdraw(ctx: Ctx, Path(id): Path<FundRequestId>, asked: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    if is_top_up(&opened) {
        return Ok(redirect(&opened.path()));
    }
    let mut errors = Errors::default();
    let (mut told_on, reason) = (None, asked.owned("reason"));
    if opened.one.decided_as == "yes" {
        told_on = errors
            .take("told", asked.date("told").read("Day"))
            .flatten();
        if told_on.is_some_and(|on| on > ctx.today()) {
            errors.add("told", "Day must be today or in the past");
        }
        let is_told = told_on.is_some() || errors.at("told").is_some();
        errors.require(
            is_told,
            "told",
            "Tell them first, and enter the day on which you did",
        );
        errors.require(!reason.is_empty(), "reason", "Say why, as you told them");
        errors.require(
            reason.chars().count() <= 1000,
            "reason",
            "Use 1,000 characters or fewer",
        );
    }
    if !errors.is_empty() {
        return withdraw_page(&ctx, &opened, &asked, &errors);
    }
    let (one, payments) = (opened.one, opened.payments);
    let done = ctx
        .submit(&asked, move |tx: &mut WriteTx| {
            let (one, payments, rules, reason) =
                (one.clone(), payments.clone(), rules.clone(), reason.clone());
            Box::pin(async move {
                requests::end(tx, &one, "withdrawn").await?;
                for part in payments
                    .iter()
                    .filter(|part| part.paid_on.is_none() && part.stopped_on.is_none())
                {
                    ledger::stop(tx, part).await?;
                }
                let promise = commitments::of_request(tx, one.person, one.id).await?;
                if let Some(promise) = promise.filter(commitments::Commitment::is_open) {
                    let settled = Settled {
                        how: "withdrawn",
                        on: told_on.unwrap_or(tx.today()),
                        told_on,
                        reason,
                    };
                    commitments::settle(tx, &promise, &settled).await?;
                    due::refresh(tx, &rules, one.person).await?;
                }
                requests::keep_for_waiting(tx, one.fund).await?;
                Ok(format!("/fund-requests/{id}?said=fund-back"))
            })
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/fund-requests/{id}"))),
        other => Ok(other?),
    }
}

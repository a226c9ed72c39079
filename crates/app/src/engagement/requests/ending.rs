//! How a request ends: it was withdrawn, it took place, or it did not.

use govuk::{Html, Radios, Select, Textarea};
use store::WriteTx;
use values::{PledgeId, SlotRequestId};

use super::{
    handlers::open_kept,
    model::{Outcome, SlotRequest, Status},
    queries,
};
use crate::{
    engagement::{employers, pledges},
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, redirect},
    },
};

fn withdraw_page(ctx: &Ctx, one: &SlotRequest, reason: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Withdraw the request")
        .caption(one.title())
        .errors(errors, &[])
        .cancel(format!("/requests/{}", one.id))
        .intro(Html::paragraph(
            "We email the employer who said yes. The other employers’ links will say that it is no longer needed. If young people are invited, call \
             the activity off too, so that they are told.",
        ))
        .field(
            Textarea::new("reason", "Why?")
                .hint("Do not name young people")
                .rows(2)
                .value(reason)
                .error(errors.at("reason")),
        )
        .button("Withdraw the request")
        .show()
}

/// Asks why it is no longer needed.
pub(super) async fn ask_withdraw(ctx: Ctx, Path(id): Path<SlotRequestId>) -> Answer {
    let one = open_kept(&ctx, id).await?;
    withdraw_page(&ctx, &one, "", &Errors::default())
}

/// Withdraws the request, and tells the employer who has it.
pub(super) async fn withdraw(ctx: Ctx, Path(id): Path<SlotRequestId>, form: Form) -> Answer {
    let one = open_kept(&ctx, id).await?;
    let reason = form.owned("reason");
    let mut errors = Errors::default();
    errors.require(!reason.is_empty(), "reason", "Enter why");
    let is_short = reason.chars().count() <= 200;
    errors.require(is_short, "reason", "Use 200 characters or fewer");
    if !errors.is_empty() {
        return withdraw_page(&ctx, &one, &reason, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::withdraw(tx, id, &reason).await?;
            let subject = format!("No longer needed: {}", one.what());
            let body =
                "this is no longer needed, and we are sorry about that. Thank you for offering.";
            write_to_taker(tx, &one, subject, body).await?;
            Ok(format!("/requests/{id}?said=request-back"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/requests/{id}"))),
        other => Ok(other?),
    }
}

/// Emails the employer who has a request; `body` follows its title.
async fn write_to_taker(
    tx: &mut WriteTx,
    one: &SlotRequest,
    subject: String,
    body: &str,
) -> Result<(), Halt> {
    let council = tx.council();
    let contact = match one.taken_contact {
        Some(id) => employers::contact(tx, council, id).await?,
        None => None,
    };
    if let Some(contact) = contact.filter(|contact| !contact.email.is_empty()) {
        let letter = Letter {
            account: None,
            recipient: contact.email,
            subject,
            body: format!("Hello {},\n\n{}: {body}\n", contact.name, one.title()),
        };
        outbox::post(tx, letter).await?;
    }
    Ok(())
}

async fn outcome_page(ctx: &Ctx, one: &SlotRequest, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let pledged = match one.taken_by {
        Some(id) => pledges::of_employer(&mut tx, ctx.council(), id).await?,
        None => Vec::new(),
    };
    let pledged = pledged
        .iter()
        .filter(|pledge| pledge.counts(&one.kind, one.on));
    let mut outcome = Radios::new("outcome", "Did it take place?")
        .selected(form.text("outcome"))
        .error(errors.at("outcome"));
    for (code, words) in Outcome::CHOICES {
        outcome = outcome.item(*code, *words);
    }
    let mut page = FormPage::new(ctx, "How did it go?")
        .caption(one.title())
        .errors(errors, &[])
        .cancel(format!("/requests/{}", one.id))
        .field(outcome);
    let mut select = Select::new("pledge", "Does it count towards a pledge?").item("", "No");
    let mut has_pledge = false;
    for pledge in pledged {
        select = select.item(pledge.id.to_string(), pledge.progress());
        has_pledge = true;
    }
    if has_pledge {
        page = page.field(select.selected(form.text("pledge")));
    }
    page.field(
        Textarea::new("words", "What went well, and what did not? (optional)")
            .hint("This goes in the employer’s log. Do not name young people.")
            .rows(3)
            .value(form.owned("words"))
            .error(errors.at("words")),
    )
    .show()
}

/// Asks how it went.
pub(super) async fn ask_outcome(ctx: Ctx, Path(id): Path<SlotRequestId>) -> Answer {
    let one = open_kept(&ctx, id).await?;
    if one.stands(ctx.today()) != Status::Past {
        return Ok(redirect(&format!("/requests/{id}")));
    }
    outcome_page(&ctx, &one, &Form::default(), &Errors::default()).await
}

/// Records how it went. If it took place, it is thanked for, logged and counted.
pub(super) async fn settle(ctx: Ctx, Path(id): Path<SlotRequestId>, form: Form) -> Answer {
    let one = open_kept(&ctx, id).await?;
    let (outcome, words) = (Outcome::parse(form.text("outcome")), form.owned("words"));
    let mut errors = Errors::default();
    errors.require(outcome.is_some(), "outcome", "Choose whether it took place");
    let is_short = words.chars().count() <= 200;
    errors.require(is_short, "words", "Use 200 characters or fewer");
    let Some(outcome) = outcome.filter(|_| errors.is_empty()) else {
        return outcome_page(&ctx, &one, &form, &errors).await;
    };
    if one.stands(ctx.today()) != Status::Past {
        return Ok(redirect(&format!("/requests/{id}")));
    }
    let Some(taker) = one.taken_by else {
        return Ok(redirect(&format!("/requests/{id}")));
    };
    let pledged = pledges::of_employer(&mut ctx.read().await?, ctx.council(), taker).await?;
    let chosen = form.text("pledge").parse::<PledgeId>().ok();
    let pledge = chosen.filter(|id| {
        let known = pledged.iter().find(|pledge| pledge.id == *id);
        known.is_some_and(|pledge| pledge.counts(&one.kind, one.on))
    });
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::settle(tx, id, outcome, &words).await?;
            let is_given = outcome == Outcome::Given;
            let kind = if is_given { "went-well" } else { "went-badly" };
            let more = if words.is_empty() {
                String::new()
            } else {
                format!(": {words}")
            };
            let says = if is_given {
                "took place"
            } else {
                "did not take place"
            };
            let line = format!("{} {says}{more}", one.what());
            employers::write_down(tx, taker, one.on, kind, &line).await?;
            if is_given {
                let subject = format!("Thank you: {}", one.what());
                let body = "thank you. A young person is a step closer to work because of you.";
                write_to_taker(tx, &one, subject, body).await?;
            }
            if let Some(pledge) = pledge.filter(|_| is_given) {
                pledges::deliver(tx, pledge, one.on, 1, one.what()).await?;
            }
            Ok(format!("/requests/{id}?said=request-went"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/requests/{id}"))),
        other => Ok(other?),
    }
}

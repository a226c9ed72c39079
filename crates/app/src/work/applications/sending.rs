//! Sending an application to the employer by a link.

use chrono::Days;
use govuk::{Choice, Html, Radios};
use policy::Action;
use store::WriteTx;
use values::{ApplicationId, EmployerContactId};

use super::{
    handlers::{Opened, open},
    model::{Side, Step},
    queries::{self, NewStep},
};
use crate::{
    engagement::employers::{self, EmployerContact},
    post::outbox::{self, Letter},
    shell::{
        outside::{self, NewLink, Reach},
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, random},
    },
};

/// How many days beyond the promised answer a link can be opened.
const LONGER: u64 = 60;

async fn contacts(
    ctx: &Ctx,
    opened: &Opened,
) -> Result<Vec<EmployerContact>, crate::shell::web::WebError> {
    let mut tx = ctx.read().await?;
    let employer = opened.opportunity.employer;
    let mut there = employers::contacts(&mut tx, ctx.council(), employer).await?;
    // Contacts who are not to be contacted are never written to.
    let stopped = employers::find(&mut tx, ctx.council(), opened.opportunity.employer).await?;
    let may = stopped.is_none_or(|one| one.stopped_on.is_none());
    there.retain(|one| may && !one.email.is_empty());
    Ok(there)
}

fn page(ctx: &Ctx, opened: &Opened, there: &[EmployerContact], errors: &Errors) -> Answer {
    let one = &opened.one;
    let page = FormPage::new(ctx, "Send to the employer")
        .caption(format!(
            "{}, {}",
            opened.person.name(),
            opened.opportunity.title
        ))
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/applications/{}", one.id));
    if one.agreed_on.is_none() || one.cv.is_empty() {
        let text =
            Html::from("First write the CV together, and ask them if you can share it. ").and(
                Html::link(format!("/applications/{}/papers", one.id), "CV and answers"),
            );
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    if there.is_empty() {
        let text = Html::from("There is no contact at the employer to send this to: there is no email address, or they are marked not to be contacted. ").and(Html::link(
            format!("/employers/{}/contacts", opened.opportunity.employer),
            "Add a contact",
        ));
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut who = Radios::new("contact", "Who should get it?").error(errors.at("contact"));
    for contact in there {
        who = who.choice(
            Choice::new(contact.id.to_string(), contact.name.clone()).hint(
                format!("{} {}", contact.post, contact.email)
                    .trim()
                    .to_owned(),
            ),
        );
    }
    let days = opened.opportunity.answer_days;
    page.intro(Html::paragraph(format!(
        "They will get a link to the first name, the CV, the answers and the documents, and can answer there. {} will hear within {days} days.",
        opened.person.fields.given_name
    )))
    .field(who)
    .button("Send")
    .show()
}

/// Asks who should get it.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let there = contacts(&ctx, &opened).await?;
    page(&ctx, &opened, &there, &Errors::default())
}

/// Sends it: the employer gets a link, and the promised time to answer starts.
pub(super) async fn send(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let there = contacts(&ctx, &opened).await?;
    let chosen = form.text("contact").parse::<EmployerContactId>().ok();
    let contact = there.iter().find(|one| Some(one.id) == chosen).cloned();
    let can = opened.one.step.can_be_sent();
    let is_ready = opened.one.agreed_on.is_some() && !opened.one.cv.is_empty();
    let Some(contact) = contact.filter(|_| can && is_ready) else {
        let errors = if is_ready && !there.is_empty() {
            Errors::one(
                "contact",
                if can {
                    "Choose who should get it"
                } else {
                    "This has already been sent"
                },
            )
        } else {
            Errors::default()
        };
        return page(&ctx, &opened, &there, &errors);
    };
    let reach = outside::reach(&mut ctx.read().await?, ctx.council(), opened.one.owner).await?;
    let days = opened.opportunity.answer_days;
    let new = NewStep::usual(Step::Applied, ctx.today(), days, Side::Worker);
    let until = ctx.today() + Days::new(LONGER + u64::from(days.unsigned_abs()));
    let link = NewLink {
        purpose: "application",
        record: id.into(),
        person: Some(opened.one.person),
        holder: contact.id.into(),
        until_on: until,
        chance: random(),
    };
    let letter = letter(&ctx, &opened, &contact, &reach);
    let (one, version) = (opened.one.clone(), form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (one, new, mut letter) = (one.clone(), new.clone(), letter.clone());

            queries::note_step(tx, &one, version, &new).await?;
            outside::end(tx, outside::Of::Record(link.record)).await?;
            let token = outside::make(tx, &link).await?;
            letter.body = letter.body.replace("{token}", &token);
            outbox::post_secret(tx, letter).await?;
            Ok(format!("/applications/{id}?said=sent-application"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This application has changed. Check it again";
            page(&ctx, &opened, &there, &Errors::one("contact", message))
        }
        other => Ok(other?),
    }
}

fn letter(ctx: &Ctx, opened: &Opened, contact: &EmployerContact, reach: &Reach) -> Letter {
    let council = &ctx.who().council_name;
    let address = ctx.app().config.public_url();
    let ring = reach.words();
    Letter {
        account: None,
        recipient: contact.email.clone(),
        subject: format!(
            "A young person would like to join you: {}",
            opened.opportunity.title
        ),
        body: format!(
            "Hello {},\n\n{council} supports a young person who would like this: {}.\n\nRead their application and answer; it takes two \
             minutes:\n\n{address}/application/{{token}}\n\nPlease answer within {} days: they are waiting to hear. Questions: {ring}.\n",
            contact.name, opened.opportunity.title, opened.opportunity.answer_days,
        ),
    }
}

//! The employment plan for workers: written together, sent to the employer by a link, agreed to.

use axum::http::Uri;
use chrono::Days;
use govuk::{Choice, Html, Radios, Textarea};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{EmployerContactId, WorkPlacementId};

use super::{
    forms::read_plan,
    handlers::{Opened, open},
    lists::Writer,
    model::PLAN,
    queries,
};
use crate::{
    engagement::employers::{self, EmployerContact},
    person::particulars,
    post::outbox::{self, Letter},
    shell::{
        outside::{self, NewLink},
        web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError, random, redirect},
    },
};

/// How many days a link to the plan can be opened.
const OPEN_DAYS: u64 = 60;

/// Returns the fields of an employment plan.
pub(super) fn fields(form: &Form, errors: &Errors) -> Vec<Html> {
    let field = |(name, asks, hint): &(&'static str, &'static str, &'static str)| {
        let rows = if ["supervisor", "buddy"].contains(name) {
            2
        } else {
            4
        };
        Html::of(
            Textarea::new(*name, *asks)
                .hint(*hint)
                .rows(rows)
                .value(form.owned(name))
                .error(errors.at(name)),
        )
    };
    PLAN.iter().map(field).collect()
}

/// Returns a form filled in with the current plan.
pub(super) fn begin(plan: Option<&super::model::EmploymentPlan>) -> Form {
    let Some(plan) = plan else {
        return Form::default();
    };
    let pairs = PLAN.iter().zip(&plan.words.0);
    Form::default().with(pairs.map(|((name, ..), text)| ((*name).to_owned(), text.clone())))
}

fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Employment plan")
        .caption(opened.caption())
        .errors(errors, &[])
        .cancel(opened.path())
        .intro(Html::paragraph(
            "The employer usually writes this. Write it here if you do it with them on the phone. The young person then agrees to it.",
        ));
    fields(form, errors)
        .into_iter()
        .fold(page, FormPage::field)
        .show()
}

/// Shows the plan to write.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<WorkPlacementId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let plan = queries::plan(&mut tx, ctx.council(), id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = match (draft, &plan) {
        (Some(draft), _) => draft,
        (None, Some(_)) => begin(plan.as_ref()),
        // What helps them is on record: a first plan begins with it.
        (None, None) => {
            let person = opened.person.standing.id;
            let said =
                particulars::current(&mut tx, ctx.council(), &[person], &["adjustments"]).await?;
            let helps = said.into_values().flatten();
            Form::default().with(helps)
        }
    };
    page(&ctx, &opened, &form, &Errors::default())
}

/// Saves the plan.
pub(super) async fn write(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let words = match read_plan(&form) {
        Ok(words) => words,
        Err(errors) => return page(&ctx, &opened, &form, &errors),
    };
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::write_plan(tx, &one, &words, Writer::Worker).await?;
            Ok(format!("/work-placements/{id}?said=plan-kept"))
        })
        .await;
    Ok(done?)
}

/// The plan that they have read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Read {
    plan: String,
}

/// Records that they agreed to the plan while reading it together.
pub(super) async fn agree(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(read): Query<Read>,
    form: Form,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let plan = queries::plan(&mut tx, ctx.council(), id).await?;
    drop(tx);
    let is_read = |plan: &super::model::EmploymentPlan| plan.id.to_string() == read.plan;
    let Some(plan) = plan.filter(|plan| plan.agreed_on.is_none() && is_read(plan)) else {
        return Ok(redirect(&opened.path()));
    };
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (one, plan) = (one.clone(), plan.id);

            queries::agree(tx, &one, plan, "together").await?;
            Ok(format!("/work-placements/{id}?said=plan-agreed"))
        })
        .await;
    Ok(done?)
}

async fn contacts(ctx: &Ctx, opened: &Opened) -> Result<Vec<EmployerContact>, WebError> {
    let mut tx = ctx.read().await?;
    let mut there = employers::contacts(&mut tx, ctx.council(), opened.employer.id).await?;
    // Contacts who are not to be contacted are never written to.
    let stopped = employers::find(&mut tx, ctx.council(), opened.employer.id).await?;
    let may = stopped.is_none_or(|one| one.stopped_on.is_none());
    there.retain(|one| may && !one.email.is_empty());
    Ok(there)
}

fn link_page(ctx: &Ctx, opened: &Opened, there: &[EmployerContact], errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Ask the employer for the plan")
        .caption(opened.caption())
        .errors(errors, &[])
        .cancel(opened.path());
    if there.is_empty() {
        let text = Html::from("There is no contact at the employer to send this to: there is no email address, or they are marked not to be contacted. ").and(Html::link(
            format!("/employers/{}/contacts", opened.employer.id),
            "Add a contact",
        ));
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut who = Radios::new("contact", "Who will write it?").error(errors.at("contact"));
    for one in there {
        who = who.choice(Choice::new(one.id.to_string(), one.name.clone()).hint(one.email.clone()));
    }
    page.intro(Html::paragraph(
        "They will get a link to seven short questions about tasks, hours, the workplace, supervisor, buddy, adjustments and the first weeks. They do not need an account.",
    ))
    .field(who)
    .button("Send the link")
    .show()
}

/// Asks who will write the plan.
pub(super) async fn ask_link(ctx: Ctx, Path(id): Path<WorkPlacementId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let there = contacts(&ctx, &opened).await?;
    link_page(&ctx, &opened, &there, &Errors::default())
}

/// Sends the link.
pub(super) async fn send_link(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let there = contacts(&ctx, &opened).await?;
    let chosen = form.text("contact").parse::<EmployerContactId>().ok();
    let Some(contact) = there.iter().find(|one| Some(one.id) == chosen).cloned() else {
        let errors = if there.is_empty() {
            Errors::default()
        } else {
            Errors::one("contact", "Choose who will write it")
        };
        return link_page(&ctx, &opened, &there, &errors);
    };
    let link = NewLink {
        purpose: "work-plan",
        record: id.into(),
        person: Some(opened.one.person),
        holder: contact.id.into(),
        until_on: ctx.today() + Days::new(OPEN_DAYS),
        chance: random(),
    };
    let (address, name) = (
        ctx.app().config.public_url().to_owned(),
        ctx.who().name.clone(),
    );
    let (title, starts) = (opened.one.title.clone(), opened.one.starts_on);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let letter = Letter {
                account: None,
                recipient: contact.email.clone(),
                subject: format!("Before the first day: {title}"),
                body: format!(
                    "Hello {},\n\nA young person is starting with you on {}: {title}.\n\nPlease answer seven short questions to help them settle in. They will read your \
                     answers before the first day:\n\n{address}/work-plan/{{token}}\n\nQuestions: {name}.\n",
                    contact.name,
                    crate::shell::web::words::day(starts),
                ),
            };

                outside::end(tx, outside::Of::Record(link.record)).await?;
                let token = outside::make(tx, &link).await?;
                let body = letter.body.replace("{token}", &token);
                outbox::post_secret(tx, Letter { body, ..letter }).await?;
                Ok(format!("/work-placements/{id}?said=plan-asked"))
            })
        .await;
    Ok(done?)
}

//! The start: refused without an agreed plan if the programme requires one. Both sides are asked how it is going from then on.

use std::sync::Arc;

use chrono::NaiveDate;
use govuk::{Html, Radios};
use policy::Action;
use programme::{Happening, activity_at};
use store::{ReadTx, WriteTx};
use values::{EmployerContactId, WorkPlacementId};

use super::{
    forms::{past, with_day},
    handlers::{Opened, open, rule},
    model::{Status, WorkPlacement, start_refusal},
    queries, top_ups,
};
use crate::{
    engagement::employers::{self, EmployerContact},
    money::funds,
    office::directory::InCouncil,
    person::{
        consequences::{Proposal, follow},
        due::Rules,
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    work::applications::{self, NewStep, Side, Step},
};

fn start_page(
    ctx: &Ctx,
    (opened, there, proposal): (&Opened, &[EmployerContact], &Proposal),
    refused: Option<&str>,
    form: &Form,
    errors: &Errors,
) -> Answer {
    let page = FormPage::new(ctx, "Have they started?")
        .caption(opened.caption())
        .errors(errors, &["on"])
        .version(opened.one.version)
        .cancel(opened.path());
    if let Some(refused) = refused {
        let text = Html::from(format!(
            "{refused}, and the programme requires it before the start. "
        ))
        .and(Html::link(opened.path(), "See the work placement"));
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut contact = Radios::new(
        "contact",
        "Who at the employer should we email to ask how it is going?",
    )
    .hint("Ask the young person first: this person will learn that you support them.")
    .selected(form.text("contact"));
    for one in there {
        contact = contact.item(one.id.to_string(), format!("{}, {}", one.name, one.email));
    }
    let contact = contact.item("", "No one: we will ring them");
    page.field(form.date("on").field("on", "When did they start?", errors))
        .field(contact)
        .field(proposal.fields(form, errors))
        .button("Record the start")
        .show()
}

/// Lists the employer contacts who can be emailed.
async fn contacts(
    ctx: &Ctx,
    tx: &mut ReadTx,
    opened: &Opened,
) -> Result<Vec<EmployerContact>, WebError> {
    let mut there = employers::contacts(tx, ctx.council(), opened.employer.id).await?;
    there.retain(|one| !one.email.is_empty());
    Ok(there)
}

/// Returns why they cannot start yet.
async fn refusal(
    ctx: &Ctx,
    tx: &mut ReadTx,
    opened: &Opened,
) -> Result<Option<&'static str>, WebError> {
    let library = ctx.library(tx).await?;
    let rule = rule(&library, tx, &opened.person).await?;
    let plan = queries::plan(tx, ctx.council(), opened.one.id).await?;
    Ok(start_refusal(rule.plan_before_start, plan.as_ref()))
}

/// Works out what the start changes: what they do, and the stage that fits.
async fn proposal(ctx: &Ctx, tx: &mut ReadTx, opened: &Opened) -> Result<Proposal, WebError> {
    let library = ctx.library(tx).await?;
    let activity = activity_at(&opened.one.kind, opened.one.weekly_minutes);
    let about = (&opened.person, Happening::Started);
    Proposal::of(ctx, tx, &library, about, activity).await
}

/// Asks whether they have started.
pub(super) async fn ask_start(ctx: Ctx, Path(id): Path<WorkPlacementId>) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let refused = refusal(&ctx, &mut tx, &opened).await?;
    let form = with_day("on", Some(opened.one.starts_on.min(ctx.today())));
    let there = contacts(&ctx, &mut tx, &opened).await?;
    let proposal = proposal(&ctx, &mut tx, &opened).await?;
    let frame = (&opened, there.as_slice(), &proposal);
    start_page(&ctx, frame, refused, &form, &Errors::default())
}

/// Records the start: both sides are asked how it is going from then on.
pub(super) async fn start(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let refused = refusal(&ctx, &mut tx, &opened).await?;
    let there = contacts(&ctx, &mut tx, &opened).await?;
    let proposal = proposal(&ctx, &mut tx, &opened).await?;
    let frame = (&opened, there.as_slice(), &proposal);
    let contact = there
        .iter()
        .find(|one| one.id.to_string() == form.text("contact"))
        .map(|one| one.id);
    let mut errors = Errors::default();
    let on = past(&mut errors, &form, "on", ctx.today());
    let follows = proposal.read(&form, &mut errors);
    let can = matches!(
        opened.one.stands(ctx.today()),
        Status::Ahead | Status::NotStarted
    );
    if refused.is_some() || !errors.is_empty() {
        return start_page(&ctx, frame, refused, &form, &errors);
    }
    if !can {
        return Ok(redirect(&opened.path()));
    }
    let library = ctx.library(&mut tx).await?;
    let rules = Rules::of(ctx.app(), Arc::clone(&library));
    let rule = rule(&library, &mut tx, &opened.person).await?;
    let application = match opened.one.application {
        Some(id) => applications::find(&mut tx, ctx.council(), id).await?,
        None => None,
    };
    let days = rule.check_ins(on, opened.one.ends_on);
    let parts = match rule.top_up.filter(|top_up| top_up.kind == opened.one.kind) {
        None => Vec::new(),
        Some(top_up) => {
            let had = queries::top_ups_of(&mut tx, ctx.council(), opened.one.person).await?;
            top_ups::left(top_up.parts(on), had)
        }
    };
    drop(tx);
    let (one, version) = (opened.one.clone(), form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            begin_work(tx, &one, version, (on, contact), &days).await?;
            let parts = queries::schedule_top_up(tx, &one, &parts).await?;
            let whom = (one.person, one.title.as_str());
            funds::take_on_top_up(tx, whom, &parts).await?;
            if let Some(application) = application
                .as_ref()
                .filter(|one| one.step == Step::Accepted)
            {
                let step = NewStep::usual(Step::Started, on, 0, Side::Worker);
                applications::note_step(tx, application, application.version, &step).await?;
            }
            let why = format!("Started: {}", one.title);
            follow(tx, &rules, (one.person, on), (&follows, &why)).await?;
            Ok(format!("/work-placements/{id}?said=started"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&opened.path())),
        Err(Halt::Refused(errors)) => start_page(&ctx, frame, None, &form, &errors),
        other => Ok(other?),
    }
}

/// Starts a work placement and schedules its check-ins.
pub(super) async fn begin_work(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    began: (NaiveDate, Option<EmployerContactId>),
    days: &[NaiveDate],
) -> Result<(), Halt> {
    queries::start(tx, one, version, began).await?;
    Ok(queries::schedule(tx, one, days).await?)
}

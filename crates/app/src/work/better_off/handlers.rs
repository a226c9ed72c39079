//! Working out an offer with a young person, and earlier calculations.

use askama::Template;
use axum::http::Uri;
use better_off::{answer::WARNING, parameters::Rules, question::Question};
use govuk::{Html, Input, Table};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{CalculationId, OpportunityId, PersonId};

use super::{
    asking::Asking,
    fields::{DAYS, Fields},
    queries::{self, Calculation, NewCalculation},
    shown::{Shown, kept, shown},
};
use crate::{
    office::directory::InCouncil,
    person::{
        frame::{self, Section},
        people::{self, Person},
    },
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError, html,
        redirect, words,
    },
    work::opportunities,
};

/// What a form starts from.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CalculationQuery {
    opportunity: String,
    from: String,
}

/// The page of an answer.
#[derive(Template)]
#[template(path = "better_off/answer.html")]
pub(super) struct AnswerPage {
    pub(super) layout: Layout,
    pub(super) caption: String,
    pub(super) heading: String,
    /// Who worked it out, and when.
    pub(super) asked: Option<String>,
    /// A note if the rates are older than today's.
    pub(super) older: Option<String>,
    pub(super) shown: Shown,
    pub(super) links: Vec<(String, &'static str)>,
    /// A form that sends the fields back, for someone who is not signed in.
    pub(super) again: Html,
}

struct Line {
    href: String,
    offer: String,
    says: String,
}

#[derive(Template)]
#[template(path = "better_off/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    warning: &'static str,
    add: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "better_off/paper.html")]
struct PaperPage {
    layout: Layout,
    heading: String,
    lines: Vec<String>,
    days: Table,
    know: Vec<String>,
    small: String,
}

/// Returns whether a worker may read a calculation.
pub(crate) fn may_read(ctx: &Ctx, one: &Calculation, person: &Person) -> bool {
    ctx.may_read(one.fields.is_restricted(), one.made_by, &person.standing)
}

/// Lists a young person's calculations.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::AssessPerson).await?;
    let mut all = queries::of_person(&mut tx, ctx.council(), id).await?;
    all.retain(|one| may_read(&ctx, one, &person));
    let directory = ctx.directory(&mut tx).await?;
    let line = |one: &Calculation| {
        let by = directory.worker(one.made_by, "someone");
        let left = one
            .outcome
            .first()
            .map_or_else(String::new, |(_, _, now, offer)| {
                format!(
                    "{} left with the job, {} without it. ",
                    values::Pence(*offer),
                    values::Pence(*now)
                )
            });
        Line {
            href: format!("/calculations/{}", one.id),
            offer: one.offer.clone(),
            says: format!("{left}{}, {by}", words::day(one.asked_on)),
        }
    };
    Ok(html(&ListPage {
        layout: ctx
            .layout("Better off")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Work).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        warning: WARNING,
        add: format!("/people/{id}/better-off/new"),
        lines: all.iter().map(line).collect(),
    }))
}

async fn begin(
    ctx: &Ctx,
    person: &Person,
    asked: &CalculationQuery,
) -> Result<(Fields, String, Option<OpportunityId>), WebError> {
    let id = person.standing.id;
    let mut tx = ctx.read().await?;
    let known = Fields::of_person(person);
    let (mut fields, mut offer) = (Fields::default(), String::new());
    if let Ok(from) = asked.from.parse::<CalculationId>() {
        let found = queries::find(&mut tx, ctx.council(), from).await?;
        let is_theirs = |found: &Calculation| found.person == id && may_read(ctx, found, person);
        if let Some(found) = found.filter(is_theirs) {
            (fields, offer) = (found.fields, found.offer);
        }
    } else if let Some(found) = queries::of_person(&mut tx, ctx.council(), id)
        .await?
        .into_iter()
        .find(|found| may_read(ctx, found, person))
    {
        fields = found.fields.without_offer();
    }
    let mut about = None;
    if let Ok(opportunity) = asked.opportunity.parse::<OpportunityId>()
        && let Some(one) = opportunities::find(&mut tx, ctx.council(), opportunity).await?
    {
        (offer, about) = (one.title.clone(), Some(opportunity));
        fields = fields.with_offer(&one, ctx.today());
    }
    Ok((fields.or(known), offer, about))
}

fn page(
    ctx: &Ctx,
    person: &Person,
    (fields, offer, about): (&Fields, &str, Option<OpportunityId>),
    errors: &Errors,
) -> Answer {
    let asking = Asking { fields, errors };
    let name = Input::new("offer", "What is the offer?")
        .hint("For example, gardener at the Parks Trust. They will see this on their own pages.")
        .value(offer)
        .error(errors.at("offer"));
    let page = FormPage::new(ctx, "Would they be better off in work?")
        .caption(person.name())
        .errors(errors, &DAYS)
        .intro(Html::paragraph("Compare what is left after rent now and with an offer. It takes two minutes to do together."))
        .cancel(format!("/people/{}/better-off", person.standing.id))
        .carry("opportunity", about.map(|id| id.to_string()).unwrap_or_default())
        .field(name)
        .button("Work it out");
    asking.all().into_iter().fold(page, FormPage::field).show()
}

/// Shows the form about an offer.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<CalculationQuery>,
    uri: Uri,
) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::AssessPerson).await?;
    let draft = ctx.draft(&uri).await?;
    let (fields, offer, about) = match draft {
        Some(draft) => {
            let about = draft.text("opportunity").parse().ok();
            (Fields::typed(&draft), draft.owned("offer"), about)
        }
        None => begin(&ctx, &person, &asked).await?,
    };
    page(&ctx, &person, (&fields, &offer, about), &Errors::default())
}

/// Works out an offer and stores it.
pub(super) async fn keep(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::AssessPerson).await?;
    let (mut fields, offer) = (Fields::typed(&form), form.owned("offer"));
    let about = form.text("opportunity").parse().ok();
    let mut errors = Errors::default();
    errors.require(!offer.is_empty(), "offer", "Enter what the offer is");
    errors.require(
        offer.chars().count() <= 200,
        "offer",
        "Use 200 characters or fewer",
    );
    let question = match fields.answered(ctx.today()) {
        Ok(question) if errors.is_empty() => question,
        Ok(_) => return page(&ctx, &person, (&fields, &offer, about), &errors),
        Err(others) => {
            for (field, message) in others.pairs() {
                errors.add(field, message);
            }
            return page(&ctx, &person, (&fields, &offer, about), &errors);
        }
    };
    fields.set("on", question.on.to_string());
    let new = NewCalculation {
        opportunity: about,
        offer,
        outcome: kept(&question),
        fields,
        parameters: Rules::version(),
        asked_on: question.on,
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let made = queries::keep(tx, id, &new).await?;
            Ok(format!("/calculations/{made}"))
        })
        .await;
    Ok(done?)
}

async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: CalculationId,
) -> Result<(Calculation, Person), WebError> {
    let one = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, one.person, Action::AssessPerson).await?;
    if !may_read(ctx, &one, &person) {
        return Err(WebError::NotFound);
    }
    Ok((one, person))
}

fn asked_then(one: &Calculation) -> Result<Question, WebError> {
    one.question()
        .ok_or_else(|| WebError::broken("kept fields are no longer a question"))
}

/// Says that rates have changed since, and what was shown then.
fn older(one: &Calculation) -> Option<String> {
    let (_, _, now, offer) = one.outcome.first()?;
    (one.parameters != Rules::version()).then(|| {
        format!(
            "Rates have changed since this was worked out with those of {}. At that time, {} was left with the job, and {} without it. The figures below use today’s rates.",
            one.parameters,
            values::Pence(*offer),
            values::Pence(*now)
        )
    })
}

/// Shows a calculation.
pub(super) async fn show(ctx: Ctx, Path(id): Path<CalculationId>) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, person) = open(&ctx, &mut tx, id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let question = asked_then(&one)?;
    let who = person.standing.id;
    let by = directory.worker(one.made_by, "someone");
    let mut links = vec![
        (
            format!("/calculations/{id}/paper"),
            "Print for the young person",
        ),
        (
            format!("/people/{who}/better-off/new?from={id}"),
            "Change the details and work it out again",
        ),
        (
            format!("/calculations/{id}/remove"),
            "Remove this calculation",
        ),
    ];
    if let Some(about) = one.opportunity.filter(|_| ctx.may(Action::SeeEmployers)) {
        links.push((format!("/opportunities/{about}"), "The opportunity"));
    }
    Ok(html(&AnswerPage {
        layout: ctx
            .layout("Would they be better off in work?")
            .back(format!("/people/{who}/better-off")),
        caption: person.name(),
        heading: one.offer.clone(),
        asked: Some(format!(
            "Worked out on {} by {by}.",
            words::day(one.asked_on)
        )),
        older: older(&one),
        shown: shown(&question),
        links,
        again: Html::default(),
    }))
}

/// Asks whether to remove a calculation.
pub(super) async fn ask_remove(ctx: Ctx, Path(id): Path<CalculationId>) -> Answer {
    let (one, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    FormPage::new(&ctx, "Remove this calculation")
        .caption(format!("{}: {}", person.name(), one.offer))
        .intro(Html::paragraph(
            "Remove it if it was only a test, or if something in it is wrong. Neither you nor the young person will see it any more.",
        ))
        .cancel(format!("/calculations/{id}"))
        .warning_button("Remove this calculation")
        .show()
}

/// Removes a calculation.
pub(super) async fn remove(ctx: Ctx, Path(id): Path<CalculationId>, form: Form) -> Answer {
    let (one, _) = open(&ctx, &mut ctx.read().await?, id).await?;
    let back = format!("/people/{}/better-off", one.person);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::remove(tx, &one).await?;
            Ok(format!("/people/{}/better-off?said=removed", one.person))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&back)),
        other => Ok(other?),
    }
}

/// Shows a calculation on one page, for the young person to take away.
pub(super) async fn paper(ctx: Ctx, Path(id): Path<CalculationId>) -> Answer {
    let (one, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    let question = asked_then(&one)?;
    let shown = shown(&question);
    let mut lines: Vec<String> = older(&one).into_iter().collect();
    lines.extend([shown.headline, shown.left]);
    lines.extend(shown.changes);
    lines.extend(shown.beside.into_iter().map(|(words, _)| words));
    let mut know = shown.about_weeks;
    know.extend(shown.remarks.into_iter().map(|(words, _)| words));
    Ok(html(&PaperPage {
        layout: ctx
            .layout("Print for the young person")
            .back(format!("/calculations/{id}")),
        heading: format!("{}, for {}", one.offer, person.name()),
        lines,
        days: shown.days,
        know,
        small: format!(
            "{WARNING} Worked out on {} with the rates of {}.",
            words::day(one.asked_on),
            shown.parameters
        ),
    }))
}

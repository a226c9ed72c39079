//! Agreeing a start, and starting.

use std::sync::Arc;

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Html, Input, Select, Width};
use policy::Action;
use programme::WorkPlacementRule;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ApplicationId, EmployerId, PersonId, WorkPlacementId};

use super::{
    forms::{needed, past, with_day},
    model::{Standing, WorkPlacement, start_refusal},
    queries::{self, NewPlacement},
};
use crate::{
    applications::{self, Application, NewStep},
    employers::{self, Employer},
    enrolments,
    opportunities::{
        self, Opportunity,
        forms::{pounds, week},
        model::KINDS,
    },
    people::{self, Person},
    programmes::Library,
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
};

/// A work placement with whom and what it is about.
pub(super) struct Opened {
    pub(super) one: WorkPlacement,
    pub(super) person: Person,
    pub(super) employer: Employer,
}

impl Opened {
    /// Says who works where.
    pub(super) fn caption(&self) -> String {
        format!(
            "{}, {}, {}",
            self.person.name(),
            self.one.title,
            self.employer.name
        )
    }

    /// Returns the address of its page.
    pub(super) fn path(&self) -> String {
        format!("/work-placements/{}", self.one.id)
    }
}

/// Opens a work placement whose young person whoever asks may do something to.
pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: WorkPlacementId,
    action: Action,
) -> Result<Opened, WebError> {
    let one = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, one.person, action).await?;
    let employer = employers::find(tx, ctx.council(), one.employer).await?;
    Ok(Opened {
        employer: employer.ok_or(WebError::NotFound)?,
        one,
        person,
    })
}

/// Returns what the young person's programme says of work placements.
pub(super) async fn rule(
    library: &Arc<Library>,
    tx: &mut ReadTx,
    person: &Person,
) -> Result<WorkPlacementRule, WebError> {
    let standing = person.standing;
    let all = enrolments::of_person(tx, standing.council, standing.id).await?;
    let open = all.iter().rev().find(|one| one.ended_on.is_none());
    let version = open.or(all.last()).map(|one| one.programme_version);
    let version = version.and_then(|version| library.version(version));
    Ok(version
        .map(|version| version.programme.definition().work_placement.clone())
        .unwrap_or_default())
}

/// Which application an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    application: String,
}

/// What a start is agreed from: an accepted application, or nothing.
struct From {
    application: Option<(Application, Opportunity)>,
    employers: Vec<Employer>,
}

async fn from(ctx: &Ctx, tx: &mut ReadTx, id: PersonId, asked: &str) -> Result<From, WebError> {
    let council = ctx.council();
    let all = applications::of_person(tx, council, id).await?;
    let chosen = all.into_iter().find(|one| one.id.to_string() == asked);
    let application = match chosen.filter(|one| one.step == "accepted") {
        None => None,
        Some(one) => opportunities::find(tx, council, one.opportunity)
            .await?
            .map(|opportunity| (one, opportunity)),
    };
    Ok(From {
        application,
        employers: employers::all(tx, council).await?,
    })
}

fn begin(from: &From) -> Form {
    let Some((application, one)) = &from.application else {
        return Form::default();
    };
    let pounds = format!("{}.{:02}", one.hourly_pence / 100, one.hourly_pence % 100);
    let hours = opportunities::model::hours(one.weekly_minutes);
    let pairs = [
        ("application", application.id.to_string()),
        ("employer", one.employer.to_string()),
        ("title", one.title.clone()),
        ("kind", one.kind.clone()),
        (
            "hourly",
            if one.hourly_pence > 0 {
                pounds
            } else {
                String::new()
            },
        ),
        (
            "hours",
            if one.weekly_minutes > 0 {
                hours
            } else {
                String::new()
            },
        ),
    ];
    with_day("starts", one.starts_on)
        .and(with_day("ends", one.ends_on))
        .with(pairs.map(|(name, value)| (name.to_owned(), value)))
}

fn page(ctx: &Ctx, person: &Person, from: &From, form: &Form, errors: &Errors) -> Answer {
    let id = person.standing.id;
    let mut employer = Select::new("employer", "At which employer?")
        .blank("Choose")
        .selected(form.text("employer"))
        .error(errors.at("employer"));
    for one in &from.employers {
        employer = employer.item(one.id.to_string(), one.name.clone());
    }
    let mut kind = Select::new("kind", "What kind is it?")
        .blank("Choose")
        .selected(form.text("kind"))
        .error(errors.at("kind"));
    for (code, words) in KINDS {
        kind = kind.item(*code, *words);
    }
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.text(name))
            .error(errors.at(name))
    };
    FormPage::new(ctx, "Write down an agreed start")
        .action(format!("/people/{id}/work/new"))
        .caption(person.name())
        .errors(errors, &["starts", "ends"])
        .cancel(format!("/people/{id}/work"))
        .carry("application", form.text("application"))
        .field(employer)
        .field(input("title", "What is it called?"))
        .field(kind)
        .field(
            form.date("starts")
                .field("starts", "On which day do they start?", errors),
        )
        .field(
            form.date("ends")
                .field("ends", "On which day does it end? (optional)", errors),
        )
        .field(
            input("hourly", "Pay for an hour")
                .hint("Leave it empty where it is not paid")
                .pounds(),
        )
        .field(input("hours", "How many hours a week? (optional)").width(Width::Characters3))
        .show()
}

/// Asks about an agreed start.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<Asked>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let from = from(&ctx, &mut tx, id, &asked.application).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.unwrap_or_else(|| begin(&from));
    page(&ctx, &person, &from, &form, &Errors::default())
}

fn read(ctx: &Ctx, person: PersonId, from: &From, form: &Form) -> Result<NewPlacement, Errors> {
    let mut errors = Errors::default();
    let employer = from
        .employers
        .iter()
        .find(|one| one.id.to_string() == form.text("employer"));
    errors.require(employer.is_some(), "employer", "Choose the employer");
    errors.require(
        !form.text("title").is_empty(),
        "title",
        "Enter what it is called",
    );
    let is_short = form.text("title").chars().count() <= 200;
    errors.require(is_short, "title", "Use 200 characters or fewer");
    let is_known = KINDS.iter().any(|(code, _)| *code == form.text("kind"));
    errors.require(is_known, "kind", "Choose what kind it is");
    let starts_on = needed(&mut errors, form, "starts", "Enter the first day");
    let ends_on = errors.take("ends", form.date("ends").read("Day")).flatten();
    if let (Some(starts), Some(ends)) = (starts_on, ends_on) {
        errors.require(starts <= ends, "ends", "Last day must be after the first");
    }
    let hourly_pence = match form.text("hourly") {
        "" => 0,
        typed => errors.take("hourly", pounds(typed)).unwrap_or(0),
    };
    let weekly_minutes = errors.take("hours", week(form.text("hours"))).unwrap_or(0);
    let application = from.application.as_ref().map(|(one, _)| one.id);
    errors.or(NewPlacement {
        person,
        employer: employer.map_or(EmployerId::NONE, |one| one.id),
        application: application.unwrap_or(ApplicationId::NONE),
        kind: form.owned("kind"),
        title: form.owned("title"),
        starts_on: starts_on.unwrap_or(ctx.today()),
        ends_on,
        hourly_pence,
        weekly_minutes,
        keeper: ctx.me(),
        started_on: None,
    })
}

/// Writes down an agreed start.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let from = from(&ctx, &mut tx, id, form.text("application")).await?;
    drop(tx);
    let new = match read(&ctx, id, &from, &form) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &from, &form, &errors),
    };
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            let new = new.clone();
            Box::pin(async move {
                let id = queries::add(tx, &new).await?;
                Ok(format!("/work-placements/{id}?said=work-placement"))
            })
        })
        .await;
    Ok(done?)
}

fn start_page(
    ctx: &Ctx,
    opened: &Opened,
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
            "{refused}, and the programme asks for it before the start. "
        ))
        .and(Html::link(opened.path(), "See the work placement"));
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    page.field(form.date("on").field("on", "On which day?", errors))
        .button("They have started")
        .show()
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

/// Asks whether they have started.
pub(super) async fn ask_start(ctx: Ctx, Path(id): Path<WorkPlacementId>) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let refused = refusal(&ctx, &mut tx, &opened).await?;
    let form = with_day("on", Some(opened.one.starts_on.min(ctx.today())));
    start_page(&ctx, &opened, refused, &form, &Errors::default())
}

/// Says that they have started: both sides are asked how it goes from then on.
pub(super) async fn start(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let refused = refusal(&ctx, &mut tx, &opened).await?;
    let mut errors = Errors::default();
    let on = past(&mut errors, &form, "on", ctx.today());
    let can = matches!(
        opened.one.stands(ctx.today()),
        Standing::Ahead | Standing::NotStarted
    );
    if refused.is_some() || !errors.is_empty() {
        return start_page(&ctx, &opened, refused, &form, &errors);
    }
    if !can {
        return Ok(redirect(&opened.path()));
    }
    let library = ctx.library(&mut tx).await?;
    let rule = rule(&library, &mut tx, &opened.person).await?;
    let application = match opened.one.application.known() {
        Some(id) => applications::find(&mut tx, ctx.council(), id).await?,
        None => None,
    };
    drop(tx);
    let days = rule.check_ins(on, opened.one.ends_on);
    let (one, version) = (opened.one.clone(), form.version());
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            let (one, days, application) = (one.clone(), days.clone(), application.clone());
            Box::pin(async move {
                begin_work(tx, &one, version, on, &days).await?;
                if let Some(application) = application.filter(|one| one.step == "accepted") {
                    let step = NewStep::usual("started", on, 0, "worker");
                    applications::note_step(tx, &application, application.version, &step).await?;
                }
                Ok(format!("/work-placements/{id}?said=started"))
            })
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&opened.path())),
        other => Ok(other?),
    }
}

/// Starts a work placement and dates its check-ins.
pub(super) async fn begin_work(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    on: NaiveDate,
    days: &[NaiveDate],
) -> Result<(), Halt> {
    queries::start(tx, one, version, on).await?;
    Ok(queries::schedule(tx, one, days).await?)
}

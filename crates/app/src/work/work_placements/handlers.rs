//! Agreeing a start: the pay is checked against the law.

use std::sync::Arc;

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Input, Select, Width};
use policy::Action;
use programme::WorkPlacementRule;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{PersonId, WorkPlacementId};

use super::{
    forms::{needed, with_day},
    model::WorkPlacement,
    queries::{self, NewPlacement, Works},
};
use crate::{
    engagement::employers::{self, Employer},
    office::library::Library,
    person::{
        enrolments,
        people::{self, Person},
    },
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError,
        form::{hourly, hours_a_week},
    },
    work::{
        applications::{self, Application, Step},
        hard_rules::{Asked, HardRules},
        opportunities::{self, KINDS, Opportunity, Pay, may_be_unpaid},
    },
};

/// A work placement with its young person and employer.
pub(super) struct Opened {
    pub(super) one: WorkPlacement,
    pub(super) person: Person,
    pub(super) employer: Employer,
}

impl Opened {
    /// Returns who works where, in words.
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

/// Opens a work placement if the worker may act for its young person.
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

/// Returns what the young person's programme says about work placements.
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

/// The application that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StartQuery {
    application: String,
}

/// What a start is based on: an accepted application, or nothing.
struct From {
    application: Option<(Application, Opportunity)>,
    employers: Vec<Employer>,
}

async fn from(ctx: &Ctx, tx: &mut ReadTx, id: PersonId, asked: &str) -> Result<From, WebError> {
    let council = ctx.council();
    let all = applications::of_person(tx, council, id).await?;
    let chosen = all.into_iter().find(|one| one.id.to_string() == asked);
    let application = match chosen.filter(|one| one.step == Step::Accepted) {
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
    let hours = opportunities::hours(one.weekly_minutes);
    let pairs = [
        ("application", application.id.to_string()),
        ("employer", one.employer.to_string()),
        ("title", one.title.clone()),
        ("kind", one.kind.clone()),
        ("place", one.place.clone()),
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
    let mut employer = Select::new("employer", "Which employer?")
        .blank("Choose")
        .selected(form.text("employer"))
        .error(errors.at("employer"));
    for one in &from.employers {
        employer = employer.item(one.id.to_string(), one.name.clone());
    }
    // An employer that is new here is looked after by whoever adds it.
    let may_add = ctx.may(Action::KeepEmployers);
    if may_add {
        employer = employer.item(ELSEWHERE, "Another employer: they found it themselves");
    }
    let mut kind = Select::new("kind", "What kind of work is it?")
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
    let page = FormPage::new(ctx, "Record an agreed start")
        .action(format!("/people/{id}/work-placements/new"))
        .caption(person.name())
        .errors(errors, &["starts", "ends"])
        .cancel(format!("/people/{id}/work-placements"))
        .carry("application", form.text("application"))
        .field(employer);
    let page = if may_add {
        page.field(
            input("other", "If it is another employer, what is it called?")
                .hint("It is added to the employers, so that you can ask how it is going."),
        )
    } else {
        page
    };
    page.field(input("title", "Job title"))
        .field(kind)
        .field(
            input("place", "Where will they work?")
                .hint("For example, the depot in Canal Road, or at home"),
        )
        .field(
            form.date("starts")
                .field("starts", "When do they start?", errors),
        )
        .field(
            form.date("ends")
                .field("ends", "When does it end? (optional)", errors),
        )
        .field(
            input("hourly", "Hourly pay")
                .hint("Leave empty if it is not paid")
                .pounds(),
        )
        .field(input("hours", "How many hours a week? (optional)").width(Width::Characters3))
        .show()
}

/// Shows the form for an agreed start.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<StartQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let from = from(&ctx, &mut tx, id, &asked.application).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.unwrap_or_else(|| begin(&from));
    page(&ctx, &person, &from, &form, &Errors::default())
}

/// Returns why the pay cannot be agreed; nothing if it can.
fn pay_refusal(
    person: &Person,
    kind: &str,
    hourly_pence: i32,
    starts_on: Option<NaiveDate>,
) -> Option<String> {
    let is_known = KINDS.iter().any(|(code, _)| *code == kind);
    if hourly_pence == 0 {
        let must = is_known && !may_be_unpaid(kind);
        return must.then(|| "Enter the pay: this kind of work is paid".to_owned());
    }
    let pay = Pay {
        kind,
        hourly_pence,
        since: starts_on?,
    };
    pay.refusal(person.fields.born_on)
}

/// Returns where somebody may not start, and why: at which field, and the words.
fn refusal(
    rules: &HardRules,
    from: &From,
    (new, reads_restricted): (&NewPlacement, bool),
) -> Option<(&'static str, String)> {
    let of = from.application.as_ref();
    let ages = of.map_or((0, None), |(_, one)| Asked::of(one, new.starts_on).ages);
    let asked = Asked {
        ages,
        is_paid: new.hourly_pence > 0,
        starts_on: new.starts_on,
        place: "",
    };
    let whole = rules.refusal(&asked, reads_restricted);
    let field = |refused| ("kind", refused);
    whole.map(field).or_else(|| {
        let place = new.place.as_str();
        let refused = rules.refusal(&Asked { place, ..asked }, reads_restricted);
        refused.map(|refused| ("place", refused))
    })
}

/// The choice for an employer that is not on the list.
const ELSEWHERE: &str = "elsewhere";

fn read(ctx: &Ctx, person: &Person, from: &From, form: &Form) -> Result<NewPlacement, Errors> {
    let mut errors = Errors::default();
    let employer = from
        .employers
        .iter()
        .find(|one| one.id.to_string() == form.text("employer"));
    let is_elsewhere = form.text("employer") == ELSEWHERE && ctx.may(Action::KeepEmployers);
    errors.require(
        employer.is_some() || is_elsewhere,
        "employer",
        "Choose the employer",
    );
    let other = form.text("other");
    errors.require(
        !is_elsewhere || !other.is_empty() && other.chars().count() <= 200,
        "other",
        "Enter what the employer is called, in 200 characters or fewer",
    );
    errors.require(
        !form.text("title").is_empty(),
        "title",
        "Enter the job title",
    );
    let is_short = form.text("title").chars().count() <= 200;
    errors.require(is_short, "title", "Use 200 characters or fewer");
    let is_known = KINDS.iter().any(|(code, _)| *code == form.text("kind"));
    errors.require(is_known, "kind", "Choose the kind of work");
    let place = form.text("place");
    errors.require(!place.is_empty(), "place", "Enter where they will work");
    let is_short = place.chars().count() <= 200;
    errors.require(is_short, "place", "Use 200 characters or fewer");
    let starts_on = needed(&mut errors, form, "starts", "Enter the first day");
    let ends_on = errors.take("ends", form.date("ends").read("Day")).flatten();
    if let (Some(starts), Some(ends)) = (starts_on, ends_on) {
        errors.require(starts <= ends, "ends", "Last day must be after the first");
    }
    let hourly_pence = match form.text("hourly") {
        "" => 0,
        typed => errors.take("hourly", hourly(typed)).unwrap_or(0),
    };
    let weekly_minutes = errors
        .take("hours", hours_a_week(form.text("hours")))
        .unwrap_or(0);
    if let Some(refused) = pay_refusal(person, form.text("kind"), hourly_pence, starts_on) {
        errors.add("hourly", refused);
    }
    let application = from.application.as_ref().map(|(one, _)| one.id);
    let works = match employer {
        Some(employer) => Works::At(employer.id),
        None => Works::Elsewhere(other.to_owned()),
    };
    errors.or(NewPlacement {
        person: person.standing.id,
        works,
        application,
        kind: form.owned("kind"),
        title: form.owned("title"),
        starts_on: starts_on.unwrap_or(ctx.today()),
        ends_on,
        hourly_pence,
        weekly_minutes,
        keeper: ctx.me(),
        contact: None,
        place: form.owned("place"),
    })
}

/// Records an agreed start.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let from = from(&ctx, &mut tx, id, form.text("application")).await?;
    let rules = HardRules::of(&mut tx, &person).await?;
    drop(tx);
    let reads = ctx.permits(Action::ReadRestricted, &person.standing);
    let read = read(&ctx, &person, &from, &form);
    let new = match read.and_then(|new| match refusal(&rules, &from, (&new, reads)) {
        Some((field, refused)) => Err(Errors::one(field, refused)),
        None => Ok(new),
    }) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &from, &form, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = queries::add(tx, &new).await?;
            Ok(format!("/work-placements/{id}?said=work-placement"))
        })
        .await;
    Ok(done?)
}

//! Starting an application, and opening one.

use std::collections::HashMap;

use axum::http::Uri;
use govuk::{Choice, Html, Radios};
use matching::taxonomy::Taxonomy;
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ApplicationId, EmployerId, PersonId};

use super::{
    model::{Application, Side, Step},
    queries::{self, NewApplication, NewStep},
};
use crate::{
    engagement::employers,
    person::{
        assessments,
        people::{self, Person},
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError},
    },
    work::{
        hard_rules::{Asked, HardRules, is_left_behind},
        opportunities::{self, Opportunity},
    },
};

/// An application with what it is about.
pub(super) struct Opened {
    pub(super) one: Application,
    pub(super) person: Person,
    pub(super) opportunity: Opportunity,
    pub(super) employer: String,
}

/// Opens an application if the worker may act for its young person.
pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: ApplicationId,
    action: Action,
) -> Result<Opened, WebError> {
    let council = ctx.council();
    let one = queries::find(tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, one.person, action).await?;
    let opportunity = opportunities::find(tx, council, one.opportunity)
        .await?
        .ok_or(WebError::NotFound)?;
    let employer = employers::find(tx, council, opportunity.employer).await?;
    Ok(Opened {
        employer: employer.map(|one| one.name).unwrap_or_default(),
        one,
        person,
        opportunity,
    })
}

/// The opportunity that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ApplicationQuery {
    opportunity: String,
}

struct Choices {
    open: Vec<Opportunity>,
    employers: HashMap<EmployerId, String>,
}

async fn choices(ctx: &Ctx, tx: &mut ReadTx) -> Result<Choices, WebError> {
    Ok(Choices {
        open: opportunities::open_on(tx, ctx.council(), ctx.today()).await?,
        employers: employers::names(tx, ctx.council()).await?,
    })
}

fn page(
    ctx: &Ctx,
    person: &Person,
    choices: &Choices,
    (chosen, step, sure): (&str, &str, Option<&str>),
    errors: &Errors,
) -> Answer {
    let id = person.standing.id;
    let page = FormPage::new(ctx, "Start an application")
        .action(format!("/people/{id}/applications/new"))
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}/applications"));
    if choices.open.is_empty() {
        let text = Html::from("Nothing is open at the moment. ")
            .and(Html::link("/opportunities", "See the opportunities"));
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut what = Radios::new("opportunity", "What would they like to apply for?")
        .selected(chosen)
        .error(errors.at("opportunity"));
    for one in &choices.open {
        let employer = choices.employers.get(&one.employer);
        let hint = [
            employer.cloned().unwrap_or_default(),
            one.kind_words().to_owned(),
            one.pay_words(),
            one.place.clone(),
        ]
        .join(", ");
        what = what.choice(Choice::new(one.id.to_string(), one.title.clone()).hint(hint));
    }
    let page = page.field(what);
    let page = match sure {
        Some(left) => page.field(
            Radios::new(
                "sure",
                format!("They wanted to leave this behind: {left}. Do they want this one?"),
            )
            .item("yes", "Yes, they have said so")
            .error(errors.at("sure")),
        ),
        None => page,
    };
    page.field(
        Radios::new("step", "How far have they got?")
            .item(Step::Interested.code(), "They are interested")
            .item(Step::Applying.code(), "They are getting ready to apply")
            .selected(step)
            .error(errors.at("step")),
    )
    .show()
}

/// Asks what they would like to apply for.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ApplicationQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let choices = choices(&ctx, &mut tx).await?;
    let left = leaving(&ctx, &mut tx, id).await?;
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    let typed = draft.text("opportunity");
    let chosen = if typed.is_empty() {
        &asked.opportunity
    } else {
        typed
    };
    let found = choices
        .open
        .iter()
        .find(|one| one.id.to_string() == *chosen);
    let asks = found
        .filter(|one| leaves(&left, one))
        .map(|_| left.as_str());
    page(
        &ctx,
        &person,
        &choices,
        (chosen, draft.text("step"), asks),
        &Errors::default(),
    )
}

/// Returns the work that they want to leave, in their words.
async fn leaving(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<String, WebError> {
    let dives = assessments::of_person(tx, ctx.council(), id).await?;
    let latest = dives.into_iter().next_back();
    Ok(latest.map(|one| one.said.work_to_leave).unwrap_or_default())
}

/// Returns whether an opportunity is in the trade that they want to leave.
fn leaves(left: &str, one: &Opportunity) -> bool {
    let wish = Taxonomy::known().read(left);
    is_left_behind(&wish, (&one.occupation, &one.sector))
}

/// Starts an application.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let choices = choices(&ctx, &mut tx).await?;
    let before = queries::of_person(&mut tx, ctx.council(), id).await?;
    let rules = HardRules::of(&mut tx, &person).await?;
    let left = leaving(&ctx, &mut tx, id).await?;
    drop(tx);
    let mut typed = (form.text("opportunity"), form.text("step"), None);
    let chosen = choices
        .open
        .iter()
        .find(|one| one.id.to_string() == typed.0);
    let mut errors = Errors::default();
    errors.require(
        chosen.is_some(),
        "opportunity",
        "Choose what they would like to apply for",
    );
    let step = Step::parse(typed.1);
    let step = step.filter(|step| [Step::Interested, Step::Applying].contains(step));
    errors.require(step.is_some(), "step", "Choose how far they have got");
    let reads = ctx.permits(Action::ReadRestricted, &person.standing);
    let refused = chosen.and_then(|one| rules.refusal(&Asked::of(one, ctx.today()), reads));
    if let Some(refused) = refused {
        errors.add("opportunity", refused);
    }
    if chosen.is_some_and(|one| leaves(&left, one)) {
        typed.2 = Some(left.as_str());
        let is_sure = form.text("sure") == "yes";
        errors.require(
            is_sure,
            "sure",
            "Ask them, and say whether they want this one",
        );
    }
    let (Some(chosen), Some(step), true) = (chosen, step, errors.is_empty()) else {
        return page(&ctx, &person, &choices, typed, &errors);
    };
    // The CV from last time is a start; it is only shared again once they agree.
    let cv = before.iter().map(|one| &one.cv).find(|cv| !cv.is_empty());
    let new = NewApplication {
        person: id,
        opportunity: chosen.id,
        owner: ctx.me(),
        guaranteed: chosen.guaranteed,
        cv: cv.cloned().unwrap_or_default(),
        first: NewStep::usual(step, ctx.today(), chosen.answer_days, Side::Worker),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = queries::add(tx, &new).await?;
            Ok(format!("/applications/{id}?said=application"))
        })
        .await;
    Ok(done?)
}

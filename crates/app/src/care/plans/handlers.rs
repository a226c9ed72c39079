//! Goals: adding one with its first steps, and closing one.

use axum::http::Uri;
use govuk::Html;
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{GoalId, PersonId};

use super::{
    forms::{EndForm, GoalForm},
    model::{Goal, Owner},
    pages::{self, Frame},
    queries::{self, NewStep},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        enrolments,
        people::{self, Person},
    },
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, form::TypedDate,
    },
};

/// The template that the goal starts with.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct GoalQuery {
    template: String,
}

pub(super) async fn person(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, tx, id, Action::RecordContact).await
}

pub(super) fn frame(person: &Person) -> Frame {
    Frame {
        name: person.name(),
        back: back(person.standing.id),
    }
}

pub(super) fn back(id: PersonId) -> String {
    format!("/people/{id}/plan")
}

pub(super) async fn rules(ctx: &Ctx, tx: &mut ReadTx) -> Result<Rules, WebError> {
    Ok(Rules::of(ctx.app(), ctx.library(tx).await?))
}

/// Lists the templates of the programme that a young person follows, or else of the newest programmes.
async fn templates(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
) -> Result<Vec<programme::GoalTemplate>, WebError> {
    let library = ctx.library(tx).await?;
    let enrolments = enrolments::of_person(tx, ctx.council(), id).await?;
    let own = enrolments::main(&enrolments);
    let own = own.and_then(|one| library.version(one.programme_version));
    let version = own.or_else(|| library.current().next());
    let plan = version.and_then(|version| version.programme.definition().plan.as_ref());
    Ok(plan.map(|plan| plan.templates.clone()).unwrap_or_default())
}

fn offered(id: PersonId, templates: &[programme::GoalTemplate]) -> Html {
    if templates.is_empty() {
        return Html::default();
    }
    let links = templates.iter().map(|one| {
        let href = format!("/people/{id}/plan/goals/new?template={}", one.key);
        Html::joined([
            Html::literal("<li>"),
            Html::link(href, one.goal.clone()),
            Html::literal("</li>"),
        ])
    });
    let list = std::iter::once(Html::literal("<ul class=\"govuk-list\">"))
        .chain(links)
        .chain([Html::literal("</ul>")]);
    Html::paragraph("Start with one of these, and put it in their words:").and(Html::joined(list))
}

/// Asks for a goal.
pub(super) async fn ask_goal(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<GoalQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let templates = templates(&ctx, &mut tx, id).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let chosen = templates
        .iter()
        .find(|one| one.key.as_str() == asked.template);
    let form = draft
        .as_ref()
        .map_or_else(|| GoalForm::blank(ctx.today(), chosen), GoalForm::typed);
    let offered = offered(id, &templates);
    pages::goal(&ctx, &frame(&person), offered, &form, &Errors::default()).show()
}

/// Adds a goal with its first steps.
pub(super) async fn make_goal(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let typed = GoalForm::typed(&form);
    let (new, steps) = match typed.read(ctx.today()) {
        Ok(read) => read,
        Err(errors) => {
            let frame = frame(&person);
            return pages::goal(&ctx, &frame, Html::default(), &typed, &errors).show();
        }
    };
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let goal = queries::add_goal(tx, id, &new).await?;
            for words in &steps {
                let step = NewStep {
                    words: words.clone(),
                    owner: Owner::YoungPerson,
                    due_on: None,
                    conference: None,
                    activity: None,
                };
                queries::add_step(tx, id, goal, &step).await?;
            }
            due::refresh(tx, &rules, id).await?;
            Ok(format!("{}?said=goal", back(id)))
        })
        .await;
    Ok(done?)
}

pub(super) async fn open_goal(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: GoalId,
) -> Result<(Goal, Person), WebError> {
    let goal = queries::find_goal(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = person(ctx, tx, goal.person).await?;
    Ok((goal, person))
}

/// Answers a form when someone else has made a change first.
pub(super) fn stale(page: impl FnOnce(&Errors) -> FormPage, field: &str) -> Answer {
    let message = "Someone else has just changed this. Check the plan and try again";
    page(&Errors::one(field, message)).show()
}

/// Asks how a goal ends.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<GoalId>, uri: Uri) -> Answer {
    let (goal, person) = open_goal(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || EndForm {
            on: TypedDate::of(Some(ctx.today())),
            ..EndForm::default()
        },
        EndForm::typed,
    );
    pages::end_goal(
        &ctx,
        &frame(&person),
        &goal.words,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Ends a goal.
pub(super) async fn end(ctx: Ctx, Path(id): Path<GoalId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (goal, person) = open_goal(&ctx, &mut tx, id).await?;
    let typed = EndForm::typed(&form);
    let frame = frame(&person);
    let words = goal.words.clone();
    let page = |errors: &Errors| pages::end_goal(&ctx, &frame, &words, &typed, errors);
    let reached_on = match typed.read_goal(ctx.today()) {
        Ok(read) => read,
        Err(errors) => return page(&errors).show(),
    };
    let (rules, because) = (rules(&ctx, &mut tx).await?, typed.because.clone());
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end_goal(tx, &goal, reached_on, &because).await?;
            due::refresh(tx, &rules, goal.person).await?;
            Ok(format!("{}?said=goal-ended", back(goal.person)))
        })
        .await;
    match done {
        Err(Halt::Stale) => stale(page, "how"),
        other => Ok(other?),
    }
}

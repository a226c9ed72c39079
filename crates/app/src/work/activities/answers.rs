//! A young person's answer to an invitation, recorded by their worker: not everyone opens their own pages.

use axum::http::Uri;
use govuk::{Radios, Select};
use policy::Action;
use programme::Happening;
use serde::Deserialize;
use store::WriteTx;
use values::{ActivityId, PersonId};

use super::{guests::seen, model::Activity, queries, telling::tell};
use crate::{
    care::plans::{self, Step},
    person::people::{self, Person},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError},
};

/// Whose answer the address is about.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerQuery {
    person: String,
}

/// What they said, as their worker knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Yes,
    No,
    /// They were told, and have not decided.
    Told,
}

async fn open(ctx: &Ctx, id: ActivityId, person: &str) -> Result<(Activity, Person), WebError> {
    let mut tx = ctx.read().await?;
    let person = person.parse::<PersonId>().map_err(|_| WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, person, Action::RecordContact).await?;
    let one = queries::find(&mut tx, ctx.council(), id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let (guests, _) = seen(ctx, &mut tx, id).await?;
    let is_invited = guests
        .iter()
        .any(|guest| guest.person == person.standing.id);
    if is_invited {
        Ok((one, person))
    } else {
        Err(WebError::NotFound)
    }
}

/// Lists the steps of the plan that are still to do.
async fn open_steps(ctx: &Ctx, person: PersonId) -> Result<Vec<Step>, WebError> {
    let goals = plans::goals(&mut ctx.read().await?, ctx.council(), person).await?;
    let open = goals.into_iter().filter(|goal| goal.is_open());
    let steps = open.flat_map(|goal| goal.steps);
    Ok(steps.filter(Step::is_open).collect())
}

async fn page(ctx: &Ctx, (one, person): (&Activity, &Person), errors: &Errors) -> Answer {
    let steps = open_steps(ctx, person.standing.id).await?;
    let mut answer = Radios::new("answer", "What did they say?").error(errors.at("answer"));
    if one.is_open(ctx.today()) {
        answer = answer
            .item("yes", "They are coming")
            .item("no", "Not this time");
    }
    let told = if one.called_off.is_some() {
        "I have told them that it is called off"
    } else {
        "I have told them, and they have not decided"
    };
    let page = FormPage::new(ctx, "What did they answer?")
        .action(format!("/activities/{}/answer", one.id))
        .caption(format!("{}: {}, {}", person.name(), one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .carry("person", person.standing.id.to_string())
        .field(answer.item("told", told));
    if steps.is_empty() || one.called_off.is_some() {
        return page.show();
    }
    let tied = steps.iter().find(|step| step.activity == Some(one.id));
    let mut select = Select::new("step", "Is it a step of their plan? (optional)")
        .hint("If they come, the step is done.")
        .item("", "No")
        .selected(tied.map(|step| step.id.to_string()).unwrap_or_default())
        .error(errors.at("step"));
    for step in &steps {
        select = select.item(step.id.to_string(), step.words.clone());
    }
    page.field(select).show()
}

/// Asks what they answered.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<AnswerQuery>,
    uri: Uri,
) -> Answer {
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    let person = match draft.text("person") {
        "" => asked.person.as_str(),
        typed => typed,
    };
    let (one, person) = open(&ctx, id, person).await?;
    page(&ctx, (&one, &person), &Errors::default()).await
}

/// Records what they answered: the last place is given once, and the waiting list moves up.
pub(super) async fn keep(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id, form.text("person")).await?;
    let is_open = one.is_open(ctx.today());
    let steps = open_steps(&ctx, person.standing.id).await?;
    let typed = form.text("step");
    let step = steps.into_iter().find(|step| step.id.to_string() == typed);
    let step = step.filter(|step| step.activity != Some(id));
    let said = match form.text("answer") {
        "yes" if is_open => Some(Said::Yes),
        "no" if is_open => Some(Said::No),
        "told" => Some(Said::Told),
        "" if step.is_some() => None,
        _ => {
            let errors = Errors::one("answer", "Choose what they said");
            return page(&ctx, (&one, &person), &errors).await;
        }
    };
    let (person, me) = (person.standing.id, ctx.me());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            if let Some(step) = &step {
                plans::done_by_coming_to(tx, step, id).await?;
            }
            match said {
                None => {}
                Some(Said::Told) => queries::note_told(tx, id, &[(person, true)]).await?,
                Some(said) => {
                    let says_yes = said == Said::Yes;
                    let up = queries::answer(tx, &one, person, says_yes).await?;
                    let news = (Happening::PlaceFree, one.on);
                    let told = tell(tx, news, up.as_slice(), me).await?;
                    queries::note_told(tx, id, &told).await?;
                }
            }
            Ok(format!("/activities/{id}?said=guest-answered"))
        })
        .await;
    Ok(done?)
}

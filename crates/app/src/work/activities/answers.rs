//! A young person's answer to an invitation, recorded by their worker: not everyone opens their own pages.

use axum::http::Uri;
use govuk::Radios;
use policy::Action;
use programme::Happening;
use serde::Deserialize;
use store::WriteTx;
use values::{ActivityId, PersonId};

use super::{guests::seen, model::Activity, queries, telling::tell};
use crate::{
    person::people::{self, Person},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError},
};

/// Whose answer the address is about.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerQuery {
    person: String,
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

fn page(ctx: &Ctx, (one, person): (&Activity, &Person), errors: &Errors) -> Answer {
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
    FormPage::new(ctx, "What did they answer?")
        .action(format!("/activities/{}/answer", one.id))
        .caption(format!("{}: {}, {}", person.name(), one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .carry("person", person.standing.id.to_string())
        .field(answer.item("told", told))
        .show()
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
    page(&ctx, (&one, &person), &Errors::default())
}

/// Records what they answered: the last place is given once, and the waiting list moves up.
pub(super) async fn keep(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id, form.text("person")).await?;
    let is_open = one.is_open(ctx.today());
    let says_yes = match form.text("answer") {
        "yes" if is_open => Some(true),
        "no" if is_open => Some(false),
        "told" => None,
        _ => {
            let errors = Errors::one("answer", "Choose what they said");
            return page(&ctx, (&one, &person), &errors);
        }
    };
    let (person, me) = (person.standing.id, ctx.me());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let Some(says_yes) = says_yes else {
                queries::note_told(tx, id, &[(person, true)]).await?;
                return Ok(format!("/activities/{id}?said=saved"));
            };
            let up = queries::answer(tx, &one, person, says_yes).await?;
            let told = tell(tx, (Happening::PlaceFree, one.on), up.as_slice(), me).await?;
            queries::note_told(tx, id, &told).await?;
            Ok(format!("/activities/{id}?said=saved"))
        })
        .await;
    Ok(done?)
}

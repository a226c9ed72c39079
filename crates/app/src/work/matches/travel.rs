//! How long the journey to a place takes, as entered by a worker.

use axum::http::Uri;
use govuk::{Html, Input, Width};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{OpportunityId, PersonId};

use super::queries;
use crate::{
    person::people::{self, Person},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError},
    work::opportunities::{self, Opportunity},
};

/// The place that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TravelQuery {
    opportunity: String,
}

async fn open(ctx: &Ctx, id: PersonId, to: &str) -> Result<(Person, Opportunity), WebError> {
    let mut tx = ctx.read().await?;
    let person = people::open(ctx, &mut tx, id, Action::RecordContact).await?;
    let to = to
        .parse::<OpportunityId>()
        .map_err(|_| WebError::NotFound)?;
    let one = opportunities::find(&mut tx, ctx.council(), to).await?;
    Ok((person, one.ok_or(WebError::NotFound)?))
}

fn page(ctx: &Ctx, person: &Person, to: &Opportunity, typed: &str, errors: &Errors) -> Answer {
    let id = person.standing.id;
    let place = if to.place.is_empty() {
        to.title.clone()
    } else {
        format!("{}: {}", to.title, to.place)
    };
    FormPage::new(ctx, "How long does the journey take?")
        .action(format!("/people/{id}/travel"))
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}/matches"))
        .intro(Html::paragraph(place))
        .carry("opportunity", to.id.to_string())
        .field(
            Input::new("minutes", "Minutes from door to door")
                .hint("At the time of day they would travel. Look it up together on a phone, or try the journey.")
                .whole_number()
                .width(Width::Characters3)
                .value(typed)
                .error(errors.at("minutes")),
        )
        .show()
}

/// Asks how long it takes.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<TravelQuery>,
    uri: Uri,
) -> Answer {
    let (person, to) = open(&ctx, id, &asked.opportunity).await?;
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(
        &ctx,
        &person,
        &to,
        draft.text("minutes"),
        &Errors::default(),
    )
}

/// Saves it.
pub(super) async fn save(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let (person, to) = open(&ctx, id, form.text("opportunity")).await?;
    let typed = form.text("minutes");
    let Some(minutes) = typed.parse().ok().filter(|minutes| *minutes <= 300) else {
        let message = "Enter minutes as a whole number, up to 300";
        return page(&ctx, &person, &to, typed, &Errors::one("minutes", message));
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let to = to.id;

            queries::say_way(tx, id, to, minutes).await?;
            Ok(format!("/people/{id}/matches?said=journey"))
        })
        .await;
    Ok(done?)
}

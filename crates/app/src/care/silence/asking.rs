//! Recording lost contact: why, and the way back that was offered.

use axum::http::Uri;
use govuk::{Html, Radios, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::PersonId;

use super::{
    model::{WAYS_BACK, WHYS},
    queries,
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::{self, Person},
    },
    shell::{
        choices::{Coded, worded},
        web::{Answer, Ctx, Errors, Form, FormPage, Path, WebError},
    },
};

#[derive(Clone, Default)]
struct Typed {
    why: String,
    way_back: String,
    words: String,
}

fn typed(form: &Form) -> Typed {
    Typed {
        why: form.owned("why"),
        way_back: form.owned("way_back"),
        words: form.owned("words"),
    }
}

async fn person(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, tx, id, Action::RecordContact).await
}

fn radios(
    id: &'static str,
    legend: &str,
    choices: &[Coded],
    chosen: &str,
    errors: &Errors,
) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .selected(chosen)
        .error(errors.at(id))
        .small();
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

fn page(ctx: &Ctx, person: &Person, typed: &Typed, errors: &Errors) -> Answer {
    let id = person.standing.id;
    FormPage::new(ctx, "Record lost contact")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}"))
        .intro(
            Html::paragraph(
                "Ask without blame. Support does not end because someone has lost touch.",
            )
            .and(Html::paragraph(Html::link(
                format!("/people/{id}/messages/new?purpose=no-news"),
                "Send them a short message first",
            ))),
        )
        .field(radios(
            "why",
            "Why, as far as you know?",
            WHYS,
            &typed.why,
            errors,
        ))
        .field(radios(
            "way_back",
            "What did you offer?",
            WAYS_BACK,
            &typed.way_back,
            errors,
        ))
        .field(
            Textarea::new("words", "What did they say? (optional)")
                .rows(3)
                .value(&*typed.words)
                .error(errors.at("words")),
        )
        .show()
}

/// Asks why.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let person = person(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let typed = draft.as_ref().map_or_else(Typed::default, typed);
    page(&ctx, &person, &typed, &Errors::default())
}

/// Records it; the count of days without contact restarts today.
pub(super) async fn record(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let said = typed(&form);
    let mut errors = Errors::default();
    errors.require(!worded(WHYS, &said.why).is_empty(), "why", "Choose why");
    errors.require(
        !worded(WAYS_BACK, &said.way_back).is_empty(),
        "way_back",
        "Choose what you offered",
    );
    let is_short = said.words.chars().count() <= 4000;
    errors.require(is_short, "words", "Use 4,000 characters or fewer");
    if !errors.is_empty() {
        return page(&ctx, &person, &said, &errors);
    }
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::record(tx, id, &said.why, &said.way_back, &said.words).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}?said=asked-why"))
        })
        .await;
    Ok(done?)
}

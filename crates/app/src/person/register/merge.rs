//! Merging two records of the same young person, and separating them again.

use govuk::{Choice, Html, InsetText, Radios, SummaryList};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{MergeId, PersonId};

use super::queries::{self, NotMerged};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::{self, Likeness, Person, alike},
    },
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Names, Path, Query, WebError, redirect, words,
    },
};

/// The other record, from the query.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MergeQuery {
    with: String,
}

async fn person(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, tx, id, Action::AllocatePerson).await
}

async fn others(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    person: &Person,
) -> Result<Vec<Person>, WebError> {
    let sought = Likeness {
        name: &person.name(),
        phone: &person.fields.phone,
        born_on: person.fields.born_on,
    };
    let mut found = alike(ctx, tx, names, &sought, Action::AllocatePerson).await?;
    found.retain(|one| one.standing.id != person.standing.id);
    Ok(found)
}

fn about(person: &Person) -> Html {
    let fields = &person.fields;
    let or_not = |text: &str| {
        if text.is_empty() {
            "Not known".to_owned()
        } else {
            text.to_owned()
        }
    };
    Html::of(
        SummaryList::new()
            .row("Name", person.name())
            .row("Date of birth", words::day_or(fields.born_on, "Not known"))
            .row("Phone", or_not(&fields.phone))
            .row("Council id", or_not(&fields.council_ref)),
    )
}

fn choose_page(ctx: &Ctx, person: &Person, alike: &[Person], errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Is this the same person as one of these?")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}", person.standing.id))
        .intro(about(person));
    if alike.is_empty() {
        let none = "No similar records found. If you know who it is, search for them and compare.";
        return page.intro(Html::paragraph(none)).without_form().show();
    }
    let choices = alike.iter().map(|one| {
        let born = words::day_or(one.fields.born_on, "no date of birth");
        Choice::new(one.standing.id.to_string(), one.name()).hint(born)
    });
    page.field(
        Radios::new("with", "Which record is for the same young person?")
            .choices(choices)
            .error(errors.at("with")),
    )
    .field(Html::of(InsetText::new(
        "We keep this record and move everything from the other record into it. You can separate them again.",
    )))
    .button("Merge records")
    .show()
}

/// Asks which record is the same young person's.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<MergeQuery>,
) -> Answer {
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let mut alike = others(&ctx, &mut tx, &names, &person).await?;
    if let Ok(with) = asked.with.parse::<PersonId>()
        && with != id
        && !alike.iter().any(|one| one.standing.id == with)
    {
        alike.insert(0, self::person(&ctx, &mut tx, with).await?);
    }
    choose_page(&ctx, &person, &alike, &Errors::default())
}

async fn rules(ctx: &Ctx, tx: &mut ReadTx) -> Result<Rules, WebError> {
    Ok(Rules::of(ctx.app(), ctx.library(tx).await?))
}

/// Merges another record into this one.
pub(super) async fn merge(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let kept = person(&ctx, &mut tx, id).await?;
    let alike = others(&ctx, &mut tx, &names, &kept).await?;
    let with = form.text("with").parse::<PersonId>().ok();
    let Some(with) = with.filter(|with| *with != id) else {
        let errors = Errors::one("with", "Choose the other record");
        return choose_page(&ctx, &kept, &alike, &errors);
    };
    person(&ctx, &mut tx, with).await?;
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let council = tx.council();
            let message = match queries::why_not(tx, council, id, with).await? {
                Some(NotMerged::BothEnrolled) => {
                    "Both records have an enrolment. End one of them first"
                }
                Some(NotMerged::Merged) => "One of these records has already been merged",
                None => "",
            };
            if !message.is_empty() {
                return Err(Errors::one("with", message).into());
            }
            queries::merge_into(tx, id, with).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}?said=merged"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => choose_page(&ctx, &kept, &alike, &errors),
        other => Ok(other?),
    }
}

/// Asks whether to separate two records again.
pub(super) async fn ask_apart(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let mut tx = ctx.read().await?;
    let kept = person(&ctx, &mut tx, id).await?;
    let merges = queries::merges_of(&mut tx, ctx.council(), id).await?;
    let Some((_, other)) = merges.last() else {
        return Ok(redirect(&format!("/people/{id}")));
    };
    let other = people::find(&mut tx, ctx.council(), *other)
        .await?
        .ok_or(WebError::NotFound)?;
    FormPage::new(&ctx, "Separate these records?")
        .caption(kept.name())
        .intro(about(&other).and(Html::paragraph(
            "Everything that came from this record moves back to it. Anything added since the merge stays where it is.",
        )))
        .cancel(format!("/people/{id}"))
        .button("Separate records")
        .show()
}

/// Undoes the latest merge.
pub(super) async fn take_apart(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    person(&ctx, &mut tx, id).await?;
    let merges = queries::merges_of(&mut tx, ctx.council(), id).await?;
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let Some((merge, _)) = merges.last().copied() else {
        return Ok(redirect(&format!("/people/{id}")));
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (merge, rules): (MergeId, Rules) = (merge, rules.clone());

            let (kept, other) = queries::take_apart(tx, merge).await?;
            due::refresh(tx, &rules, kept).await?;
            due::refresh(tx, &rules, other).await?;
            Ok(format!("/people/{other}?said=apart"))
        })
        .await;
    match done {
        // Someone else has already separated them.
        Err(Halt::Stale) => Ok(redirect(&format!("/people/{id}"))),
        other => Ok(other?),
    }
}

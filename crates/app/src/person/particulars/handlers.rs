//! Changing, adding and ending particulars.

use std::collections::BTreeMap;

use axum::http::Uri;
use govuk::Html;
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use uuid::Uuid;
use values::PersonId;

use super::{
    forms::Typed,
    model::{Entry, GROUPS, Group, worded},
    pages, queries,
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError},
};

/// The query of the page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ParticularsQuery {
    group: String,
    entry: String,
    row: String,
}

impl ParticularsQuery {
    fn group(&self) -> &'static Group {
        let found = GROUPS.iter().find(|group| group.code == self.group);
        found.unwrap_or(&GROUPS[0])
    }

    fn entry(&self) -> Entry {
        Entry::parse(&self.entry).unwrap_or(Entry::Phone)
    }
}

/// Finds a young person whose particulars may be changed, including restricted ones where asked for.
pub(super) async fn person(
    ctx: &Ctx,
    id: PersonId,
    is_restricted: bool,
) -> Result<Person, WebError> {
    let person = people::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::EditPerson, &person.standing)?;
    if is_restricted {
        ctx.decide(Action::ReadRestricted, &person.standing)?;
    }
    Ok(person)
}

fn back(id: PersonId) -> String {
    format!("/people/{id}/particulars")
}

/// Asks for the facts of a group.
pub(super) async fn ask_facts(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
    uri: Uri,
) -> Answer {
    let group = asked.group();
    let person = person(&ctx, id, group.is_restricted).await?;
    facts_page(&ctx, &person, (group, &back(id)), &uri).await
}

/// Shows the form of some facts; `back` is where it leads without saving.
pub(super) async fn facts_page(
    ctx: &Ctx,
    person: &Person,
    (group, back): (&'static Group, &str),
    uri: &Uri,
) -> Answer {
    let id = person.standing.id;
    let facts = queries::facts(&mut ctx.read().await?, ctx.council(), id).await?;
    let version = queries::version_of(&facts, group.fields);
    let stored: BTreeMap<String, String> = facts
        .into_iter()
        .filter(|fact| fact.is_current)
        .map(|fact| (fact.field, fact.value))
        .collect();
    let draft = ctx.draft(uri).await?;
    let typed = draft.as_ref().map_or_else(
        || Typed::known(group.fields, &stored),
        |draft| Typed::of(draft, group.fields),
    );
    let errors = Errors::default();
    pages::facts(ctx, &person.name(), back, group, version, &typed, &errors).show()
}

/// Saves the facts of a group.
pub(super) async fn save_facts(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
    form: Form,
) -> Answer {
    let group = asked.group();
    let person = person(&ctx, id, group.is_restricted).await?;
    keep_facts(&ctx, &person, (group, &back(id)), &form).await
}

/// Saves some facts, and goes back.
pub(super) async fn keep_facts(
    ctx: &Ctx,
    person: &Person,
    (group, back): (&'static Group, &str),
    form: &Form,
) -> Answer {
    let id = person.standing.id;
    let (typed, version) = (Typed::of(form, group.fields), form.version());
    let filled = match typed.read(group.fields, ctx.today()) {
        Ok(filled) => filled,
        Err(errors) => {
            let name = person.name();
            return pages::facts(ctx, &name, back, group, version, &typed, &errors).show();
        }
    };
    let (rules, to) = (rules(ctx).await?, format!("{back}?said=known"));
    let done = ctx
        .submit(form, async move |tx: &mut WriteTx| {
            queries::save_facts(tx, id, group.fields, version, &filled).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(to.clone())
        })
        .await;
    if !matches!(done, Err(Halt::Stale)) {
        return Ok(done?);
    }
    let facts = queries::facts(&mut ctx.read().await?, ctx.council(), id).await?;
    let message = "Someone else changed these facts while you were typing. Your version is shown. Check theirs first, then save again";
    pages::facts(
        ctx,
        &person.name(),
        back,
        group,
        queries::version_of(&facts, group.fields),
        &typed,
        &Errors::one(group.fields[0].name, message),
    )
    .show()
}

/// Asks for a new entry.
pub(super) async fn ask_entry(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
    uri: Uri,
) -> Answer {
    let entry = asked.entry();
    let person = person(&ctx, id, entry.is_restricted()).await?;
    let draft = ctx.draft(&uri).await?;
    let typed = draft.map_or_else(Typed::default, |draft| Typed::of(&draft, entry.fields()));
    let errors = Errors::default();
    pages::entry(&ctx, &person.name(), &back(id), entry, &typed, &errors).show()
}

pub(super) async fn rules(ctx: &Ctx) -> Result<Rules, WebError> {
    Ok(Rules::of(
        ctx.app(),
        ctx.library(&mut ctx.read().await?).await?,
    ))
}

/// Adds an entry. A life event also clears what is due in the same write, and tells those who work with the young person.
pub(super) async fn add_entry(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
    form: Form,
) -> Answer {
    let entry = asked.entry();
    let person = person(&ctx, id, entry.is_restricted()).await?;
    let typed = Typed::of(&form, entry.fields());
    let filled = match typed.read(entry.fields(), ctx.today()) {
        Ok(filled) => filled,
        Err(errors) => {
            let name = person.name();
            return pages::entry(&ctx, &name, &back(id), entry, &typed, &errors).show();
        }
    };
    let (rules, address) = (rules(&ctx).await?, ctx.app().config.public_url());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add(tx, id, entry, &filled).await?;
            due::refresh(tx, &rules, id).await?;
            if entry == Entry::LifeEvent {
                queries::tell_team(tx, id, &address).await?;
            }
            Ok(format!("{}?said=happened", back(id)))
        })
        .await;
    Ok(done?)
}

/// Finds the line that the query names, with what it says.
async fn line(
    ctx: &Ctx,
    id: PersonId,
    asked: &ParticularsQuery,
) -> Result<(Entry, Uuid, String), WebError> {
    let entry = asked.entry();
    let row = Uuid::try_parse(&asked.row).map_err(|_| WebError::NotFound)?;
    let lines = queries::lines(&mut ctx.read().await?, ctx.council(), id).await?;
    let line = lines
        .iter()
        .find(|line| line.entry == entry && line.id == row && line.is_current)
        .filter(|_| entry.can_end())
        .ok_or(WebError::NotFound)?;
    let says = entry.fields().iter().filter_map(|field| {
        let stored = line.stored.get(field.name)?;
        (!stored.is_empty()).then(|| worded(field, stored))
    });
    Ok((entry, row, says.collect::<Vec<_>>().join(", ")))
}

fn end_page(ctx: &Ctx, person: &Person, asked: &ParticularsQuery, says: &str) -> FormPage {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("entry", &asked.entry)
        .append_pair("row", &asked.row)
        .finish();
    FormPage::new(ctx, "Is this no longer true?")
        .caption(person.name())
        .intro(Html::paragraph(says).and(Html::paragraph("It will stay in the history.")))
        .cancel(back(person.standing.id))
        .action(format!("{}?{query}", ctx.path()))
        .button("Mark as no longer true")
}

/// Asks whether something is no longer true.
pub(super) async fn ask_end(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
) -> Answer {
    let person = person(&ctx, id, asked.entry().is_restricted()).await?;
    let (_, _, says) = line(&ctx, id, &asked).await?;
    end_page(&ctx, &person, &asked, &says).show()
}

/// Marks something as no longer true.
pub(super) async fn end(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ParticularsQuery>,
    form: Form,
) -> Answer {
    person(&ctx, id, asked.entry().is_restricted()).await?;
    let (entry, row, _) = line(&ctx, id, &asked).await?;
    let rules = rules(&ctx).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, id, entry, row).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("{}?said=no-longer", back(id)))
        })
        .await;
    match done {
        // Someone else has already ended it, which is what was wanted.
        Err(Halt::Stale) => Ok(crate::shell::web::redirect(&back(id))),
        other => Ok(other?),
    }
}

//! The bar with the young person's name, and the navigation beside the page.

use askama::Template;
use govuk::Html;
use policy::Action;
use store::ReadTx;
use values::PersonId;

use super::Section;
use crate::{
    person::{
        due::{self, DueRow},
        people::Person,
    },
    shell::web::{Beside, Ctx, WebError, words},
};

#[derive(Template)]
#[template(path = "frame/around.html")]
struct Around {
    id: PersonId,
    name: String,
    line: String,
    is_overview: bool,
    call: Option<Html>,
    write: Option<String>,
    record: Option<String>,
    raise: Option<String>,
}

struct Part {
    words: &'static str,
    href: String,
    is_active: bool,
    is_current: bool,
    /// How much is due in it.
    count: usize,
    pages: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "frame/beside.html")]
struct Parts {
    name: String,
    path: String,
    parts: Vec<Part>,
}

/// Draws what stands around a page about a young person whom the worker may see.
pub(crate) fn around(
    ctx: &Ctx,
    person: &Person,
    section: Section,
    due: &[DueRow],
) -> Result<Beside, WebError> {
    let (id, today) = (person.standing.id, ctx.today());
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let reaches = may && !person.has_died();
    let fields = &person.fields;
    let age = fields
        .born_on
        .filter(|_| !person.has_died())
        .map(|born| format!("{} years old", words::age(born, today)));
    let language = (fields.language != "English").then(|| fields.language.clone());
    let line: Vec<String> = [Some(fields.pronouns.clone()), age, language]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    let is_overview = section == Section::Overview;
    let bar = Around {
        id,
        name: person.name(),
        line: line.join(", "),
        is_overview,
        // Where the safe times stand too, and on no other page.
        call: (reaches && is_overview && !fields.phone.is_empty())
            .then(|| words::telephone(&fields.phone)),
        write: reaches.then(|| format!("/people/{id}/messages")),
        record: reaches.then(|| format!("/people/{id}/contacts/new")),
        raise: may.then(|| format!("/people/{id}/concerns/new")),
    };
    let kinds = || {
        let now = due.iter().filter(|row| row.due_on <= today);
        now.filter_map(|row| row.kind)
    };
    let parts = Section::ALL.into_iter().filter_map(|one| {
        let pages = one.pages(ctx, &person.standing);
        let (href, _) = pages.first()?.clone();
        Some(Part {
            words: one.words(),
            is_active: one == section,
            is_current: one == section && href == ctx.path(),
            count: one.count(kinds()),
            href,
            pages,
        })
    });
    let beside = Parts {
        name: person.name(),
        path: ctx.path().to_owned(),
        parts: parts.collect(),
    };
    Ok(Beside {
        above: Html::render(&bar).map_err(WebError::broken)?,
        beside: Html::render(&beside).map_err(WebError::broken)?,
    })
}

/// Draws the same, and reads what is due.
pub(crate) async fn frame(
    ctx: &Ctx,
    tx: &mut ReadTx,
    person: &Person,
    section: Section,
) -> Result<Beside, WebError> {
    let due = due::due_of(tx, ctx.council(), person.standing.id).await?;
    around(ctx, person, section, &due)
}

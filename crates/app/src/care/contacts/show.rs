//! One contact, and its text for the council's own case record.

use askama::Template;
use govuk::{SummaryList, Textarea};
use policy::Action;
use values::ContactId;

use super::{model::Reads, queries};
use crate::{
    office::directory::InCouncil,
    person::people::{self, Standing},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Path, WebError, html, words},
    },
};

#[derive(Template)]
#[template(path = "contacts/show.html")]
struct ContactPage {
    layout: Layout,
    name: String,
    heading: String,
    about: SummaryList,
    is_superseded: bool,
    text: Textarea,
    correct: Option<String>,
}

/// Shows a contact, even if it has been corrected.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ContactId>) -> Answer {
    let mut tx = ctx.read().await?;
    let contact = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(&ctx, &mut tx, contact.person, Action::ReadPerson).await?;
    let may = |action| ctx.permits(action, &person.standing);
    let reads = super::reads(&ctx, &person.standing);
    let directory = ctx.directory(&mut tx).await?;
    let worker = directory.worker(contact.worker, "someone");
    let note = contact.note_for(reads).to_owned();
    let or_none = |text: String| if text.is_empty() { "–".into() } else { text };
    let about = SummaryList::new()
        .row("With", worker.clone())
        .row("What happened", or_none(note))
        .row(
            "Who can read the note",
            contact.note_kind.words().to_owned(),
        )
        .row("Agreed", or_none(contact.agreed_for(reads).to_owned()));
    let is_hidden = contact.is_hidden(reads);
    Ok(html(&ContactPage {
        layout: ctx
            .layout("Contact")
            .back(format!("/people/{}", contact.person)),
        name: person.name(),
        heading: format!("{}, {}", contact.title(), words::day(contact.held_on)),
        about,
        is_superseded: contact.is_superseded,
        text: Textarea::new("text", "For the council’s own case record")
            .hint("Select and copy this, so that you do not have to type it twice")
            .rows(5)
            .value(contact.plain_text(&worker, reads)),
        correct: (may(Action::RecordContact) && !contact.is_superseded && !is_hidden)
            .then(|| format!("/contacts/{id}/correct")),
    }))
}

/// Returns how much of the notes about a young person the reader may see.
pub(crate) fn reads(ctx: &Ctx, standing: &Standing) -> Reads {
    if ctx.permits(Action::ReadRestricted, standing) {
        Reads::Everything
    } else if ctx.permits(Action::ReadStaffNotes, standing) {
        Reads::StaffNotes
    } else {
        Reads::AsPartner(ctx.me())
    }
}

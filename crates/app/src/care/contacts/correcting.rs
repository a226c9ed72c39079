//! Correcting a contact: the original stays in the history.

use axum::http::Uri;
use store::WriteTx;
use values::ContactId;

use super::{
    forms::{ContactForm, Read},
    handlers::{Frame, page, person},
    model::Contact,
    queries,
    saving::ended_as,
};
use crate::{
    care::appointments,
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::Person,
    },
    shell::web::{Answer, Ctx, Errors, Form, Halt, Path, WebError},
};

async fn open(ctx: &Ctx, id: ContactId) -> Result<(Contact, Person), WebError> {
    let mut tx = ctx.read().await?;
    let contact = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = person(ctx, &mut tx, contact.person).await?;
    // Workers cannot correct a note they may not read.
    if contact.is_hidden(super::reads(ctx, &person.standing)) {
        return Err(WebError::Forbidden);
    }
    Ok((contact, person))
}

fn frame_of_correction<'a>(contact: &Contact, person: &'a Person) -> Frame<'a> {
    Frame {
        heading: "Correct this contact",
        person,
        back: format!("/contacts/{}", contact.id),
        appointment: None,
        by_cadence: None,
        asks_next: false,
        is_beyond: false,
        is_clash: false,
    }
}

/// Asks for the correction.
pub(super) async fn ask_correction(ctx: Ctx, Path(id): Path<ContactId>, uri: Uri) -> Answer {
    let (contact, person) = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| ContactForm::of(&contact), ContactForm::typed);
    page(
        &ctx,
        &frame_of_correction(&contact, &person),
        &form,
        &Errors::default(),
    )
}

/// Records a correction; the original stays in the history.
pub(super) async fn correct(ctx: Ctx, Path(id): Path<ContactId>, form: Form) -> Answer {
    let (contact, person) = open(&ctx, id).await?;
    let typed = ContactForm::typed(&form);
    let frame = frame_of_correction(&contact, &person);
    let new: Read = match typed.read(ctx.today(), person.fields.born_on) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, &frame, &typed, &errors),
    };
    let library = ctx.library(&mut ctx.read().await?).await?;
    let rules = Rules::of(ctx.app(), library);
    let before = contact.clone();
    let done = ctx
        .submit_about(contact.person, &form, async move |tx: &mut WriteTx| {
            let (new, rules, before) = (new.contact.clone(), rules.clone(), before.clone());

            queries::correct(tx, &before, &new).await?;
            if let Some(of) = before.appointment {
                appointments::restart(tx, of, ended_as(new.facts.is_held())).await?;
            }
            due::refresh(tx, &rules, before.person).await?;
            Ok(format!("/people/{}?said=contact", before.person))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has just corrected this contact. Check their record first";
            page(&ctx, &frame, &typed, &Errors::one("kind", message))
        }
        other => Ok(other?),
    }
}

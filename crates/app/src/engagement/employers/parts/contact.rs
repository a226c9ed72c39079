//! The contacts at an employer.

use axum::http::Uri;
use govuk::{Html, Input};
use serde::Deserialize;
use store::WriteTx;
use values::{EmployerContactId, EmployerId};

use super::super::{EmployerContact, forms::ContactForm, handlers::open, model::Employer, queries};
use crate::shell::{
    outside,
    web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError},
};

fn page(ctx: &Ctx, one: &Employer, form: &ContactForm, errors: &Errors) -> Answer {
    let field = |id: &'static str, label: &'static str, value: &str| {
        Input::new(id, label).value(value).error(errors.at(id))
    };
    FormPage::new(ctx, "Add an employer contact")
        .caption(one.name.clone())
        .errors(errors, &[])
        .cancel(format!("/employers/{}", one.id))
        .field(field("name", "Name", &form.name))
        .field(field(
            "post",
            "What do they do there? (optional)",
            &form.post,
        ))
        .field(field("phone", "Phone (optional)", &form.phone).telephone())
        .field(field("email", "Email (optional)", &form.email).email())
        .button("Save")
        .show()
}

/// Asks for the contact's details.
pub(in crate::engagement::employers) async fn ask(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    uri: Uri,
) -> Answer {
    let one = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(ContactForm::default, ContactForm::typed);
    page(&ctx, &one, &form, &Errors::default())
}

/// Adds a contact.
pub(in crate::engagement::employers) async fn add(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    form: Form,
) -> Answer {
    let one = open(&ctx, id).await?;
    let typed = ContactForm::typed(&form);
    let new = match typed.read() {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &one, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_contact(tx, id, &new).await?;
            Ok(format!("/employers/{id}?said=contact-added"))
        })
        .await;
    Ok(done?)
}

/// Which contact the address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::engagement::employers) struct ContactQuery {
    contact: String,
}

async fn find(
    ctx: &Ctx,
    id: EmployerId,
    asked: &ContactQuery,
) -> Result<(Employer, EmployerContact), WebError> {
    let one = open(ctx, id).await?;
    let wanted: EmployerContactId = asked.contact.parse().map_err(|_| WebError::NotFound)?;
    let all = queries::contacts(&mut ctx.read().await?, ctx.council(), id).await?;
    let contact = all.into_iter().find(|contact| contact.id == wanted);
    Ok((one, contact.ok_or(WebError::NotFound)?))
}

/// Asks whether a contact has left.
pub(in crate::engagement::employers) async fn ask_leave(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    Query(asked): Query<ContactQuery>,
) -> Answer {
    let (one, contact) = find(&ctx, id, &asked).await?;
    FormPage::new(&ctx, format!("{} no longer works there", contact.name))
        .caption(one.name)
        .action(format!("{}?contact={}", ctx.path(), contact.id))
        .cancel(format!("/employers/{id}"))
        .intro(Html::paragraph(
            "This takes them off the list. The log does not change.",
        ))
        .warning_button("Take them off the list")
        .show()
}

/// Takes a contact who has left off the list.
pub(in crate::engagement::employers) async fn leave(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    Query(asked): Query<ContactQuery>,
    form: Form,
) -> Answer {
    let (_, contact) = find(&ctx, id, &asked).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::leave_contact(tx, id, contact.id).await?;
            outside::end(tx, outside::Of::Holder(contact.id.into())).await?;
            Ok(format!("/employers/{id}?said=contact-left"))
        })
        .await;
    Ok(done?)
}

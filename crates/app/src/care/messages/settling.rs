//! Recording what happened to a message that may not have arrived.

use govuk::{Html, InsetText, Radios};
use policy::Action;
use store::WriteTx;
use values::MessageId;

use super::queries::{self, Message};
use crate::{
    person::people::{self, Person},
    post::outbox::{MessageState, Purpose},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
};

async fn open(ctx: &Ctx, id: MessageId) -> Result<(Message, Person), WebError> {
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, one.person, Action::RecordContact).await?;
    // Who somebody is to them can say something about health or offending.
    if one.purpose == Purpose::Around {
        ctx.decide(Action::ReadRestricted, &person.standing)?;
    }
    Ok((one, person))
}

fn page(ctx: &Ctx, one: &Message, person: &Person, errors: &Errors) -> Answer {
    let back = format!("/people/{}/messages", one.person);
    let page = FormPage::new(ctx, "Did the message arrive?")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(back);
    if one.state != MessageState::Uncertain {
        return page
            .intro(Html::paragraph("Someone has already answered this."))
            .without_form()
            .show();
    }
    let words = if one.purpose == Purpose::OwnLink {
        "A link to their own pages."
    } else {
        &one.body
    };
    page.intro(
        Html::paragraph(format!(
            "The connection was lost while it was being sent to {}. We have not sent it again, so that they do not get it twice. Ask them if it arrived, then choose what to do.",
            one.recipient
        ))
        .and(Html::of(InsetText::new(words.to_owned()))),
    )
    .field(
        Radios::new("settled", "What happened?")
            .error(errors.at("settled"))
            .item("arrived", "It arrived")
            .item("again", "It did not arrive, or we cannot tell. Send it again"),
    )
    .button("Save")
    .show()
}

/// Asks what happened to a message.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<MessageId>) -> Answer {
    let (one, person) = open(&ctx, id).await?;
    page(&ctx, &one, &person, &Errors::default())
}

/// Records that it arrived, or sends it again.
pub(super) async fn settle(ctx: Ctx, Path(id): Path<MessageId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id).await?;
    let has_arrived = match form.text("settled") {
        "arrived" => true,
        "again" => false,
        _ => {
            let errors = Errors::one("settled", "Choose what happened");
            return page(&ctx, &one, &person, &errors);
        }
    };
    let back = format!("/people/{}/messages", one.person);
    let led = format!("{back}?said=message-settled");
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::settle(tx, &one, has_arrived).await?;
            Ok(led.clone())
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&back)),
        other => Ok(other?),
    }
}

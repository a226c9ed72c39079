//! The number on which employers and mentors can ring a worker. Each worker sets their own.

use govuk::{Html, Input, Width};
use store::WriteTx;

use super::queries;
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage};

fn page(ctx: &Ctx, phone: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Your work phone number")
        .errors(errors, &[])
        .cancel("/")
        .intro(Html::paragraph(
            "It is shown with your name and work email address on every page that employers open from a link, and on the public page of each opportunity you look after.",
        ))
        .field(
            Input::new("phone", "Phone number")
                .telephone()
                .width(Width::Characters20)
                .value(phone)
                .error(errors.at("phone")),
        )
        .show()
}

/// Asks for the number.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    let (mut tx, me) = (ctx.read().await?, ctx.me());
    let phone = queries::phone_of(&mut tx, ctx.council(), me).await?;
    page(&ctx, &phone, &Errors::default())
}

/// Saves the number.
pub(super) async fn save(ctx: Ctx, form: Form) -> Answer {
    let phone = form.owned("phone");
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if !phone.is_empty() && !(7..=15).contains(&digits) {
        let message = "Enter a phone number, like 020 7946 0123";
        return page(&ctx, &phone, &Errors::one("phone", message));
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::set_phone(tx, &phone).await?;
            Ok("/?said=phone".to_owned())
        })
        .await;
    Ok(done?)
}

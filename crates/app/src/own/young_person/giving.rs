//! A worker gives a young person their pages: the number is confirmed with them, and a link is sent, or shown while they are together.

use chrono::TimeDelta;
use govuk::{Checkboxes, Choice, Details, Html, Radios};
use policy::Action;
use qrcodegen::{QrCode, QrCodeEcc};
use store::{ReadTx, WriteTx};
use values::{PersonId, phones};

use super::queries;
use crate::{
    care::messages::{self, Note},
    person::people::{self, Person},
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Path, WebError, form_to, own_sign_ins, random,
        small_button, words,
    },
};

/// How long a link from a worker works, in hours.
const LINK_HOURS: i64 = 48;

async fn person(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, tx, id, Action::RecordContact).await
}

async fn page(ctx: &Ctx, person: &Person, how: &str, errors: &Errors) -> Answer {
    let id = person.standing.id;
    let fields = &person.fields;
    let mut tx = ctx.read().await?;
    let confirmed = queries::confirmed_at(&mut tx, ctx.council(), id).await?;
    let open = queries::open_sign_ins(&mut tx, ctx.council(), id, ctx.now()).await?;
    drop(tx);
    let confirmed = confirmed.map_or(
        "Their number has not been confirmed yet.".to_owned(),
        |at| format!("Last confirmed on {}.", words::moment(at)),
    );
    let mut choices = Radios::new("how", "How do they get the link?")
        .selected(how)
        .error(errors.at("how"));
    if let Some(number) = phones::first_to_text(&fields.phone) {
        choices = choices.item("text", format!("By text to {}", phones::shown(&number)));
    }
    if !fields.email.is_empty() {
        choices = choices.item("email", format!("By email to {}", fields.email));
    }
    let choices = choices.choice(
        Choice::new("here", "Show it on this screen, as we are together")
            .hint("They scan it with their phone’s camera."),
    );
    FormPage::new(ctx, "Give them their own pages")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}"))
        .intro(
            Html::paragraph("They can see their plan, what is arranged, what was promised, their messages and what they can get. They only see notes that are shared with them.")
                .and(Html::paragraph(confirmed)),
        )
        .field(choices)
        .field(
            Checkboxes::new("confirmed", "Is the number or address private?")
                .item("yes", "I have asked, and no one else reads messages sent to this number or address")
                .error(errors.at("confirmed")),
        )
        .button("Give them the link")
        .after(signed_in(ctx, person, open))
        .show()
}

/// Says where they are signed in, and offers to end it: a lost phone, or someone looking over their shoulder.
fn signed_in(ctx: &Ctx, person: &Person, open: u64) -> Html {
    if open == 0 {
        return Html::default();
    }
    let words = words::count(open, "phone or computer", "phones and computers");
    let says = format!(
        "They are signed in on {words}. If a phone is lost, or someone else may be looking, sign them out. Sending a new link also does this."
    );
    let to = format!("/people/{}/own-pages/end", person.standing.id);
    Html::paragraph(says).and(form_to(
        ctx,
        to,
        small_button("Sign them out everywhere", &person.name()),
    ))
}

/// Signs a young person out on every phone and computer.
pub(super) async fn end(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    person(&ctx, &mut ctx.read().await?, id).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            own_sign_ins::end_all(tx, id, "by a worker").await?;
            Ok(format!("/people/{id}?said=own-pages-ended"))
        })
        .await;
    Ok(done?)
}

/// Asks how they get the link.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let person = person(&ctx, &mut ctx.read().await?, id).await?;
    page(&ctx, &person, "", &Errors::default()).await
}

/// Draws a link as a QR code, with the white edge that cameras need; nothing where it is too long for one.
fn picture(link: &str) -> Html {
    const EDGE: i32 = 4;
    let Ok(code) = QrCode::encode_text(link, QrCodeEcc::Medium) else {
        return Html::default();
    };
    let size = code.size() + 2 * EDGE;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + EDGE, y + EDGE));
        }
    }
    Html::drawing(format!(
        "<svg role=\"img\" aria-label=\"The link as a QR code\" viewBox=\"0 0 {size} {size}\" width=\"280\" height=\"280\" \
         shape-rendering=\"crispEdges\"><path d=\"M0 0h{size}v{size}h-{size}z\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

/// Sends a link, or shows it.
pub(super) async fn give(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = person(&ctx, &mut ctx.read().await?, id).await?;
    let how = form.text("how");
    let to = match how {
        "text" => phones::first_to_text(&person.fields.phone).unwrap_or_default(),
        "email" => person.fields.email.clone(),
        _ => String::new(),
    };
    let mut errors = Errors::default();
    errors.require(
        how == "here" || !to.is_empty(),
        "how",
        "Choose how they get the link",
    );
    errors.require(
        how == "here" || form.text("confirmed") == "yes",
        "confirmed",
        "Ask them first whether anyone else reads it",
    );
    if !errors.is_empty() {
        return page(&ctx, &person, how, &errors).await;
    }
    let (secret, address, life) = (
        random(),
        ctx.app().config.public_url(),
        TimeDelta::hours(LINK_HOURS),
    );
    if how == "here" {
        form.key().ok_or(WebError::Expired)?;
        let token = ctx
            .write(async move |tx: &mut WriteTx| {
                queries::make_link(tx, id, secret, life, false).await
            })
            .await?;
        let link = format!("{address}/my/link/{token}");
        return FormPage::new(&ctx, "The link is ready")
            .caption(person.name())
            .cancel(format!("/people/{id}"))
            .intro(
                Html::paragraph("They scan it with their phone’s camera. It works once, for two days, and will not be shown again.")
                    .and(picture(&link))
                    .and(Html::of(Details::new("The link as text", link))),
            )
            .without_form()
            .show();
    }
    let hash = queries::reach_hash(ctx.app(), &to);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::confirm_reach(tx, id, hash.clone()).await?;
            let token = queries::make_link(tx, id, secret, life, false).await?;
            let note = Note::link(&person, &to, &format!("{address}/my/link/{token}"));
            messages::post(tx, &note).await?;
            Ok(format!("/people/{id}?said=own-link"))
        })
        .await;
    Ok(done?)
}

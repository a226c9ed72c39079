//! A death, on a page of its own: asked gently, looked at a second time before it is recorded.

use chrono::NaiveDate;
use govuk::{Html, SummaryList};
use store::WriteTx;
use values::PersonId;

use super::{handlers, queries};
use crate::{
    person::{due, people::Person},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, form::TypedDate, words},
};

/// The field by which the second look is passed.
const LOOKED: &str = "looked";

async fn person(ctx: &Ctx, id: PersonId) -> Result<Person, crate::shell::web::WebError> {
    handlers::person(ctx, id, true).await
}

fn page(ctx: &Ctx, person: &Person, on: &TypedDate, errors: &Errors) -> Answer {
    let intro = "We are sorry. Take the time you need. Before anything is saved, you will see what happens next.";
    FormPage::new(ctx, "Record that a young person has died")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}/particulars", person.standing.id))
        .intro(Html::paragraph(intro))
        .field(
            on.field("on", "When did they die?", errors)
                .hint("If the day is not known, enter the day you were told"),
        )
        .button("Continue")
        .show()
}

fn second_look(ctx: &Ctx, person: &Person, on: NaiveDate) -> Answer {
    let said = SummaryList::new()
        .row("Name", person.name())
        .row(
            "Date of birth",
            words::day_or(person.fields.born_on, "Not known"),
        )
        .row("Date of death", words::day(on));
    let follows = [
        "all messages and reminders to them stop straight away, and they can no longer sign in",
        "their coach, adviser and social worker are told gently, without a name in the message",
        "they are on no list of people to work with, and nothing is due for them",
        "their record is kept, and nothing in it is deleted",
    ];
    let follows = follows.map(|one| Html::literal("<li>").and(one).and(Html::literal("</li>")));
    let follows = Html::literal("<ul class=\"govuk-list govuk-list--bullet\">")
        .and(Html::joined(follows))
        .and(Html::literal("</ul>"));
    let typed = TypedDate::of(Some(on));
    FormPage::new(ctx, "Check before you record this death")
        .caption(person.name())
        .cancel(format!("/people/{}/death", person.standing.id))
        .intro(
            Html::of(said)
                .and(Html::paragraph("When you record it:"))
                .and(follows)
                .and(Html::paragraph(
                    "Speak with your manager if you are unsure. There is no hurry.",
                )),
        )
        .carry(LOOKED, "yes")
        .carry("on-day", typed.day)
        .carry("on-month", typed.month)
        .carry("on-year", typed.year)
        .warning_button("Record their death")
        .show()
}

/// Asks when they died.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let person = person(&ctx, id).await?;
    page(&ctx, &person, &TypedDate::default(), &Errors::default())
}

/// Shows what was typed a second time; then records it, clears what is due and tells those who work with the young person.
pub(super) async fn record(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = person(&ctx, id).await?;
    let typed = form.date("on");
    let message = match typed.read("Date of death") {
        Ok(Some(on)) if on > ctx.today() => "Date of death must be today or in the past".into(),
        Ok(Some(on)) if person.fields.born_on.is_some_and(|born| on < born) => {
            "Date of death must be after their date of birth".into()
        }
        Ok(Some(on)) if form.text(LOOKED) != "yes" => return second_look(&ctx, &person, on),
        Ok(Some(on)) => return save(&ctx, id, on, &form).await,
        Ok(None) => "Enter the date of death".into(),
        Err(message) => message,
    };
    page(&ctx, &person, &typed, &Errors::one("on", message))
}

async fn save(ctx: &Ctx, id: PersonId, on: NaiveDate, form: &Form) -> Answer {
    let (rules, address) = (handlers::rules(ctx).await?, ctx.app().config.public_url());
    let done = ctx
        .submit(form, async move |tx: &mut WriteTx| {
            queries::record_death(tx, id, on).await?;
            due::refresh(tx, &rules, id).await?;
            queries::tell_team(tx, id, &address).await?;
            Ok(format!("/people/{id}?said=death"))
        })
        .await;
    Ok(done?)
}

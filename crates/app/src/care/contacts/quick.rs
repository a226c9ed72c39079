//! A contact logged in a few taps, in the list of the day: how, a sentence, and when next.

use chrono::{Days, NaiveDate};
use govuk::{Button, Html, Radios, Select, Textarea};
use policy::Action;
use values::{ContactId, PersonId};

use super::{
    forms::ContactForm,
    handlers,
    model::{NoteKind, Outcome},
    queries,
    saving::{self, Saving},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people,
    },
    shell::{
        choices::Code,
        web::{
            Answer, Ctx, Errors, Form, Halt, Path, WebError, form::TypedDate, form_to, redirect,
            words,
        },
    },
};

/// What happened, in a tap: code, words, kind of contact, and whether it took place.
const WAYS: [(&str, &str, &str, Outcome); 4] = [
    ("spoke", "Spoke", "call", Outcome::Held),
    ("met", "Met", "one-to-one", Outcome::Held),
    ("no-answer", "No answer", "call", Outcome::NoAnswer),
    ("text", "Text sent", "text", Outcome::NoAnswer),
];

/// Lists working days to choose from, up to four weeks ahead.
fn near(ctx: &Ctx) -> Vec<NaiveDate> {
    let calendar = &ctx.app().calendar;
    let ahead = [1, 3, 7, 14, 28].map(|days| ctx.today() + Days::new(days));
    let mut days: Vec<NaiveDate> = ahead
        .into_iter()
        .filter_map(|day| calendar.working_day_from(day).ok())
        .collect();
    days.dedup();
    days
}

/// Draws the form for one young person. `next` is the day by which the cadence asks for the contact after one today.
pub(crate) fn quick_form(
    ctx: &Ctx,
    (person, name): (PersonId, &str),
    next: Option<NaiveDate>,
) -> Html {
    let field = |what: &str| format!("{what}-{person}");
    let mut ways = Radios::new(field("how"), "What happened?").inline().small();
    ways = ways.name("how");
    for (code, words, ..) in WAYS {
        ways = ways.item(code, words);
    }
    let note = Textarea::new(field("note"), "Say more (optional)")
        .name("note")
        .rows(2);
    let mut days = Select::new(field("next"), "When next?").name("next");
    if let Some(on) = next {
        let says = format!("{}, as usual", words::weekday(on));
        days = days.item(on.to_string(), says);
    }
    for on in near(ctx).into_iter().filter(|on| Some(*on) != next) {
        days = days.item(on.to_string(), words::weekday(on));
    }
    days = days.item("", "No day agreed");
    let save = Html::from("Save").and(Html::hidden(format!(" the contact with {name}")));
    form_to(
        ctx,
        format!("/people/{person}/contacts/quick"),
        Html::joined([
            Html::of(ways),
            Html::of(note),
            Html::of(days),
            Html::of(Button::new(save).prevent_double_click()),
        ]),
    )
}

/// Records a contact from the list of the day. Where something is missing, the whole form is shown with what was typed.
pub(super) async fn log(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let any = handlers::ContactQuery::default();
    let appointment = handlers::appointment(&ctx, &mut tx, id, &any).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    let today = ctx.today();
    let by_cadence =
        due::next_by_cadence(&mut tx, &rules, ctx.council(), (id, ctx.me()), today).await?;
    drop(tx);
    let way = WAYS.iter().find(|(code, ..)| *code == form.text("how"));
    let next: Option<NaiveDate> = form.text("next").parse().ok();
    let typed = ContactForm {
        kind: way.map_or(String::new(), |(_, _, kind, _)| (*kind).to_owned()),
        outcome: way.map_or(String::new(), |(.., outcome)| outcome.code().to_owned()),
        note: form.owned("note"),
        note_kind: NoteKind::Staff.code().to_owned(),
        on: TypedDate::of(Some(today)),
        next: TypedDate::of(next),
        ..ContactForm::default()
    };
    let read = match (way, typed.read(today, person.fields.born_on)) {
        (Some(_), Ok(read)) => read,
        (way, read) => {
            let mut errors = read.err().unwrap_or_default();
            if way.is_none() {
                errors = Errors::one("kind", "Choose how you were in touch");
            }
            return handlers::unfinished(&ctx, (&person, appointment.as_ref()), &typed, &errors);
        }
    };
    // A try that reached nobody moves nothing that is due: it comes up again on the next working day.
    let is_held = read.contact.facts.is_held();
    let again = ctx.app().calendar.add_working_days(today, 1);
    let again = again.map_err(|error| WebError::broken(error.to_string()))?;
    let mut read = read;
    if !is_held {
        read.next_on = by_cadence;
    }
    let saving = Saving {
        appointment: appointment.filter(|_| is_held),
        by_cadence,
        read,
        put_off_until: (!is_held).then_some(again),
        rules,
    };
    let then = |_: PersonId, contact: ContactId| format!("/today?said=logged&contact={contact}");
    match saving::save(&ctx, id, &form, saving, then).await {
        Err(Halt::Stale) => Ok(redirect("/today")),
        other => Ok(other?),
    }
}

/// Takes back a contact that was saved a moment ago.
pub(super) async fn take_back(ctx: Ctx, Path(id): Path<ContactId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let contact = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    people::open(&ctx, &mut tx, contact.person, Action::RecordContact).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    match saving::take_back(&ctx, (id, contact.person), &form, rules).await {
        Err(Halt::Stale) => Ok(redirect(&format!("/contacts/{id}"))),
        other => Ok(other?),
    }
}

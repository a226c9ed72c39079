//! Recording a contact, and correcting one.

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Details, Html, Input, Radios, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::ReadTx;
use values::{AppointmentId, ContactId, PersonId};

use super::{
    forms::ContactForm,
    model::{Came, Canceller, NoteKind, Outcome, Why},
    saving::{self, Saving},
};
use crate::{
    care::{
        appointments::{
            self, Appointment,
            clashes::{self, Wanted},
        },
        commitments::beyond,
    },
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        people::{self, Person},
    },
    shell::{
        choices::{CONTACT_KINDS, Code, Coded},
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, words},
    },
};

/// Which appointment the contact was.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ContactQuery {
    appointment: String,
}

pub(super) async fn person(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, tx, id, Action::RecordContact).await
}

fn radios(
    id: &'static str,
    legend: &str,
    choices: &[Coded],
    chosen: &str,
    errors: &Errors,
) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .selected(chosen)
        .error(errors.at(id))
        .small();
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

/// The facts about something that was arranged. They stay folded unless it was, or something in them is wrong.
fn arranged(form: &ContactForm, opened: bool, errors: &Errors) -> Html {
    let fields = Html::joined([
        radios("came", "Did they come?", Came::CHOICES, &form.came, errors),
        radios(
            "why",
            "Why were they late, or why did they not come?",
            Why::CHOICES,
            &form.why,
            errors,
        ),
        radios(
            "canceller",
            "Who cancelled?",
            Canceller::CHOICES,
            &form.canceller,
            errors,
        ),
    ]);
    let is_wrong = ["came", "why", "canceller"]
        .iter()
        .any(|field| errors.at(field).is_some());
    let details = Details::new(
        "If it was arranged: did they come, and did anyone cancel?",
        fields,
    );
    Html::of(if opened || is_wrong {
        details.open()
    } else {
        details
    })
}

/// What a form of a contact is shown with.
pub(super) struct Frame<'a> {
    pub(super) heading: &'static str,
    pub(super) person: &'a Person,
    pub(super) back: String,
    pub(super) appointment: Option<&'a Appointment>,
    /// The day by which the cadence asks for the next contact.
    pub(super) by_cadence: Option<NaiveDate>,
    pub(super) asks_next: bool,
    /// Whether a promise is for a day on which support has ended.
    pub(super) is_beyond: bool,
    /// Whether something speaks against the time of the next contact.
    pub(super) is_clash: bool,
}

pub(super) fn page(ctx: &Ctx, frame: &Frame<'_>, form: &ContactForm, errors: &Errors) -> Answer {
    page_to(ctx, ctx.path(), frame, form, errors)
}

fn page_to(
    ctx: &Ctx,
    path: &str,
    frame: &Frame<'_>,
    form: &ContactForm,
    errors: &Errors,
) -> Answer {
    let is_arranged = frame.appointment.is_some() || !form.came.is_empty();
    let mut page = FormPage::new(ctx, frame.heading)
        .action(path)
        .caption(frame.person.name())
        .errors(errors, &["on", "next", "promise_due"])
        .cancel(frame.back.clone());
    if let Some(one) = frame.appointment {
        let words = format!("Arranged: {}, {}.", one.how(), one.when());
        page = page
            .intro(Html::paragraph(words))
            .action(format!("{path}?appointment={}", one.id));
    }
    page = page
        .field(radios("kind", "How were you in touch?", CONTACT_KINDS, &form.kind, errors))
        .field(radios("outcome", "Did it take place?", Outcome::CHOICES, &form.outcome, errors))
        .field(arranged(form, is_arranged, errors))
        .field(form.on.field("on", "When was it?", errors))
        .field(
            Textarea::new("note", "What happened? (optional)")
                .hint("Give facts, and their own words. If you are worried about their safety, raise a concern instead.")
                .rows(4)
                .value(&*form.note)
                .error(errors.at("note")),
        )
        .field(radios("note_kind", "Who can read this note and what you agreed?", NoteKind::CHOICES, &form.note_kind, errors))
        .field(
            Textarea::new("agreed", "What did you agree? (optional)")
                .rows(2)
                .value(&*form.agreed)
                .error(errors.at("agreed")),
        );
    if frame.asks_next {
        let promised = Input::new("promised", "Did you promise them anything? (optional)")
            .hint("In one line, as you said it. They can see it on their own pages, and you will see it before it is late.")
            .value(&*form.promised)
            .error(errors.at("promised"));
        page = page.field(promised).field(form.promise_due.field(
            "promise_due",
            "By when? (if you promised something)",
            errors,
        ));
        if frame.is_beyond {
            page = page.field(beyond::question(form.goes_beyond));
        }
        let hint = match frame.by_cadence {
            Some(on) => format!(
                "The programme asks for one by {}. Change the day if you agreed another.",
                words::day(on)
            ),
            None => "Leave it empty if nothing was agreed.".to_owned(),
        };
        page = page
            .field(
                form.next
                    .field("next", "When is the next contact?", errors)
                    .hint(hint),
            )
            .field(
                Input::new("next_time", "What time? (optional)")
                    .hint("For example, 2:30pm")
                    .width(Width::Characters5)
                    .value(&*form.next_time)
                    .error(errors.at("next_time")),
            );
        if frame.is_clash {
            page = page.field(clashes::question(form.keeps_time));
        }
    }
    page.button("Save contact").show()
}

/// Finds the appointment in the address, or else one arranged for today or before.
pub(super) async fn appointment(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
    asked: &ContactQuery,
) -> Result<Option<Appointment>, WebError> {
    let named = asked.appointment.parse::<AppointmentId>().ok();
    let open = appointments::of_person(tx, ctx.council(), id).await?;
    let today = ctx.today();
    Ok(open
        .into_iter()
        .find(|one| named.map_or(one.on <= today, |named| one.id == named)))
}

/// Asks for the details of a contact.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ContactQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let appointment = appointment(&ctx, &mut tx, id, &asked).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    let next =
        due::next_by_cadence(&mut tx, &rules, ctx.council(), (id, ctx.me()), ctx.today()).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let mut form = draft
        .as_ref()
        .map_or_else(|| ContactForm::blank(ctx.today(), next), ContactForm::typed);
    if let (Some(one), None) = (&appointment, &draft) {
        form.kind.clone_from(&one.kind);
    }
    let frame = Frame {
        heading: "Record a contact",
        person: &person,
        back: format!("/people/{id}"),
        appointment: appointment.as_ref(),
        by_cadence: next,
        asks_next: true,
        is_beyond: false,
        is_clash: false,
    };
    page(&ctx, &frame, &form, &Errors::default())
}

/// Records a contact, says how the appointment for it ended, arranges the next one if a day other than the cadence's was agreed, and
/// works out what is due.
pub(super) async fn record(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<ContactQuery>,
    form: Form,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = person(&ctx, &mut tx, id).await?;
    let appointment = appointment(&ctx, &mut tx, id, &asked).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    let council = ctx.council();
    let by_cadence =
        due::next_by_cadence(&mut tx, &rules, council, (id, ctx.me()), ctx.today()).await?;
    let typed = ContactForm::typed(&form);
    // Most contacts promise nothing, and need not know when support ends.
    let promised_on = typed.promise_due.read("The day").ok().flatten();
    let end = match promised_on {
        Some(_) => beyond::end_of(&ctx, &mut tx, &person).await?,
        None => None,
    };
    drop(tx);
    let mut read = typed.read(ctx.today(), person.fields.born_on);
    if let Some(refused) = beyond::refusal(promised_on, end, typed.goes_beyond) {
        let mut errors = read.err().unwrap_or_default();
        errors.add("promise_due", refused);
        read = Err(errors);
    }
    let mut is_clash = false;
    if let Ok(next) = &read
        && !typed.keeps_time
        && let Some(on) = next.next_on.filter(|on| Some(*on) != by_cadence)
    {
        let wanted = Wanted::usual(on, &next.next_time);
        let mut tx = ctx.read().await?;
        let found = clashes::against(&ctx, &mut tx, (council, id), wanted, None).await?;
        if let Some(found) = found {
            (is_clash, read) = (true, Err(clashes::refusal("next", &found)));
        }
    }
    let read = match read {
        Ok(read) => read,
        Err(errors) => {
            let frame = Frame {
                heading: "Record a contact",
                person: &person,
                back: format!("/people/{id}"),
                appointment: appointment.as_ref(),
                by_cadence,
                asks_next: true,
                is_beyond: beyond::refusal(promised_on, end, false).is_some(),
                is_clash,
            };
            return page(&ctx, &frame, &typed, &errors);
        }
    };
    let saving = Saving {
        appointment,
        by_cadence,
        read,
        put_off_until: None,
        rules,
    };
    let then = |person: PersonId, _: ContactId| format!("/people/{person}?said=contact");
    match saving::save(&ctx, id, &form, saving, then).await {
        Err(Halt::Stale) => Ok(crate::shell::web::redirect(ctx.path())),
        other => Ok(other?),
    }
}

/// Shows the whole form with what was typed into a shorter one.
pub(super) fn unfinished(
    ctx: &Ctx,
    (person, appointment): (&Person, Option<&Appointment>),
    typed: &ContactForm,
    errors: &Errors,
) -> Answer {
    let frame = Frame {
        heading: "Record a contact",
        person,
        back: "/today".to_owned(),
        appointment,
        by_cadence: None,
        asks_next: true,
        is_beyond: false,
        is_clash: false,
    };
    let path = format!("/people/{}/contacts/new", person.standing.id);
    page_to(ctx, &path, &frame, typed, errors)
}

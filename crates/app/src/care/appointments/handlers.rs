//! Arranging, moving and calling off appointments.

use axum::http::Uri;
use govuk::{Html, Input, InsetText, Radios, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{AppointmentId, PersonId};

use super::{
    clashes::{self, Wanted},
    forms::AppointmentForm,
    model::Appointment,
    places,
    queries::{self, NewAppointment},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        particulars,
        people::{self, Person},
    },
    shell::{
        choices::CONTACT_KINDS,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
    },
};

/// Finds an appointment and the young person.
pub(super) async fn open(
    ctx: &Ctx,
    id: AppointmentId,
    action: Action,
) -> Result<(Appointment, Person), WebError> {
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, one.person, action).await?;
    Ok((one, person))
}

/// What the form is called, and where it leads back to.
struct Frame<'a> {
    heading: &'static str,
    person: &'a Person,
    back: String,
    is_move: bool,
    /// Whether something speaks against the time.
    is_clash: bool,
}

fn page(ctx: &Ctx, frame: &Frame<'_>, form: &AppointmentForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "How will you be in touch?")
        .selected(&*form.kind)
        .error(errors.at("kind"))
        .small();
    for (code, words) in CONTACT_KINDS {
        kind = kind.item(*code, *words);
    }
    let time = |id: &'static str, label: &str, hint: &'static str, value: &str| {
        Input::new(id, label.to_owned())
            .hint(hint)
            .width(Width::Characters5)
            .value(value)
            .error(errors.at(id))
    };
    let page = FormPage::new(ctx, frame.heading)
        .caption(frame.person.name())
        .errors(errors, &["on"])
        .cancel(frame.back.clone())
        .field(kind)
        .field(form.on.field("on", "What day?", errors))
        .field(time(
            "begins",
            "What time? (optional)",
            "For example, 2:30pm",
            &form.begins,
        ))
        .field(time("minutes", "How many minutes?", "", &form.minutes))
        .field(
            Input::new("place", "Where? (optional)")
                .hint("You cannot use a place that is not safe for them")
                .value(&*form.place)
                .error(errors.at("place")),
        )
        .field(
            Input::new("attends", "Who else is coming? (optional)")
                .value(&*form.attends)
                .error(errors.at("attends")),
        )
        .field(time(
            "expected_back",
            "For a home visit, when will you be back? (optional)",
            "Your manager can see if you are not back. If you leave this empty, we allow an hour after the visit ends.",
            &form.expected_back,
        ));
    let page = if frame.is_clash {
        page.field(clashes::question(form.keeps_time))
    } else {
        page
    };
    let page = if frame.is_move || !form.kind.is_empty() {
        page
    } else {
        let href = format!("{}?at=home", ctx.path());
        page.after(Html::paragraph(Html::link(
            href,
            "Sign them up at their home instead",
        )))
    };
    let page = if frame.is_move {
        page.field(
            Textarea::new("reason", "Why are you moving it? (optional)")
                .rows(2)
                .value(&*form.reason)
                .error(errors.at("reason")),
        )
    } else {
        page
    };
    page.button("Save").show()
}

/// Refuses a place that is unsafe for a young person. Only those who may know are told why.
pub(super) async fn check_place(
    ctx: &Ctx,
    person: &Person,
    new: &NewAppointment,
) -> Result<(), WebErrorOrErrors> {
    let mut tx = ctx.read().await?;
    let id = person.standing.id;
    let known = particulars::unsafe_places(&mut tx, ctx.council(), id).await?;
    let found = places::unsafe_for(&new.place, &known);
    let Some((place, why)) = found.first() else {
        return Ok(());
    };
    let message = if ctx.permits(Action::ReadRestricted, &person.standing) {
        format!("{place} is not safe for them: {why}. Choose another place, or go to their home")
    } else {
        "This place cannot be used for them. Choose another, or ask their coach".to_owned()
    };
    Err(Errors::one("place", message).into())
}

/// Either the request fails, or the form is shown again.
pub(super) enum WebErrorOrErrors {
    Web(WebError),
    Form(Errors),
    /// Something speaks against the time; it can be kept.
    Clash(Errors),
}

impl<E: Into<WebError>> From<E> for WebErrorOrErrors {
    fn from(error: E) -> Self {
        Self::Web(error.into())
    }
}

impl From<Errors> for WebErrorOrErrors {
    fn from(errors: Errors) -> Self {
        Self::Form(errors)
    }
}

async fn read(
    ctx: &Ctx,
    person: &Person,
    typed: &AppointmentForm,
    moved: Option<AppointmentId>,
) -> Result<NewAppointment, WebErrorOrErrors> {
    let new = typed.read(ctx.today())?;
    check_place(ctx, person, &new).await?;
    let id = person.standing.id;
    let arranged = queries::of_person(&mut ctx.read().await?, ctx.council(), id).await?;
    let is_same = |one: &Appointment| {
        (one.on, &one.begins, &one.kind) == (new.on, &new.begins, &new.kind)
            && one.worker == ctx.me()
            && !new.begins.is_empty()
    };
    if arranged
        .iter()
        .any(|one| Some(one.id) != moved && is_same(one))
    {
        let message = "You have arranged this already. Choose another time";
        return Err(Errors::one("begins", message).into());
    }
    if typed.keeps_time {
        return Ok(new);
    }
    let wanted = Wanted {
        on: new.on,
        begins: &new.begins,
        minutes: new.minutes,
    };
    let about = (ctx.council(), id);
    let found = clashes::against(ctx, &mut ctx.read().await?, about, wanted, moved).await?;
    match found {
        Some(found) => Err(WebErrorOrErrors::Clash(clashes::refusal("on", &found))),
        None => Ok(new),
    }
}

async fn rules(ctx: &Ctx) -> Result<Rules, WebError> {
    Ok(Rules::of(
        ctx.app(),
        ctx.library(&mut ctx.read().await?).await?,
    ))
}

/// Where it will be.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AppointmentQuery {
    at: String,
}

/// Asks what to arrange. The day is filled in from the cadence, and a sign-up at home has their address.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AppointmentQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    let next =
        due::next_by_cadence(&mut tx, &rules, ctx.council(), (id, ctx.me()), ctx.today()).await?;
    let mut form = draft
        .as_ref()
        .map_or_else(|| AppointmentForm::blank(next), AppointmentForm::typed);
    if draft.is_none() && asked.at == "home" {
        form.kind = "home-sign-up".into();
        form.place = person.fields.address.replace('\n', ", ");
    }
    let frame = Frame {
        heading: "Arrange an appointment",
        person: &person,
        back: format!("/people/{id}"),
        is_move: false,
        is_clash: false,
    };
    page(&ctx, &frame, &form, &Errors::default())
}

/// Arranges something.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let typed = AppointmentForm::typed(&form);
    let mut frame = Frame {
        heading: "Arrange an appointment",
        person: &person,
        back: format!("/people/{id}"),
        is_move: false,
        is_clash: false,
    };
    let new = match read(&ctx, &person, &typed, None).await {
        Ok(new) => new,
        Err(WebErrorOrErrors::Form(errors)) => return page(&ctx, &frame, &typed, &errors),
        Err(WebErrorOrErrors::Clash(errors)) => {
            frame.is_clash = true;
            return page(&ctx, &frame, &typed, &errors);
        }
        Err(WebErrorOrErrors::Web(error)) => return Err(error),
    };
    let rules = rules(&ctx).await?;
    let worker = ctx.me();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::arrange(tx, id, worker, None, &new).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}?said=arranged"))
        })
        .await;
    Ok(done?)
}

/// Asks where an appointment is moved to.
pub(super) async fn ask_move(ctx: Ctx, Path(id): Path<AppointmentId>, uri: Uri) -> Answer {
    let (one, person) = open(&ctx, id, Action::RecordContact).await?;
    if !one.is_open() {
        return Ok(redirect(&format!("/appointments/{id}")));
    }
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| AppointmentForm::of(&one), AppointmentForm::typed);
    page(
        &ctx,
        &frame_of_move(&one, &person),
        &form,
        &Errors::default(),
    )
}

fn frame_of_move<'a>(one: &Appointment, person: &'a Person) -> Frame<'a> {
    Frame {
        heading: "Move the appointment",
        person,
        back: format!("/appointments/{}", one.id),
        is_move: true,
        is_clash: false,
    }
}

/// Moves an appointment: the old one ends, and a new one replaces it.
pub(super) async fn move_it(ctx: Ctx, Path(id): Path<AppointmentId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id, Action::RecordContact).await?;
    let typed = AppointmentForm::typed(&form);
    let mut frame = frame_of_move(&one, &person);
    let new = match read(&ctx, &person, &typed, Some(id)).await {
        Ok(new) => new,
        Err(WebErrorOrErrors::Form(errors)) => return page(&ctx, &frame, &typed, &errors),
        Err(WebErrorOrErrors::Clash(errors)) => {
            frame.is_clash = true;
            return page(&ctx, &frame, &typed, &errors);
        }
        Err(WebErrorOrErrors::Web(error)) => return Err(error),
    };
    let (rules, reason, before) = (rules(&ctx).await?, typed.reason.clone(), one.clone());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::finish(tx, &before, "moved", &reason).await?;
            queries::arrange(tx, before.person, before.worker, Some(before.id), &new).await?;
            due::refresh(tx, &rules, before.person).await?;
            Ok(format!("/people/{}?said=arranged", before.person))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has just changed this appointment. Check it and try again";
            page(&ctx, &frame, &typed, &Errors::one("on", message))
        }
        other => Ok(other?),
    }
}

fn cancel_page(
    ctx: &Ctx,
    one: &Appointment,
    person: &Person,
    reason: &str,
    errors: &Errors,
) -> Answer {
    FormPage::new(ctx, "Call off the appointment")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/appointments/{}", one.id))
        .intro(
            Html::of(InsetText::new(format!("{}, {}", one.how(), one.when()))).and(
                Html::paragraph(
                    "Let them know, and arrange another. The next contact is still due.",
                ),
            ),
        )
        .field(
            Textarea::new("reason", "Why? (optional)")
                .rows(2)
                .value(reason.to_owned())
                .error(errors.at("reason")),
        )
        .warning_button("Call it off")
        .show()
}

/// Asks whether to call off an appointment.
pub(super) async fn ask_cancel(ctx: Ctx, Path(id): Path<AppointmentId>) -> Answer {
    let (one, person) = open(&ctx, id, Action::RecordContact).await?;
    if !one.is_open() {
        return Ok(redirect(&format!("/appointments/{id}")));
    }
    cancel_page(&ctx, &one, &person, "", &Errors::default())
}

/// Calls an appointment off.
pub(super) async fn cancel(ctx: Ctx, Path(id): Path<AppointmentId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id, Action::RecordContact).await?;
    let reason = form.owned("reason");
    if reason.chars().count() > 500 {
        let errors = Errors::one("reason", "Use 500 characters or fewer");
        return cancel_page(&ctx, &one, &person, &reason, &errors);
    }
    let rules = rules(&ctx).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::finish(tx, &one, "cancelled", &reason).await?;
            due::refresh(tx, &rules, one.person).await?;
            Ok(format!("/people/{}?said=called-off", one.person))
        })
        .await;
    match done {
        // Someone else has already ended it.
        Err(Halt::Stale) => Ok(redirect(&format!("/appointments/{id}"))),
        other => Ok(other?),
    }
}

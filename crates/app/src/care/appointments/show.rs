//! One appointment.

use askama::Template;
use govuk::{Button, Html, SummaryList};
use policy::Action;
use values::AppointmentId;

use super::{handlers::open, model::Appointment};
use crate::{
    care::concerns,
    office::directory::InCouncil,
    person::particulars,
    shell::{
        clock,
        web::{Answer, Ctx, Layout, Path, Query, Said, html},
    },
};

#[derive(Template)]
#[template(path = "appointments/show.html")]
struct AppointmentPage {
    layout: Layout,
    name: String,
    heading: String,
    about: SummaryList,
    before: Vec<String>,
    is_late: bool,
    contact: Option<String>,
    change: Option<String>,
    call_off: Option<String>,
    /// The button to say that the worker has set out or is back: where it leads, and its words.
    way: Option<(String, Html)>,
    form_key: String,
}

fn ended_words(code: &str) -> &'static str {
    match code {
        "held" => "It took place",
        "not-held" => "It did not take place",
        "moved" => "It was moved",
        "cancelled" => "It was called off",
        _ => "Upcoming",
    }
}

fn about(one: &Appointment, worker: String) -> SummaryList {
    let mut list = SummaryList::new()
        .row("When", one.when())
        .row("How", one.how().to_owned())
        .row("With", worker);
    for (label, text) in [
        ("Where", &one.place),
        ("Who else is coming", &one.attends),
        ("Back by", &one.back_words()),
        ("Why it was changed", &one.reason),
    ] {
        if !text.is_empty() {
            list = list.row(label, text.clone());
        }
    }
    list.row("Status", ended_words(&one.ended_as))
}

/// Shows an appointment and, before a home visit, the known risks.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<AppointmentId>,
    Query(said): Query<Said>,
) -> Answer {
    let (one, person) = open(&ctx, id, Action::ReadPerson).await?;
    let may = |action| ctx.permits(action, &person.standing);
    let (may_change, reads_restricted) = (may(Action::RecordContact), may(Action::ReadRestricted));
    let mut tx = ctx.read().await?;
    let mut before = Vec::new();
    if one.is_home_visit() && one.is_open() {
        if reads_restricted {
            before = particulars::before_a_visit(&mut tx, ctx.council(), one.person).await?;
            if concerns::are_open(&mut tx, ctx.council(), one.person).await? {
                before.push("A concern about their safety is open. Read it first.".into());
            }
        } else {
            before.push("Ask their coach what you need to know before a visit.".into());
        }
        if before.is_empty() {
            before
                .push("No risks are recorded. Ask before you go, and look after yourself.".into());
        }
    }
    let directory = ctx.directory(&mut tx).await?;
    let is_open = one.is_open();
    let step = match one.is_out() {
        true => Some(("back", "I am back")),
        false => one
            .may_begin(ctx.today())
            .then_some(("out", "I am setting out")),
    };
    let way = step.filter(|_| may_change).map(|(path, words)| {
        let button = Html::of(Button::new(words).prevent_double_click());
        (format!("/appointments/{id}/{path}"), button)
    });
    let link = |path: &str| (is_open && may_change).then(|| format!("/appointments/{id}/{path}"));
    Ok(html(&AppointmentPage {
        layout: ctx
            .layout("Appointment")
            .back(format!("/people/{}", one.person))
            .said(said.said.as_deref()),
        name: person.name(),
        heading: one.when(),
        about: about(&one, directory.worker(one.worker, "someone")),
        before,
        is_late: one.is_late_back(clock::london(ctx.now())),
        contact: (is_open && may_change)
            .then(|| format!("/people/{}/contacts/new?appointment={id}", one.person)),
        change: link("move"),
        call_off: link("cancel"),
        way,
        form_key: ctx.form_key(),
    }))
}

//! One appointment, and a worker's diary.

use askama::Template;
use chrono::{Days, NaiveDate};
use govuk::{Button, Html, SummaryList};
use policy::Action;
use values::AppointmentId;

use super::{handlers::open, model::Appointment, queries};
use crate::{
    care::{concerns, drop_ins},
    office::directory::InCouncil,
    person::particulars,
    shell::{
        clock,
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
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

struct Line {
    name: String,
    href: String,
    what: String,
    is_past: bool,
    is_out: bool,
}

#[derive(Template)]
#[template(path = "appointments/diary.html")]
struct DiaryPage {
    layout: Layout,
    /// Visits from which they are overdue: the link, and its words.
    late: Vec<(String, String)>,
    days: Vec<(String, Vec<Line>)>,
}

/// How far ahead the diary looks, in days.
const AHEAD: u64 = 28;

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

/// Shows the appointments of a worker, and of those they cover for, day by day.
pub(super) async fn diary(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let today = ctx.today();
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let workers = ctx.stands_for();
    let all = queries::of_workers(&mut tx, ctx.council(), &workers, until).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let standings = crate::person::people::standings(&mut tx, ctx.council(), &ids).await?;
    let now = clock::london(ctx.now());
    let mut lines: Vec<(NaiveDate, String, Line)> = Vec::new();
    let mut late = Vec::new();
    for one in all {
        let admitted = standings
            .iter()
            .any(|who| who.id == one.person && ctx.permits(Action::ListPeople, who));
        if !admitted {
            continue;
        }
        let name = names.name(one.person);
        if one.is_late_back(now) {
            late.push((
                format!("/appointments/{}", one.id),
                format!("the visit to {name}, back by {}", one.back_words()),
            ));
        }
        let time = one.time().map_or("Time not set".to_owned(), |time| {
            time.format("%-I:%M%P").to_string()
        });
        let place = if one.place.is_empty() {
            String::new()
        } else {
            format!(", {}", one.place)
        };
        let line = Line {
            name,
            href: format!("/appointments/{}", one.id),
            what: format!("{time}: {}{place}", one.how()),
            is_past: one.on < today && one.is_open(),
            is_out: one.is_out(),
        };
        lines.push((one.on, one.begins, line));
    }
    for one in drop_ins::of_workers(&mut tx, ctx.council(), &workers, today).await? {
        for day in one.days(today, until, &ctx.app().calendar) {
            let line = Line {
                name: "Drop-in".into(),
                href: format!("/drop-ins/{}?on={day}", one.id),
                what: format!("{}, {}", one.hours(), one.place),
                is_past: false,
                is_out: false,
            };
            lines.push((day, one.begins.format("%H:%M").to_string(), line));
        }
    }
    lines.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let mut days: Vec<(String, Vec<Line>)> = Vec::new();
    for (on, _, line) in lines {
        let day = words::day(on);
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    Ok(html(&DiaryPage {
        layout: ctx.layout("Diary"),
        late,
        days,
    }))
}

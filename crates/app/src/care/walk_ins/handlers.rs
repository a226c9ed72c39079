//! One day of a drop-in: who came, and recording that someone did.

use std::collections::HashMap;

use askama::Template;
use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Html, Input, Textarea, WarningText};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{DropInId, PersonId};

use crate::{
    care::{
        appointments::{self, NewAppointment},
        contacts::{self, Facts, NewContact, NoteKind, Outcome},
        drop_ins::{DropIn, open},
    },
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        enrolments, particulars,
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Layout, Path, Query, WebError, html, words},
};

/// How many search results the page shows.
const FOUND: usize = 20;

/// The most characters of a field.
const LONGEST: usize = 10_000;

/// The day, the search, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct WalkInQuery {
    on: String,
    q: String,
    said: Option<String>,
}

/// The drop-in and the day that a young person came to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct To {
    drop_in: String,
    on: String,
}

struct Came {
    name: String,
    href: String,
    says: String,
}

#[derive(Template)]
#[template(path = "walk_ins/day.html")]
struct DayPage {
    layout: Layout,
    place: String,
    day: String,
    came: Vec<Came>,
    /// How many more came whom the reader does not work with.
    others: usize,
    /// The day to search on; `None` if it has not come yet.
    on: Option<String>,
    sought: String,
    /// Those found: the link and the name.
    found: Option<Vec<(String, String)>>,
    may_refer: bool,
    /// The last time before this day that it was held.
    before: Option<(String, String)>,
}

fn day_of(ctx: &Ctx, one: &DropIn, day: &str) -> Result<NaiveDate, WebError> {
    let day: NaiveDate = day.parse().map_err(|_| WebError::NotFound)?;
    if one.is_on(day, &ctx.app().calendar) {
        Ok(day)
    } else {
        Err(WebError::NotFound)
    }
}

impl To {
    async fn find(&self, ctx: &Ctx) -> Result<(DropIn, NaiveDate), WebError> {
        let id = self.drop_in.parse().map_err(|_| WebError::NotFound)?;
        let one = open(ctx, id).await?;
        let day = day_of(ctx, &one, &self.on)?;
        Ok((one, day))
    }
}

/// Shows who came on a day, and finds people as they come in.
pub(super) async fn day(
    ctx: Ctx,
    Path(id): Path<DropInId>,
    Query(asked): Query<WalkInQuery>,
) -> Answer {
    let one = open(&ctx, id).await?;
    let day = if asked.on.is_empty() {
        let next = one.next(ctx.today(), &ctx.app().calendar);
        next.ok_or(WebError::NotFound)?
    } else {
        day_of(&ctx, &one, &asked.on)?
    };
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let held = appointments::at_drop_in(&mut tx, ctx.council(), id, day).await?;
    let sought = asked.q.trim();
    let hits = if sought.is_empty() {
        Vec::new()
    } else {
        names.find(sought)
    };
    let mut ids: Vec<PersonId> = held.iter().map(|one| one.person).collect();
    ids.extend(hits.iter().map(|(id, _)| *id).take(500));
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let standings: HashMap<_, _> = standings.iter().map(|who| (who.id, who)).collect();
    let permits = |action, person: PersonId| {
        standings
            .get(&person)
            .is_some_and(|who| ctx.permits(action, *who))
    };
    let came: Vec<Came> = held
        .iter()
        .filter(|one| permits(Action::ListPeople, one.person))
        .map(|one| Came {
            name: names.name(one.person),
            href: format!("/people/{}", one.person),
            says: if one.attends.is_empty() {
                String::new()
            } else {
                format!("With {}", one.attends)
            },
        })
        .collect();
    let came_to = format!("drop_in={id}&on={day}");
    let found = hits
        .iter()
        .filter(|(person, _)| permits(Action::RecordContact, *person))
        .map(|(person, _)| {
            (
                format!("/people/{person}/came?{came_to}"),
                names.name(*person),
            )
        })
        .take(FOUND);
    Ok(html(&DayPage {
        layout: ctx
            .layout(format!("Drop-in, {}", words::day(day)))
            .back("/drop-ins")
            .said(asked.said.as_deref()),
        place: format!("{}, {}", one.place, one.hours()),
        day: words::day(day),
        others: held.len() - came.len(),
        came,
        found: (!sought.is_empty()).then(|| found.collect()),
        on: (day <= ctx.today()).then(|| day.to_string()),
        sought: asked.q.clone(),
        before: one
            .previous(day, &ctx.app().calendar)
            .map(|before| (format!("/drop-ins/{id}?on={before}"), words::day(before))),
        may_refer: ctx.decide_office(Action::MakeReferral).is_ok(),
    }))
}

#[derive(Default)]
struct Typed {
    attends: String,
    note: String,
    agreed: String,
}

impl Typed {
    fn of(form: &Form) -> Self {
        Self {
            attends: form.owned("attends"),
            note: form.owned("note"),
            agreed: form.owned("agreed"),
        }
    }

    fn errors(&self) -> Errors {
        let mut errors = Errors::default();
        let long = |text: &str, most: usize| text.chars().count() > most;
        errors.require(
            !long(&self.attends, 500),
            "attends",
            "Use 500 characters or fewer",
        );
        for (field, text) in [("note", &self.note), ("agreed", &self.agreed)] {
            errors.require(
                !long(text, LONGEST),
                field,
                "Use 10,000 characters or fewer",
            );
        }
        errors
    }
}

async fn person(ctx: &Ctx, id: PersonId) -> Result<Person, WebError> {
    people::open(ctx, &mut ctx.read().await?, id, Action::RecordContact).await
}

/// Warns of a place that is not safe for them. Only those who may know are told why.
async fn warning(ctx: &Ctx, one: &DropIn, person: &Person) -> Result<Html, WebError> {
    let mut tx = ctx.read().await?;
    let known = particulars::unsafe_places(&mut tx, ctx.council(), person.standing.id).await?;
    let Some((place, why)) = appointments::unsafe_for(&one.place, &known)
        .first()
        .copied()
    else {
        return Ok(Html::default());
    };
    let words = if ctx.permits(Action::ReadRestricted, &person.standing) {
        format!("{place} is not safe for them: {why}. Agree another place for next time.")
    } else {
        "This place is not suitable for them. Ask their coach before they leave.".to_owned()
    };
    Ok(Html::of(WarningText::new(words)))
}

async fn page(
    ctx: &Ctx,
    of: &(DropIn, NaiveDate),
    person: &Person,
    typed: &Typed,
    errors: &Errors,
) -> Answer {
    let (one, day) = of;
    FormPage::new(ctx, format!("{} came", person.name()))
        .caption(format!("{}, {}", one.place, words::day(*day)))
        .errors(errors, &[])
        .action(format!("{}?drop_in={}&on={day}", ctx.path(), one.id))
        .cancel(format!("/drop-ins/{}?on={day}", one.id))
        .intro(warning(ctx, one, person).await?)
        .field(
            Input::new("attends", "Who came with them? (optional)")
                .hint("For example, a carer or someone from another team")
                .value(&*typed.attends)
                .error(errors.at("attends")),
        )
        .field(
            Textarea::new("note", "What happened? (optional)")
                .hint("Staff who work with them can read this.")
                .rows(3)
                .value(&*typed.note)
                .error(errors.at("note")),
        )
        .field(
            Textarea::new("agreed", "What did you agree? (optional)")
                .hint(
                    "For example, help from another service. Then add it as a step in their plan.",
                )
                .rows(2)
                .value(&*typed.agreed)
                .error(errors.at("agreed")),
        )
        .button("They came")
        .show()
}

/// Asks about a young person who came.
pub(super) async fn ask(
    ctx: Ctx,
    Path(who): Path<PersonId>,
    Query(to): Query<To>,
    uri: Uri,
) -> Answer {
    let person = person(&ctx, who).await?;
    let (one, day) = to.find(&ctx).await?;
    if day > ctx.today() {
        return FormPage::new(&ctx, "This day has not come yet")
            .cancel(format!("/drop-ins/{}?on={day}", one.id))
            .intro(Html::paragraph("You can record who came on the day."))
            .without_form()
            .show();
    }
    let typed = ctx.draft(&uri).await?.as_ref().map(Typed::of);
    page(
        &ctx,
        &(one, day),
        &person,
        &typed.unwrap_or_default(),
        &Errors::default(),
    )
    .await
}

/// Records that a young person came: an appointment that was held, and the contact.
pub(super) async fn record(
    ctx: Ctx,
    Path(who): Path<PersonId>,
    Query(to): Query<To>,
    form: Form,
) -> Answer {
    let person = person(&ctx, who).await?;
    let (one, day) = to.find(&ctx).await?;
    let typed = Typed::of(&form);
    let mut errors = typed.errors();
    errors.require(day <= ctx.today(), "note", "This day has not come yet");
    if !errors.is_empty() {
        return page(&ctx, &(one, day), &person, &typed, &errors).await;
    }
    let mut tx = ctx.read().await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let path = format!("/drop-ins/{}?on={day}", one.id);
    let held = NewAppointment {
        kind: "drop-in".into(),
        on: day,
        begins: one.begins.format("%H:%M").to_string(),
        minutes: one.minutes(),
        place: one.place.clone(),
        attends: typed.attends.clone(),
        expected_back: String::new(),
        drop_in: Some(one.id),
    };
    let contact = NewContact {
        kind: "drop-in".into(),
        facts: Facts::unarranged(Outcome::Held),
        note_kind: NoteKind::Staff,
        held_on: day,
        note: typed.note.clone(),
        agreed: typed.agreed.clone(),
    };
    let (council, worker, drop_in) = (ctx.council(), ctx.me(), one.id);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let before = appointments::at_drop_in(tx, council, drop_in, day).await?;
            if before.iter().any(|one| one.person == who) {
                tx.housekeeping();
                return Ok(format!("{path}&said=came-already"));
            }
            let of = appointments::arrange(tx, who, worker, None, &held).await?;
            let arranged = appointments::find(tx, council, of).await?;
            if let Some(arranged) = arranged {
                appointments::finish(tx, &arranged, "held", "").await?;
            }
            let open = enrolments::of_person(tx, council, who)
                .await?
                .into_iter()
                .find(|one| one.ended_on.is_none());
            let enrolment = open.map(|one| one.id);
            contacts::record(tx, who, enrolment, Some(of), &contact).await?;
            due::refresh(tx, &rules, who).await?;
            Ok(format!("{path}&said=came"))
        })
        .await;
    Ok(done?)
}

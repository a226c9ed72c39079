//! A young person's page: how to reach them, their stage, who works with them, what is due, and what has happened.

use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Html, Tag};
use policy::Action;
use programme::DueKind;
use serde::Deserialize;
use store::{ReadTx, Together};
use values::PersonId;

use super::{
    cards,
    now::{self, Card},
    timeline::{Event, Kind, events, of_contact},
};
use crate::{
    care::{
        appointments::{self, Appointment},
        contacts::{self, Contact},
        wishes::{self, Urgent},
    },
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, DueRow},
        enrolments::{self, Enrolment},
        frame::{self, Section},
        particulars,
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Layout, Path, Query, WebError, html, redirect, words},
};

/// How many contacts the timeline shows where all are asked for.
const ALL_CONTACTS: u64 = 10_000;

struct Due {
    what: String,
    when: Tag,
}

#[derive(Template)]
#[template(path = "record/show.html")]
struct PersonPage {
    layout: Layout,
    stage: String,
    /// The stages of the programme, in order, and which is theirs now.
    stages: Vec<(String, bool)>,
    /// What they said that cannot wait: what and when, and who is on it.
    heard: Option<(String, Html)>,
    /// What whoever goes to see them has to know first.
    beware: Vec<String>,
    /// What to know before getting in touch.
    before_contact: Vec<(&'static str, String)>,
    besides: Html,
    stopped: Option<&'static str>,
    funding: Option<(String, Option<String>)>,
    cards: [Card; 3],
    /// What is due first, and after it.
    due: Vec<Due>,
    later: Vec<Due>,
    moves: Option<String>,
    rhythm: Option<String>,
    /// Where they are enrolled, and what that says.
    enrol: Option<(String, &'static str)>,
    arrange: Option<String>,
    /// Proposes the next stage, for who cannot move them.
    propose: Option<String>,
    brief: String,
    /// What is arranged with them.
    arranged: Vec<(String, String)>,
    events: Vec<Event>,
    older: Option<String>,
    /// The kinds of what has happened: where, words, and whether it is shown.
    kinds: Vec<(String, &'static str, bool)>,
}

/// How much of what has happened stands on the page at first.
const EVENTS: usize = 10;

/// How much of what is due stands on the page at first.
const DUE: usize = 3;

#[derive(Deserialize)]
pub(super) struct RecordQuery {
    said: Option<String>,
    /// Asks for everything that has happened.
    all: Option<String>,
    /// Asks for one kind of what has happened.
    show: Option<String>,
}

/// Everything that the page shows.
pub(super) struct Read {
    pub(super) person: Person,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) due: Vec<DueRow>,
    /// What they said that cannot wait.
    pub(super) urgent: Vec<Urgent>,
    pub(super) told: enrolments::Told,
    pub(super) directory: Arc<Directory>,
    /// The newest contact that took place, of those that are shown.
    last_held: Option<Contact>,
    pub(super) events: Vec<Event>,
    /// Whether there are contacts that the timeline leaves out.
    pub(super) has_older: bool,
    /// What is arranged with them, soonest first.
    pub(super) arranged: Vec<Appointment>,
    /// What whoever goes to see them has to know first.
    pub(super) beware: Vec<String>,
}

impl Read {
    /// Says when and how the last contact was.
    pub(super) fn last_contact(&self, today: NaiveDate) -> String {
        let Some(on) = self.person.last_contact_on else {
            return "none yet".to_owned();
        };
        let day = words::day_from(on, today);
        match &self.last_held {
            Some(one) if one.held_on == on => {
                format!("{day}, {}", words::begin_low(&one.title()))
            }
            _ => day,
        }
    }
}

pub(super) async fn read(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
    (shows_all, only): (bool, Option<Kind>),
) -> Result<Read, WebError> {
    let council = ctx.council();
    let person = people::find(tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::ReadPerson, &person.standing)?;
    let shows_restricted = ctx.permits(Action::ReadRestricted, &person.standing);
    let reads = contacts::reads(ctx, &person.standing);
    let directory = ctx.directory(tx).await?;
    let enrolments = enrolments::of_person(tx, council, id).await?;
    let due = due::due_of(tx, council, id).await?;
    let is_heard = |row: &DueRow| row.kind == Some(DueKind::HelpWanted);
    let urgent = if due.iter().any(is_heard) {
        wishes::unanswered(tx, council, &[id]).await?
    } else {
        Vec::new()
    };
    let told = enrolments::told(tx, council, Some(&[id])).await?;
    let all = shows_all.then_some(ALL_CONTACTS);
    let mut talks = contacts::newest(tx, council, id, all).await?;
    let shows_contacts = only.is_none_or(|kind| kind == Kind::Contact);
    let has_older = !shows_all && shows_contacts && talks.len() as u64 > contacts::USUAL;
    talks.truncate(all.unwrap_or(contacts::USUAL) as usize);
    let mut past: Vec<Event> = talks
        .iter()
        .map(|one| of_contact(one, &directory, reads))
        .collect();
    past.extend(events(tx, ctx, id, &enrolments, &directory).await?);
    past.retain(|event| only.is_none_or(|kind| event.kind == kind));
    // The sort is stable: events of one day stay in the order they were read.
    past.sort_by_key(|event| std::cmp::Reverse(event.on));
    let has_older = has_older || !shows_all && past.len() > EVENTS;
    past.truncate(all.map_or(EVENTS, |all| all as usize));
    Ok(Read {
        person,
        enrolments,
        due,
        urgent,
        told,
        directory,
        last_held: talks.into_iter().find(Contact::is_held),
        events: past,
        has_older,
        arranged: appointments::of_person(tx, council, id).await?,
        beware: if shows_restricted {
            particulars::before_a_visit(tx, council, id).await?
        } else {
            Vec::new()
        },
    })
}

/// Puts the stage into words: which, and since when.
pub(super) fn stage(read: &Read) -> String {
    let latest = enrolments::main(&read.enrolments).or(read.enrolments.last());
    match latest {
        None => "Not enrolled".to_owned(),
        Some(one) if one.ended_on.is_some() => {
            format!("Left on {}", words::day_or(one.ended_on, ""))
        }
        Some(one) => {
            let library = &read.directory.library;
            let label = library.stage_label(one.programme_version, &one.stage_key);
            let since = words::day(one.since_on);
            let paused = one
                .paused_on
                .map(|on| format!(", paused on {}", words::day(on)))
                .unwrap_or_default();
            format!("{label} since {since}{paused}")
        }
    }
}

/// Lists the stages of their programme, and which is theirs now. Nothing for who is on none.
fn stages(read: &Read) -> Vec<(String, bool)> {
    let open = enrolments::main(&read.enrolments);
    let version = open.and_then(|one| {
        let version = read.directory.library.version(one.programme_version)?;
        Some((one, version))
    });
    let Some((one, version)) = version else {
        return Vec::new();
    };
    let stages = version.programme.definition().stages.iter();
    let label = |stage: &programme::Stage| {
        let is_theirs = stage.key.to_string() == one.stage_key;
        (stage.label.clone(), is_theirs)
    };
    stages.map(label).collect()
}

/// Lists the kinds of what has happened: where each is shown, and which is shown now.
fn kinds(id: PersonId, only: Option<Kind>) -> Vec<(String, &'static str, bool)> {
    let mut kinds = vec![(format!("/people/{id}"), "Everything", only.is_none())];
    kinds.extend(Kind::ALL.map(|(kind, code, words)| {
        let href = format!("/people/{id}?show={code}#happened");
        (href, words, only == Some(kind))
    }));
    kinds
}

/// Shows one young person.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(said): Query<RecordQuery>,
) -> Answer {
    static RECORD: Together = Together::new();

    let mut tx = ctx.read().await?;
    tx.together(&RECORD, ctx.council(), id).await?;
    let only = Kind::ALL
        .into_iter()
        .find(|(_, code, _)| said.show.as_deref() == Some(*code));
    let kind = only.map(|(kind, ..)| kind);
    let read = read(&ctx, &mut tx, id, (said.all.is_some(), kind)).await?;
    if let Some(kept) = read.person.merged_into {
        return Ok(redirect(&format!("/people/{kept}")));
    }
    let now = now::read(&ctx, &mut tx, &read.person).await?;
    let before_contact = particulars::before_contact(&mut tx, ctx.council(), id).await?;
    drop(tx);
    let today = ctx.today();
    let open = enrolments::main(&read.enrolments);
    let latest = open.or(read.enrolments.last());
    let may = |action| ctx.permits(action, &read.person.standing);
    let lives = !read.person.has_died();
    let mut due = read.due.iter().map(|row| Due {
        what: row.reason.clone(),
        when: words::due_tag(row.due_on, today),
    });
    Ok(html(&PersonPage {
        layout: ctx
            .layout(read.person.name())
            .record(frame::around(
                &ctx,
                &read.person,
                Section::Overview,
                &read.due,
            )?)
            .said(said.said.as_deref()),
        stage: stage(&read),
        stages: stages(&read),
        heard: cards::heard(&ctx, &read),
        beware: read.beware.clone(),
        before_contact,
        besides: cards::besides(&read, may(Action::MoveStage)),
        stopped: read.person.stopped_words(may(Action::ReadRestricted)),
        funding: open
            .filter(|_| lives)
            .and_then(|one| cards::funding(&read, one, may(Action::RecordContact))),
        cards: now::cards(&read, &now, today),
        due: due.by_ref().take(DUE).collect(),
        later: due.collect(),
        rhythm: open
            .filter(|_| may(Action::MoveStage) && lives)
            .map(|one| format!("/enrolments/{}/rhythm", one.id)),
        moves: latest
            .filter(|_| may(Action::MoveStage))
            .map(|one| format!("/enrolments/{}/move", one.id)),
        enrol: cards::enrol(&read, may(Action::Enrol)),
        arrange: (may(Action::RecordContact) && lives)
            .then(|| format!("/people/{id}/appointments/new")),
        propose: (may(Action::RecordContact) && !may(Action::MoveStage))
            .then(|| format!("/people/{id}/propose-stage")),
        brief: format!("/people/{id}/brief"),
        arranged: read
            .arranged
            .iter()
            .map(|one| {
                let words = format!("{}: {}", one.how(), one.when());
                (format!("/appointments/{}", one.id), words)
            })
            .collect(),
        older: read.has_older.then(|| match only {
            Some((_, code, _)) => format!("/people/{id}?all=yes&show={code}"),
            None => format!("/people/{id}?all=yes"),
        }),
        kinds: kinds(id, kind),
        events: read.events,
    }))
}

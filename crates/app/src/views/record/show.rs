//! A young person's page: how to reach them, their stage, who works with them, what is due, and what has happened.

use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Html, SummaryCard, Tag};
use policy::Action;
use programme::{ExitKey, PauseKey};
use serde::Deserialize;
use store::ReadTx;
use values::{AccountId, PersonId, ProgrammeVersionId};

use super::cards;
use crate::{
    care::{
        appointments::{self, Appointment},
        contacts::{self, Contact, Reads},
    },
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, DueRow},
        enrolments::{self, Enrolment, Stretch},
        particulars,
        people::{self, Person},
        referrals, register,
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Path, Query, WebError, html, redirect, words},
    },
};

/// How many contacts the timeline shows at most.
const CONTACTS: u64 = 30;

/// The same, where all are asked for.
const ALL_CONTACTS: u64 = 10_000;

pub(super) struct Event {
    href: Option<String>,
    on: NaiveDate,
    title: String,
    byline: String,
    texts: Vec<String>,
}

struct Due {
    what: String,
    when: Tag,
}

#[derive(Template)]
#[template(path = "record/show.html")]
struct PersonPage {
    layout: Layout,
    name: String,
    line: String,
    stage: String,
    due: Vec<Due>,
    record_contact: Option<String>,
    moves: Option<String>,
    rhythm: Option<String>,
    /// Where they are enrolled, and what that says.
    enrol: Option<(String, &'static str)>,
    besides: Html,
    stopped: Option<&'static str>,
    funding: Option<(String, Option<String>)>,
    arrange: Option<String>,
    /// The other pages about them: address and words.
    links: Vec<(String, &'static str)>,
    /// What is arranged with them.
    arranged: Vec<(String, String)>,
    about: SummaryCard,
    who: SummaryCard,
    events: Vec<Event>,
    older: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct RecordQuery {
    said: Option<String>,
    /// Asks for every contact.
    all: Option<String>,
}

/// Everything that the page shows.
pub(super) struct Read {
    pub(super) person: Person,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) due: Vec<DueRow>,
    /// Whether another record was merged into this one.
    pub(super) is_merged: bool,
    pub(super) told: enrolments::Told,
    pub(super) before_contact: Vec<(&'static str, String)>,
    pub(super) circle: Vec<particulars::Circle>,
    pub(super) directory: Arc<Directory>,
    pub(super) events: Vec<Event>,
    /// Whether there are contacts that the timeline leaves out.
    pub(super) has_older: bool,
    /// What is arranged with them, soonest first.
    pub(super) arranged: Vec<Appointment>,
}

async fn read(ctx: &Ctx, id: PersonId, contacts: u64) -> Result<Read, WebError> {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let person = people::find(&mut tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::ReadPerson, &person.standing)?;
    let shows_restricted = ctx.permits(Action::ReadRestricted, &person.standing);
    let reads = contacts::reads(ctx, &person.standing);
    let directory = ctx.directory(&mut tx).await?;
    let enrolments = enrolments::of_person(&mut tx, council, id).await?;
    let due = due::due_of(&mut tx, council, id).await?;
    let told = enrolments::told(&mut tx, council, Some(&[id])).await?;
    let talks = contacts::newest(&mut tx, council, id, contacts + 1).await?;
    let has_older = talks.len() as u64 > contacts;
    let talks = talks.into_iter().take(contacts as usize);
    let mut past: Vec<Event> = talks
        .map(|one| of_contact(&one, &directory, reads))
        .collect();
    past.extend(events(&mut tx, ctx, id, &enrolments, &directory).await?);
    // The sort is stable: events of one day stay in the order they were read.
    past.sort_by_key(|event| std::cmp::Reverse(event.on));
    Ok(Read {
        person,
        enrolments,
        due,
        is_merged: !register::merges_of(&mut tx, council, id).await?.is_empty(),
        told,
        before_contact: particulars::before_contact(&mut tx, council, id).await?,
        circle: particulars::circle(&mut tx, council, id, ctx.today(), shows_restricted).await?,
        directory,
        events: past,
        has_older,
        arranged: appointments::of_person(&mut tx, council, id).await?,
    })
}

fn by(directory: &Directory, id: Option<AccountId>) -> String {
    let name = id.and_then(|id| directory.workers.get(&id));
    name.map_or_else(|| "From an import".into(), |name| format!("By {name}"))
}

async fn events(
    tx: &mut ReadTx,
    ctx: &Ctx,
    id: PersonId,
    enrolments: &[Enrolment],
    directory: &Directory,
) -> Result<Vec<Event>, WebError> {
    let council = ctx.council();
    let mut events = Vec::new();
    for stretch in enrolments::stretches(tx, council, id).await? {
        let enrolment = enrolments.iter().find(|one| one.id == stretch.enrolment);
        if let Some(enrolment) = enrolment {
            of_stretch(
                &stretch,
                enrolment.programme_version,
                directory,
                &mut events,
            );
        }
    }
    for referral in referrals::of_person(tx, council, id).await? {
        let told = referral.told.words();
        let mut texts = vec![format!("Do they know? {told}.")];
        texts.extend((!referral.reason.is_empty()).then(|| referral.reason.clone()));
        let title = format!("Referred: {}", referral.state().to_lowercase());
        events.push(Event {
            href: None,
            on: referral.received_on,
            title,
            byline: by(directory, referral.referrer),
            texts,
        });
    }
    Ok(events)
}

fn of_contact(contact: &Contact, directory: &Directory, reads: Reads) -> Event {
    let note = contact.note_for(reads);
    let mut texts: Vec<String> = (!note.is_empty())
        .then(|| note.to_owned())
        .into_iter()
        .collect();
    let agreed = contact.agreed_for(reads);
    texts.extend((!agreed.is_empty()).then(|| format!("Agreed: {agreed}")));
    Event {
        on: contact.held_on,
        title: contact.title(),
        href: Some(format!("/contacts/{}", contact.id)),
        byline: by(directory, Some(contact.worker)),
        texts,
    }
}

fn of_stretch(
    stretch: &Stretch,
    version: ProgrammeVersionId,
    directory: &Directory,
    events: &mut Vec<Event>,
) {
    let programmes = || directory.library.that_may_know(version);
    let title = if stretch.is_pause {
        let key = PauseKey::parse(&stretch.key).ok();
        let reason = key.and_then(|key| programmes().find_map(|one| one.pause_reason(&key)));
        reason.map_or("Paused".to_owned(), |one| format!("Paused: {}", one.label))
    } else {
        let label = directory.library.stage_label(version, &stretch.key);
        format!("Started {label}")
    };
    let texts = (!stretch.reason.is_empty())
        .then(|| stretch.reason.clone())
        .into_iter()
        .collect();
    events.push(Event {
        href: None,
        on: stretch.from_on,
        title,
        byline: by(directory, stretch.by),
        texts,
    });
    let exit = ExitKey::parse(&stretch.exit_key)
        .ok()
        .and_then(|key| programmes().find_map(|one| one.exit_reason(&key)));
    if let (Some(on), Some(exit)) = (stretch.until_on, exit) {
        events.push(Event {
            href: None,
            on,
            title: format!("Left: {}", exit.label),
            byline: String::new(),
            texts: Vec::new(),
        });
    } else if let (true, Some(on)) = (stretch.is_pause, stretch.until_on) {
        events.push(Event {
            href: None,
            on,
            title: "Restarted after the pause".into(),
            byline: String::new(),
            texts: Vec::new(),
        });
    }
}

/// Shows one young person.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(said): Query<RecordQuery>,
) -> Answer {
    let contacts = if said.all.is_some() {
        ALL_CONTACTS
    } else {
        CONTACTS
    };
    let read = read(&ctx, id, contacts).await?;
    if let Some(kept) = read.person.merged_into {
        return Ok(redirect(&format!("/people/{kept}")));
    }
    let today = ctx.today();
    let open = enrolments::main(&read.enrolments);
    let latest = open.or(read.enrolments.last());
    let may = |action| ctx.permits(action, &read.person.standing);
    let stage = match latest {
        None => "Not enrolled".to_owned(),
        Some(one) if one.ended_on.is_some() => {
            format!("Left on {}", words::day_or(one.ended_on, ""))
        }
        Some(one) => {
            let label = read
                .directory
                .library
                .stage_label(one.programme_version, &one.stage_key);
            let since = words::day(one.since_on);
            let paused = one
                .paused_on
                .map(|on| format!(", paused on {}", words::day(on)))
                .unwrap_or_default();
            format!("{label} since {since}{paused}")
        }
    };
    let age = read
        .person
        .fields
        .born_on
        .filter(|_| !read.person.has_died())
        .map(|born| format!("{} years old", words::age(born, today)));
    let line: Vec<String> = [age, Some(read.person.fields.pronouns.clone())]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    let due = read.due.iter().map(|row| Due {
        what: row.reason.clone(),
        when: words::due_tag(row.due_on, today),
    });
    Ok(html(&PersonPage {
        layout: ctx
            .layout(read.person.name())
            .back("/people")
            .said(said.said.as_deref()),
        name: read.person.name(),
        line: line.join(", "),
        stage,
        due: due.collect(),
        record_contact: (may(Action::RecordContact) && !read.person.has_died())
            .then(|| format!("/people/{id}/contacts/new")),
        rhythm: open
            .filter(|_| may(Action::MoveStage) && !read.person.has_died())
            .map(|one| format!("/enrolments/{}/rhythm", one.id)),
        moves: latest
            .filter(|_| may(Action::MoveStage))
            .map(|one| format!("/enrolments/{}/move", one.id)),
        enrol: cards::enrol(&read, may(Action::Enrol)),
        besides: cards::besides(&read, may(Action::MoveStage)),
        stopped: read.person.stopped_words(may(Action::ReadRestricted)),
        funding: open
            .filter(|_| !read.person.has_died())
            .and_then(|one| cards::funding(&read, one, may(Action::RecordContact))),
        arrange: (may(Action::RecordContact) && !read.person.has_died())
            .then(|| format!("/people/{id}/appointments/new")),
        links: links(&ctx, &read),
        arranged: read
            .arranged
            .iter()
            .map(|one| {
                let words = format!("{}: {}", one.how(), one.when());
                (format!("/appointments/{}", one.id), words)
            })
            .collect(),
        about: cards::about(&read, may(Action::EditPerson)),
        who: cards::who(&read, may(Action::AllocatePerson)),
        older: read.has_older.then(|| format!("/people/{id}?all=yes")),
        events: read.events,
    }))
}

/// Lists the other pages about a young person that the worker may open.
fn links(ctx: &Ctx, read: &Read) -> Vec<(String, &'static str)> {
    let may = |action| ctx.permits(action, &read.person.standing);
    let allocates = may(Action::AllocatePerson);
    let all = [
        ("particulars", "What we know", true),
        (
            "what-helps",
            "What helps them",
            may(Action::AssessPerson) && !may(Action::EditPerson),
        ),
        ("plan", "Plan", true),
        ("promises", "Promises", true),
        ("asked", "Requests and feelings", true),
        (
            "propose-stage",
            "Propose the next stage",
            may(Action::RecordContact) && !may(Action::MoveStage),
        ),
        ("deep-dives", "Deep dives", true),
        ("matches", "Opportunities that fit", true),
        ("applications", "Applications", true),
        ("work-placements", "Work", true),
        ("onward-referrals", "Referrals to other services", true),
        ("entitlements", "What they can get", true),
        ("money", "Money and things", may(Action::RecordContact)),
        ("better-off", "Better off", may(Action::AssessPerson)),
        ("mentor", "Mentor", true),
        ("messages", "Messages", true),
        ("conferences", "Case conferences", true),
        ("concerns", "Concerns", may(Action::ReadRestricted)),
        (
            "concerns/new",
            "Raise a concern",
            may(Action::RecordContact),
        ),
        ("merge", "Merge with another record", allocates),
        (
            "apart",
            "Separate merged records",
            allocates && read.is_merged,
        ),
        (
            "journal",
            "Who has seen this record",
            ctx.may(Action::ReadJournal),
        ),
    ];
    let id = read.person.standing.id;
    all.into_iter()
        .filter(|(_, _, is_offered)| *is_offered)
        .map(|(path, words, _)| (format!("/people/{id}/{path}"), words))
        .collect()
}

impl Event {
    fn day(&self) -> String {
        words::day(self.on)
    }
}

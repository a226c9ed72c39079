//! What has happened, newest first: contacts, stages, pauses and referrals.

use chrono::NaiveDate;
use programme::{ExitKey, PauseKey};
use store::ReadTx;
use values::{AccountId, PersonId, ProgrammeVersionId};

use crate::{
    care::contacts::{Contact, Reads},
    office::directory::Directory,
    person::{
        enrolments::{self, Enrolment, Stretch},
        referrals,
    },
    shell::{
        choices::Code,
        web::{Ctx, WebError, words},
    },
};

/// Which kind of thing happened, to look at no others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Contact,
    Stage,
    Referral,
}

impl Kind {
    /// Each with its code in the address and its words.
    pub(super) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Contact, "contacts", "Contacts"),
        (Self::Stage, "stages", "Stages and pauses"),
        (Self::Referral, "referrals", "Referrals"),
    ];
}

/// Something that happened.
pub(super) struct Event {
    pub(super) kind: Kind,
    pub(super) href: Option<String>,
    pub(super) on: NaiveDate,
    pub(super) title: String,
    pub(super) byline: String,
    pub(super) texts: Vec<String>,
}

impl Event {
    pub(super) fn day(&self) -> String {
        words::day(self.on)
    }
}

fn by(directory: &Directory, id: Option<AccountId>) -> String {
    let name = id.and_then(|id| directory.workers.get(&id));
    name.map_or_else(|| "From an import".into(), |name| format!("By {name}"))
}

pub(super) async fn events(
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
            kind: Kind::Referral,
            href: None,
            on: referral.received_on,
            title,
            byline: by(directory, referral.referrer),
            texts,
        });
    }
    Ok(events)
}

pub(super) fn of_contact(contact: &Contact, directory: &Directory, reads: Reads) -> Event {
    let note = contact.note_for(reads);
    let mut texts: Vec<String> = (!note.is_empty())
        .then(|| note.to_owned())
        .into_iter()
        .collect();
    let agreed = contact.agreed_for(reads);
    texts.extend((!agreed.is_empty()).then(|| format!("Agreed: {agreed}")));
    Event {
        kind: Kind::Contact,
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
        kind: Kind::Stage,
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
            kind: Kind::Stage,
            href: None,
            on,
            title: format!("Left: {}", exit.label),
            byline: String::new(),
            texts: Vec::new(),
        });
    } else if let (true, Some(on)) = (stretch.is_pause, stretch.until_on) {
        events.push(Event {
            kind: Kind::Stage,
            href: None,
            on,
            title: "Restarted after the pause".into(),
            byline: String::new(),
            texts: Vec::new(),
        });
    }
}

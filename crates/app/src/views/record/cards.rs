//! The cards of a young person's page: who they are and how to reach them, who does what, and when funding ends.

use govuk::{Action as LinkAction, Html, SummaryCard, SummaryList};

use super::show::Read;
use crate::{
    person::{
        due::FallsTo,
        enrolments::{self, Enrolment},
        particulars,
        people::CHANNELS,
    },
    shell::{
        choices::{Code, worded_or},
        web::words,
    },
};

fn or_not(text: &str) -> String {
    if text.is_empty() {
        "Not known".into()
    } else {
        text.to_owned()
    }
}

pub(super) fn about(read: &Read, may_edit: bool) -> SummaryCard {
    let fields = &read.person.fields;
    let list = SummaryList::new()
        .row(
            "Phone",
            if fields.phone.is_empty() {
                "Not known".into()
            } else {
                words::telephone(&fields.phone)
            },
        )
        .row("Email", or_not(&fields.email))
        .row(
            "Prefers to be contacted by",
            worded_or(CHANNELS, &fields.channel, "Not known"),
        )
        .row("Language", or_not(&fields.language))
        .row("Address", or_not(&fields.address))
        .row("Date of birth", words::day_or(fields.born_on, "Not known"))
        .row("Care status", fields.care_status.meaning())
        .row("Education or work", read.person.activity.meaning())
        .row("Education, Health and Care Plan", fields.ehcp.words())
        .row("Council id", or_not(&fields.council_ref));
    let list = read
        .before_contact
        .iter()
        .fold(list, |list, (label, value)| list.row(*label, value.clone()));
    let card = SummaryCard::new("About", list);
    let href = format!("/people/{}/edit", read.person.standing.id);
    if may_edit {
        card.action(LinkAction::new("Change", href).hidden(" what we know"))
    } else {
        card
    }
}

/// How many tasks the card names of each: those after them stand in the list of what is due.
const TASKS: usize = 3;

/// Lists whom what is due falls to, one person each, with the first of it.
fn tasks(read: &Read) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for row in &read.due {
        let who = match row.falls_to(&read.person.standing) {
            FallsTo::Worker(id) => read.directory.worker(id, "Someone"),
            FallsTo::Partner(id) => read.directory.organisation(id, "The partner"),
            FallsTo::Team => "The team’s manager".to_owned(),
        };
        let what = format!("{}: {}", words::day(row.due_on), row.reason);
        match all.iter_mut().find(|(known, _)| *known == who) {
            Some((_, own)) if own.len() < TASKS => own.push(what),
            Some(_) => {}
            None => all.push((who, vec![what])),
        }
    }
    all
}

pub(super) fn who(read: &Read, may_allocate: bool) -> SummaryCard {
    let standing = &read.person.standing;
    let (directory, nobody) = (&read.directory, "Nobody yet");
    let list = SummaryList::new()
        .row("Coach", directory.worker(standing.coach, nobody))
        .row(
            "Personal adviser",
            directory.worker(standing.adviser, nobody),
        )
        .row(
            "Social worker",
            directory.worker(standing.social_worker, nobody),
        )
        .row("Team", directory.team(standing.team, "No team yet"))
        .row(
            "Partner",
            directory.organisation(standing.organisation, "None"),
        );
    let list = read.circle.iter().fold(list, |list, one| {
        let part = particulars::part_words(&one.part);
        let does = if one.does.is_empty() {
            "What they do is not recorded yet".to_owned()
        } else {
            one.does.clone()
        };
        let shares = match (one.shares.is_empty(), one.shares_until_on) {
            (true, _) => "Cannot be told anything.".to_owned(),
            (false, None) => format!("Can be told: {}", one.shares),
            (false, Some(until)) => {
                format!("Can be told until {}: {}", words::day(until), one.shares)
            }
        };
        let told: Vec<String> = one
            .told
            .iter()
            .map(|topic| topic.words().to_lowercase())
            .collect();
        let told = if told.is_empty() {
            Html::default()
        } else {
            Html::paragraph(format!("Told automatically about: {}", told.join("; ")))
        };
        let says = Html::paragraph(does).and(Html::paragraph(shares)).and(told);
        list.row(format!("{} ({})", one.name, part.to_lowercase()), says)
    });
    let list = tasks(read).into_iter().fold(list, |list, (who, what)| {
        let lines = what.into_iter().map(Html::paragraph);
        list.row(format!("{who} does next"), Html::joined(lines))
    });
    let card = SummaryCard::new("Who does what", list);
    let href = format!("/people/{}/allocate", standing.id);
    if may_allocate {
        card.action(LinkAction::new("Change", href).hidden(" who works with them"))
    } else {
        card
    }
}

/// Returns where they can be enrolled, and what the link says: on any programme before the first, and then on those that they are not on. Who has
/// left all of them returns.
pub(super) fn enrol(read: &Read, may_enrol: bool) -> Option<(String, &'static str)> {
    let open = || enrolments::open(&read.enrolments);
    let is_on = |key: &str| open().any(|one| one.programme_key == key);
    let mut others = read.directory.library.current();
    let words = match (read.enrolments.is_empty(), open().next()) {
        (true, _) => "Enrol on a programme",
        (false, Some(_)) if others.any(|version| !is_on(&version.key)) => {
            "Enrol on another programme"
        }
        _ => return None,
    };
    let href = format!("/people/{}/enrol", read.person.standing.id);
    (may_enrol && !read.person.has_died()).then_some((href, words))
}

/// Draws the programmes that they are on besides the main one: the stage, who works with them, and what can be changed.
pub(super) fn besides(read: &Read, may_move: bool) -> Html {
    let main = enrolments::main(&read.enrolments).map(|one| one.id);
    let others = enrolments::open(&read.enrolments).filter(|one| Some(one.id) != main);
    let others = others.map(|one| {
        let version = read.directory.library.version(one.programme_version);
        let name = version.map_or("", |version| version.programme.definition().name.as_str());
        let label = &read
            .directory
            .library
            .stage_label(one.programme_version, &one.stage_key);
        let with = one.lead.map_or_else(String::new, |id| {
            format!(", with {}", read.directory.worker(id, "someone"))
        });
        let says = format!(
            "Also on {name}: {label} since {}{with}. ",
            words::day(one.since_on)
        );
        let link = |what: &str, words: &str| {
            let href = format!("/enrolments/{}/{what}", one.id);
            Html::link(
                href,
                Html::from(words.to_owned()).and(Html::hidden(format!(": {name}"))),
            )
        };
        let links = if may_move && !read.person.has_died() {
            link("move", "Move on, pause or end")
                .and(" ")
                .and(link("rhythm", "Change how often"))
        } else {
            Html::default()
        };
        Html::paragraph(Html::from(says).and(links))
    });
    Html::joined(others)
}

/// Says when funding ends, with the address of the form that records that they were told.
pub(super) fn funding(
    read: &Read,
    enrolment: &Enrolment,
    may_note: bool,
) -> Option<(String, Option<String>)> {
    let end = enrolments::funding_end(&read.directory.library, enrolment, &read.told)?;
    let until = words::day(end.until);
    let (told, href) = match end.told_on {
        Some(on) => (format!("They were told on {}.", words::day(on)), None),
        None => (
            "They have not been told yet.".to_owned(),
            may_note.then(|| format!("/enrolments/{}/funding", enrolment.id)),
        ),
    };
    Some((
        format!("Funding for their support ends on {until}. {told}"),
        href,
    ))
}

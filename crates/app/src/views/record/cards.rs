//! The cards of a young person's page: who they are and how to reach them, who does what, and when funding ends.

use govuk::{Action as LinkAction, Html, SummaryCard, SummaryList};
use policy::Action;

use super::{about::About, show::Read};
use crate::{
    care::wishes,
    person::{
        due::FallsTo,
        enrolments::{self, Enrolment},
        particulars,
        people::CHANNELS,
    },
    shell::{
        choices::{Code, worded_or},
        web::{Ctx, words},
    },
};

/// Draws what is known of who they are, and lists what is not.
pub(super) fn about(read: &About, may_edit: bool) -> (SummaryCard, Vec<&'static str>) {
    let fields = &read.person.fields;
    let phone = if fields.phone.is_empty() {
        Html::default()
    } else {
        words::telephone(&fields.phone)
    };
    let known = |text: String| {
        if text == NOT_KNOWN {
            Html::default()
        } else {
            text.into()
        }
    };
    let rows: [(&'static str, Html); 10] = [
        ("Phone", phone),
        ("Email", fields.email.clone().into()),
        (
            "Prefers to be contacted by",
            known(worded_or(CHANNELS, &fields.channel, NOT_KNOWN).to_owned()),
        ),
        ("Language", fields.language.clone().into()),
        ("Address", fields.address.clone().into()),
        (
            "Date of birth",
            known(words::day_or(fields.born_on, NOT_KNOWN)),
        ),
        (
            "Care status",
            known(fields.care_status.meaning().to_owned()),
        ),
        (
            "Education or work",
            known(read.person.activity.meaning().to_owned()),
        ),
        (
            "Education, Health and Care Plan",
            known(fields.ehcp.words().to_owned()),
        ),
        ("Council id", fields.council_ref.clone().into()),
    ];
    let (told, unknown): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, says)| !says.is_empty());
    let list = told
        .into_iter()
        .fold(SummaryList::new(), |list, (label, says)| {
            list.row(label, says)
        });
    let list = read
        .before_contact
        .iter()
        .fold(list, |list, (label, value)| list.row(*label, value.clone()));
    let card = SummaryCard::new("About", list);
    let href = format!("/people/{}/edit", read.person.standing.id);
    let card = if may_edit {
        card.action(LinkAction::new("Change", href).hidden(" what we know"))
    } else {
        card
    };
    let unknown = unknown.into_iter().map(|(label, _)| label);
    (card, unknown.collect())
}

/// How the lists of choices say that something is not known.
const NOT_KNOWN: &str = "Not known";

/// Says what they said that cannot wait, and who is on it, with the button that says so.
pub(super) fn heard(ctx: &Ctx, read: &Read) -> Option<(String, Html)> {
    let standing = &read.person.standing;
    let one = wishes::foremost(&read.urgent, standing.id)?;
    let today = ctx.today();
    let says = format!(
        "{}, {}",
        one.said.words(),
        words::moment_from(one.at, today)
    );
    let asked = format!("/people/{}/asked", standing.id);
    let read_it = Html::link(asked, "Read it, and say when it is dealt with");
    let who = match wishes::on_it_since(ctx, &read.directory, one.taken) {
        Some(since) => Html::paragraph(since),
        None if ctx.permits(Action::RecordContact, standing) => {
            wishes::on_it_button(ctx, (standing.id, &read.person.name()), "record")
        }
        None => Html::default(),
    };
    Some((says, who.and(Html::paragraph(read_it))))
}

/// How many tasks the card names of each: those after them stand in the list of what is due.
const TASKS: usize = 3;

/// Lists whom what is due falls to, one person each, with the first of it.
fn tasks(read: &About) -> Vec<(String, Vec<String>)> {
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

pub(super) fn who(read: &About, may_allocate: bool) -> SummaryCard {
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

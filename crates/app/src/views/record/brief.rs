//! What a worker takes along to a visit: one page of A4.

use askama::Template;
use govuk::Html;
use values::PersonId;

use super::{
    now::{self, Card},
    show::{self, Read},
    timeline::Event,
};
use crate::{
    office::directory::InCouncil,
    person::{particulars, people::CHANNELS},
    shell::{
        choices::worded_or,
        web::{Answer, Ctx, Layout, Path, html, words},
    },
};

/// How much of what is due, and of what has happened, fits on the page.
const LINES: usize = 4;

#[derive(Template)]
#[template(path = "record/brief.html")]
struct BriefPage {
    layout: Layout,
    name: String,
    stage: String,
    facts: Vec<(&'static str, Html)>,
    beware: Vec<String>,
    cards: [Card; 3],
    due: Vec<String>,
    events: Vec<Event>,
    printed: String,
}

/// Shows what to know before a visit.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let mut tx = ctx.read().await?;
    let mut read = show::read(&ctx, &mut tx, id, (false, None)).await?;
    let now = now::read(&ctx, &mut tx, &read.person).await?;
    let before = particulars::before_contact(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    drop(tx);
    let today = ctx.today();
    let standing = &read.person.standing;
    let with = [standing.coach, standing.adviser, standing.social_worker];
    let with = with.into_iter().flatten();
    let with: Vec<String> = with
        .map(|worker| directory.worker(worker, "Someone"))
        .collect();
    let mut facts = facts(&read);
    facts.extend(before.into_iter().map(|(label, says)| (label, says.into())));
    facts.push(("Works with", with.join(", ").into()));
    facts.retain(|(_, says)| !says.is_empty());
    let due = read.due.iter().take(LINES);
    let due: Vec<String> = due
        .map(|row| format!("{}: {}", words::day(row.due_on), row.reason))
        .collect();
    read.events.truncate(LINES);
    let cards = now::cards(&read, &now, today);
    Ok(html(&BriefPage {
        layout: ctx.layout("Visit brief").back(format!("/people/{id}")),
        name: read.person.name(),
        stage: show::stage(&read),
        facts,
        beware: read.beware,
        cards,
        due,
        events: read.events,
        printed: format!("{}, for {}", words::day(today), ctx.who().name),
    }))
}

fn facts(read: &Read) -> Vec<(&'static str, Html)> {
    let fields = &read.person.fields;
    vec![
        ("Pronouns", fields.pronouns.clone().into()),
        ("Phone", fields.phone.clone().into()),
        ("Address", fields.address.clone().into()),
        ("Language", fields.language.clone().into()),
        (
            "Prefers to be contacted by",
            worded_or(CHANNELS, &fields.channel, "").into(),
        ),
    ]
}

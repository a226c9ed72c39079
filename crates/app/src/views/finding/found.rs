//! What a search finds, by kind.

use chrono::Days;
use policy::Action;
use values::{OpportunityId, text::fold};

use crate::{
    engagement::employers,
    office::{directory::InCouncil, organisations},
    person::register,
    shell::web::{Ctx, WebError, places, words},
    work::{activities, opportunities},
};

/// Something that was found: what it is called, more about it, and where it is.
pub(super) struct Found {
    pub(super) text: String,
    pub(super) about: String,
    pub(super) href: String,
}

/// What was found of one kind.
pub(super) struct Group {
    pub(super) heading: &'static str,
    pub(super) found: Vec<Found>,
    /// Where all of them are, where there may be more.
    pub(super) more: Option<String>,
}

/// How many of a kind are shown.
const MOST: usize = 8;

/// How far back and ahead activities are found, in days.
const SPAN: u64 = 366;

fn matches(text: &str, sought: &[String]) -> bool {
    let text = fold(text);
    sought.iter().all(|word| text.contains(word.as_str()))
}

fn found(text: &str, about: impl Into<String>, href: String) -> Found {
    Found {
        text: text.to_owned(),
        about: about.into(),
        href,
    }
}

fn group(heading: &'static str, found: impl Iterator<Item = Found>) -> Group {
    Group {
        heading,
        found: found.take(MOST).collect(),
        more: None,
    }
}

async fn people(ctx: &Ctx, asked: &str) -> Result<[Group; 2], WebError> {
    let people = register::found(ctx, asked, MOST).await?;
    let names = ctx.names().await?;
    let query: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
    let theirs = people.rows.iter().map(|row| {
        let about = row.born_on.map_or(String::new(), |born| {
            format!("aged {}", words::age(born, ctx.today()))
        });
        let href = format!("/people/{}", row.person());
        found(&names.name(row.person()), about, href)
    });
    let referred = people.referred.iter();
    let referred = referred.map(|(href, name, says)| found(name, says.as_str(), href.clone()));
    Ok([
        Group {
            more: (!people.rows.is_empty()).then(|| format!("/people/search?q={query}")),
            ..group("Young people", theirs)
        },
        group("Referred by you", referred),
    ])
}

/// Finds everything that the worker may open and whose name holds all the words.
pub(super) async fn everything(ctx: &Ctx, asked: &str) -> Result<Vec<Group>, WebError> {
    let sought: Vec<String> = fold(asked).split_whitespace().map(str::to_owned).collect();
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let mut groups = Vec::new();
    if ctx.may(Action::Search) {
        groups.extend(people(ctx, asked.trim()).await?);
    }
    let (mut tx, council, today) = (ctx.read().await?, ctx.council(), ctx.today());
    if ctx.may(Action::SeeEmployers) {
        let named = employers::names(&mut tx, council).await?;
        let mut hits: Vec<_> = named
            .iter()
            .filter(|(_, name)| matches(name, &sought))
            .collect();
        hits.sort_by_cached_key(|(_, name)| fold(name));
        let one = |(id, name): (_, &String)| found(name, "", format!("/employers/{id}"));
        groups.push(group("Employers", hits.into_iter().map(one)));
        let open = opportunities::open_on(&mut tx, council, today).await?;
        let of = |id| named.get(&id).cloned().unwrap_or_default();
        let hits = open
            .iter()
            .filter(|one| matches(&format!("{} {}", one.title, of(one.employer)), &sought));
        let at = |id: OpportunityId| format!("/opportunities/{id}");
        let one =
            |one: &opportunities::Opportunity| found(&one.title, of(one.employer), at(one.id));
        groups.push(group("Opportunities", hits.map(one)));
        let days = (today - Days::new(SPAN), today + Days::new(SPAN));
        let held = activities::held_between(&mut tx, council, days).await?;
        let hits = held.iter().filter(|one| matches(&one.title, &sought));
        let one = |one: &activities::Activity| {
            found(&one.title, one.when(), format!("/activities/{}", one.id))
        };
        // What is coming, or was last, is looked for most.
        groups.push(group("Activities", hits.rev().map(one)));
    }
    if ctx.may(Action::ManageAccounts) {
        let all = organisations::names(&mut tx, council).await?;
        let hits = all.iter().filter(|name| matches(name, &sought));
        let one = |name: &String| found(name, "", "/organisations".to_owned());
        groups.push(group("Organisations", hits.map(one)));
    }
    if ctx.may(Action::ReadProgrammes) {
        let library = ctx.library(&mut tx).await?;
        let current = library
            .current()
            .map(|one| one.programme.definition())
            .filter(|one| matches(&one.name, &sought));
        let one =
            |one: &programme::Definition| found(&one.name, "", format!("/programmes/{}", one.key));
        groups.push(group("Programmes", current.map(one)));
    }
    let pages = places(ctx).into_iter();
    let pages = pages.filter(|one| matches(&format!("{} {}", one.text, one.about), &sought));
    let one = |one: crate::shell::web::Place| found(one.text, one.about, one.href.to_owned());
    groups.push(group("Pages", pages.map(one)));
    groups.retain(|group| !group.found.is_empty());
    Ok(groups)
}

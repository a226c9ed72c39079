//! The whole record beyond the main details, with its history.

use askama::Template;
use chrono::NaiveDate;
use govuk::{Action as LinkAction, Details, Html, SummaryCard, SummaryList};
use policy::Action;
use values::{PersonId, codes::Sex};

use super::{
    model::{Entry, Field, GROUPS, Group, worded},
    queries::{self, Fact, Line},
    status,
};
use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        frame,
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
};

struct Section {
    heading: &'static str,
    lines: Vec<SummaryCard>,
    none: &'static str,
    adds: Vec<(String, &'static str)>,
    before: Option<Details>,
}

#[derive(Template)]
#[template(path = "particulars/show.html")]
struct ParticularsPage {
    layout: Layout,
    name: String,
    stopped: Option<&'static str>,
    groups: Vec<SummaryCard>,
    sections: Vec<Section>,
    before: Option<Details>,
    is_partly_hidden: bool,
}

fn as_at(fact: &Fact, directory: &Directory) -> String {
    let day = words::day(crate::shell::clock::london(fact.at).date());
    format!("{day}, by {}", directory.worker(fact.by, "an import"))
}

fn value(field: &Field, facts: &[Fact], person: &Person, directory: &Directory) -> Html {
    let of_field = |fact: &&Fact| fact.field == field.name;
    let current = facts.iter().filter(of_field).find(|fact| fact.is_current);
    let now: Html = match current {
        None if field.name == "immigration_status" => {
            "Not known. Ask, and get legal advice if needed".into()
        }
        None => {
            let from_list = match field.name {
                "sex" => person.sex.map_or("", Sex::code),
                "ethnicity" => &person.ethnicity,
                _ => "",
            };
            if from_list.is_empty() {
                "Not known".into()
            } else {
                format!("{}, from an import", worded(field, from_list)).into()
            }
        }
        Some(fact) => {
            let mut parts = vec![Html::paragraph(worded(field, &fact.value))];
            if field.name == "immigration_status" {
                let status = status(&fact.value);
                parts.extend(status.map(|one| {
                    Html::paragraph(format!(
                        "May they work? {}. This is not legal advice.",
                        one.advice
                    ))
                }));
                parts.push(Html::paragraph(format!(
                    "As at {}.",
                    as_at(fact, directory)
                )));
            }
            Html::joined(parts)
        }
    };
    let before = facts
        .iter()
        .filter(of_field)
        .filter(|fact| !fact.is_current);
    let before: Vec<Html> = before
        .map(|fact| {
            let said = worded(field, &fact.value);
            Html::paragraph(format!("{said} ({})", as_at(fact, directory)))
        })
        .collect();
    if before.is_empty() {
        now
    } else {
        now.and(Html::of(Details::new(
            "Earlier answers",
            Html::joined(before),
        )))
    }
}

fn group(
    id: PersonId,
    group: &Group,
    facts: &[Fact],
    person: &Person,
    directory: &Directory,
    may_edit: bool,
) -> SummaryCard {
    let mut list = SummaryList::new();
    for field in group.fields {
        list = list.row(field.label, value(field, facts, person, directory));
    }
    let card = SummaryCard::new(group.heading, list);
    if may_edit {
        let href = format!("/people/{id}/particulars/edit?group={}", group.code);
        card.action(LinkAction::new("Change", href))
    } else {
        card
    }
}

fn card(
    id: PersonId,
    today: NaiveDate,
    line: &Line,
    number: usize,
    directory: &Directory,
    may_edit: bool,
) -> SummaryCard {
    let mut list = SummaryList::new();
    let mut title = String::new();
    for field in line.entry.fields() {
        let stored = line.stored.get(field.name).map_or("", String::as_str);
        if stored.is_empty() {
            continue;
        }
        let until = line
            .stored
            .get("shares_until_on")
            .map_or("", String::as_str);
        let has_ended = until.parse().is_ok_and(|until: NaiveDate| until < today);
        let words = if field.name == "shares" && has_ended {
            "Nothing. The agreement has ended".to_owned()
        } else {
            worded(field, stored)
        };
        if title.is_empty() {
            title.clone_from(&words);
        }
        list = list.row(field.label, words);
    }
    list = list.row("Recorded by", directory.worker(line.by, "An import"));
    let card = SummaryCard::new(format!("{number}. {title}"), list);
    if may_edit && line.entry.can_end() {
        let code = line.entry.code();
        let href = format!("/people/{id}/particulars/end?entry={code}&row={}", line.id);
        card.action(LinkAction::new("No longer true", href))
    } else {
        card
    }
}

fn section(
    id: PersonId,
    today: NaiveDate,
    entry: Entry,
    lines: &[Line],
    directory: &Directory,
    may_edit: bool,
) -> Section {
    let own = |current: bool| {
        lines
            .iter()
            .filter(move |line| line.entry == entry && line.is_current == current)
    };
    let mut current: Vec<&Line> = own(true).collect();
    // The latest comes first.
    current.sort_by_key(|line| std::cmp::Reverse(line.stored.get("from_on").cloned()));
    let before: Vec<Html> = own(false)
        .enumerate()
        .map(|(place, line)| Html::of(card(id, today, line, place + 1, directory, false)))
        .collect();
    Section {
        heading: entry.heading(),
        lines: current
            .into_iter()
            .enumerate()
            .map(|(place, line)| card(id, today, line, place + 1, directory, may_edit))
            .collect(),
        none: entry.none_words(),
        adds: if may_edit {
            adds(id, entry)
        } else {
            Vec::new()
        },
        before: (!before.is_empty()).then(|| Details::new("No longer true", Html::joined(before))),
    }
}

/// Lists where something is added. A death has a page of its own.
fn adds(id: PersonId, entry: Entry) -> Vec<(String, &'static str)> {
    let href = format!("/people/{id}/particulars/add?entry={}", entry.code());
    let mut adds = vec![(href, entry.add_words())];
    if entry == Entry::LifeEvent {
        adds.push((format!("/people/{id}/death"), "Record that they have died"));
    }
    adds
}

/// Shows what is known beyond the main details.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let person = people::find(&mut tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::ReadPerson, &person.standing)?;
    let may = |action| ctx.permits(action, &person.standing);
    let (shows_restricted, may_edit) = (may(Action::ReadRestricted), may(Action::EditPerson));
    let directory = ctx.directory(&mut tx).await?;
    let facts = queries::facts(&mut tx, council, id).await?;
    let mut lines = queries::lines(&mut tx, council, id).await?;
    lines.retain(|line| shows_restricted || !line.is_restricted());
    let stopped = person.stopped_words(shows_restricted);
    let labels = person.fields.texts();
    let label = |field: &str| {
        let known = labels.iter().find(|(column, _, _)| *column == field);
        known.map_or_else(
            || field.replace('_', " "),
            |(_, label, _)| (*label).to_owned(),
        )
    };
    let before: Vec<Html> = people::revisions(&mut tx, council, id)
        .await?
        .iter()
        .map(|one| {
            let was = if one.was.is_empty() {
                "blank"
            } else {
                &one.was
            };
            let day = words::day(crate::shell::clock::london(one.at).date());
            let by = directory.worker(one.by, "an import");
            Html::paragraph(format!(
                "{}: {was}, until {day} (changed by {by})",
                label(&one.field)
            ))
        })
        .collect();
    let groups = GROUPS
        .iter()
        .filter(|group| shows_restricted || !group.is_restricted)
        .map(|one| group(id, one, &facts, &person, &directory, may_edit));
    let sections = Entry::ALL
        .into_iter()
        .filter(|entry| shows_restricted || !entry.is_restricted())
        .map(|entry| section(id, ctx.today(), entry, &lines, &directory, may_edit));
    Ok(html(&ParticularsPage {
        layout: ctx
            .layout("What we know")
            .record(frame::frame(&ctx, &mut tx, &person, frame::Section::About).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        stopped,
        groups: groups.collect(),
        sections: sections.collect(),
        before: (!before.is_empty())
            .then(|| Details::new("Earlier main details", Html::joined(before))),
        is_partly_hidden: !shows_restricted,
    }))
}

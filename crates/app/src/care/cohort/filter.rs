//! The filter and the grouping of the cohort page.

use std::collections::{BTreeMap, HashMap};

use govuk::{Button, Details, Html, Select, chart::Bars};
use programme::{Barrier, Readiness};
use values::{AccountId, ProgrammeVersionId};

use super::{CohortQuery, model::Member};
use crate::office::directory::Directory;

fn select(
    name: &'static str,
    label: &'static str,
    chosen: &str,
    items: Vec<(String, String)>,
) -> Html {
    let mut select = Select::new(name, label).selected(chosen);
    for (code, words) in items {
        select = select.item(code, words);
    }
    Html::of(select)
}

fn items<'a>(fixed: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    fixed
        .into_iter()
        .map(|(code, words)| (code.to_owned(), words.to_owned()))
        .collect()
}

/// Draws the choice by English and maths at Level 2.
pub(crate) fn level_2(chosen: &str) -> Html {
    let all = [("", "Either"), ("missing", "Missing"), ("has", "Recorded")];
    select(
        "level_2",
        "English and maths at Level 2",
        chosen,
        items(all),
    )
}

/// What the stage is called that a deep dive suggests.
const SUGGESTED: &str = "Stage that the deep dive suggests";

/// Draws the filter.
pub(super) fn filter(asked: &CohortQuery, directory: &Directory, shows_restricted: bool) -> Html {
    let mut stages = items([("", "All stages"), ("none", "Not enrolled")]);
    stages.extend(directory.library.stages());
    let mut suggested = items([
        ("", "Any"),
        ("none", "No deep dive yet, or it suggests none"),
    ]);
    suggested.extend(directory.library.stages());
    let mut barriers = items([("", "Any or none")]);
    barriers.extend(
        Barrier::ALL
            .iter()
            .filter(|barrier| shows_restricted || !barrier.is_restricted())
            .map(|barrier| (barrier.code().to_owned(), barrier.label().to_owned())),
    );
    let mut readiness = items([("", "Any"), ("none", "No deep dive yet")]);
    readiness.extend(items(
        Readiness::ALL.iter().map(|one| (one.code(), one.label())),
    ));
    let mut workers = items([("", "Anyone"), ("none", "No one yet")]);
    let names = directory.coaches.iter();
    workers.extend(names.map(|(id, name)| (id.to_string(), name.clone())));
    let eet = [
        ("", "Not in education, employment or training"),
        ("eet", "In education, employment or training"),
        ("unknown", "Not known"),
        ("all", "Everyone"),
    ];
    let months = [
        ("", "Any time"),
        ("3", "3 months or more"),
        ("6", "6 months or more"),
        ("12", "12 months or more"),
    ];
    let heard = [("", "Everyone"), ("silent", "No contact for 28 days")];
    let group = [
        ("", "Nothing"),
        ("readiness", "Readiness for work"),
        ("barrier", "Barriers"),
        ("stage", "Stage"),
        ("suggested", SUGGESTED),
        ("worker", "Coach"),
    ];
    let show = [
        ("", "Main barriers"),
        ("barriers", "Every barrier side by side"),
    ];
    let fields = [
        select("eet", "Who", &asked.eet, items(eet)),
        select(
            "months",
            "Not in education, employment or training for",
            &asked.months,
            items(months),
        ),
        select("stage", "Stage", &asked.stage, stages),
        select("suggested", SUGGESTED, &asked.suggested, suggested),
        select(
            "readiness",
            "Readiness for work",
            &asked.readiness,
            readiness,
        ),
        select("barrier", "Main barrier", &asked.barrier, barriers),
        level_2(&asked.level_2),
        select("heard", "Contact", &asked.heard, items(heard)),
        select(
            "worker",
            "Coach or personal adviser",
            &asked.worker,
            workers,
        ),
        select("group", "Group by", &asked.group, items(group)),
        select("show", "Show", &asked.show, items(show)),
    ];
    let form = [Html::literal(
        "<form action=\"/cohort\" method=\"get\"><div class=\"foothold-pair\">",
    )]
    .into_iter()
    .chain(fields)
    .chain([
        Html::literal("</div>"),
        Html::of(Button::new("Show").secondary()),
        Html::literal("</form>"),
    ]);
    let details = Html::of(Details::new("Filter and group", Html::joined(form)));
    if asked.pairs().is_empty() {
        details
    } else {
        // The filter stays closed: on a phone an open one would push the results out of sight.
        details.and(Html::paragraph(Html::link("/cohort", "Clear the filter")))
    }
}

/// The groups of a list: how many are in each, and links that show only one.
pub(super) struct Groups {
    pub(super) chart: Bars,
    pub(super) links: Vec<(String, String)>,
}

/// Counts the members of each group. `None` if no grouping was chosen.
pub(super) fn groups(
    asked: &CohortQuery,
    members: &[Member],
    directory: &Directory,
    shows_restricted: impl Fn(&Member) -> bool,
) -> Option<Groups> {
    let (title, field) = match asked.group.as_str() {
        "readiness" => ("Readiness for work", "readiness"),
        "barrier" => ("Main barriers", "barrier"),
        "stage" => ("Stage", "stage"),
        "suggested" => (SUGGESTED, "suggested"),
        "worker" => ("Coach", "worker"),
        _ => return None,
    };
    let mut of_groups: HashMap<Group<'_>, u64> = HashMap::new();
    for member in members {
        for group in of_member(field, member, &shows_restricted) {
            *of_groups.entry(group).or_default() += 1;
        }
    }
    // Two versions of a programme may have the same stage.
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for (group, count) in of_groups {
        *counts.entry(group.key(directory)).or_default() += count;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), key.clone()));
    let mut chart = Bars::new("groups", title).of(title, "Young people");
    let mut links = Vec::new();
    for ((words, code), count) in counts {
        chart = chart.bar(words.clone(), count);
        if !code.is_empty() {
            links.push((format!("/cohort?{}", asked.with(field, &code)), words));
        }
    }
    Some(Groups { chart, links })
}

/// A group of members.
#[derive(PartialEq, Eq, Hash)]
enum Group<'a> {
    Barrier(Option<Barrier>),
    Readiness(Option<Readiness>),
    Stage(Option<(ProgrammeVersionId, &'a str)>),
    Suggested(Option<(ProgrammeVersionId, &'a str)>),
    Coach(Option<AccountId>),
}

impl Group<'_> {
    /// Returns its words, and its code for the filter: empty where the filter has none.
    fn key(&self, directory: &Directory) -> (String, String) {
        let none = |words: &str| (words.to_owned(), "none".to_owned());
        match self {
            Self::Barrier(None) => ("Nothing recorded".into(), String::new()),
            Self::Barrier(Some(one)) => (one.label().into(), one.code().into()),
            Self::Readiness(None) => none("Not said, or no deep dive yet"),
            Self::Readiness(Some(one)) => (one.label().into(), one.code().into()),
            Self::Stage(None) => none("Not enrolled"),
            Self::Suggested(None) => none("No deep dive yet, or it suggests none"),
            Self::Stage(Some((version, stage))) | Self::Suggested(Some((version, stage))) => (
                directory.library.stage_label(*version, stage),
                (*stage).to_owned(),
            ),
            Self::Coach(None) => none("No one yet"),
            Self::Coach(Some(id)) => (directory.worker(*id, "No one yet"), id.to_string()),
        }
    }
}

/// Returns the groups that a member is in.
fn of_member<'a>(
    field: &str,
    member: &'a Member,
    shows_restricted: impl Fn(&Member) -> bool,
) -> Vec<Group<'a>> {
    match field {
        "barrier" => {
            let worst = member.in_the_way(shows_restricted);
            if worst.is_empty() {
                return vec![Group::Barrier(None)];
            }
            let named = worst.into_iter().map(|(barrier, _)| barrier);
            named.map(|one| Group::Barrier(Some(one))).collect()
        }
        "readiness" => vec![Group::Readiness(member.readiness)],
        "stage" => {
            let stage = member.stage.as_ref();
            vec![Group::Stage(
                stage.map(|(version, stage)| (*version, stage.as_str())),
            )]
        }
        "suggested" => {
            let stage = member.suggested.as_ref();
            vec![Group::Suggested(
                stage.map(|(version, stage)| (*version, stage.as_str())),
            )]
        }
        _ => vec![Group::Coach(member.standing.coach)],
    }
}

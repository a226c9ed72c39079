//! Unclaimed entitlements, team by team, the earliest deadlines first.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Html, Table};
use policy::Action;
use serde::Deserialize;
use values::{PersonId, TeamId};

use super::{
    model::{self, Entitlement, Reader, Theirs},
    queries,
};
use crate::{
    office::directory::InCouncil,
    person::{enrolments, people},
    shell::web::{Answer, Ctx, Layout, Query, WebError, html, words},
};

/// Whose gaps, and which: the list behind a number.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct GapsQuery {
    /// A team's id; empty for those in no team.
    team: String,
    /// The key of an entitlement; empty for all of them as numbers.
    what: String,
}

struct Team {
    name: String,
    gaps: Table,
}

#[derive(Template)]
#[template(path = "entitlements/gap.html")]
struct GapPage {
    layout: Layout,
    heading: String,
    team: String,
    who: Vec<Html>,
}

#[derive(Template)]
#[template(path = "entitlements/gaps.html")]
struct GapsPage {
    layout: Layout,
    teams: Vec<Team>,
}

/// The young people who have not claimed something, and until when they can.
type Gap = Vec<(Option<NaiveDate>, PersonId)>;

/// Shows the unclaimed entitlements of everyone enrolled.
pub(super) async fn show(ctx: Ctx, Query(asked): Query<GapsQuery>) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let names = ctx.names().await?;
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let enrolled = enrolments::open_in(&mut tx, &ctx.scope(Action::ListPeople)).await?;
    let mut ids: Vec<PersonId> = enrolled.iter().map(|(standing, _)| standing.id).collect();
    ids.sort();
    ids.dedup();
    let people = people::find_all(&mut tx, ctx.council(), &ids).await?;
    let claims = queries::of_people(&mut tx, ctx.council(), &ids).await?;
    let directory = ctx.directory(&mut tx).await?;
    let mut of: BTreeMap<(String, Option<TeamId>), BTreeMap<usize, Gap>> = BTreeMap::new();
    for person in people
        .iter()
        .filter(|person| ctx.permits(Action::ListPeople, &person.standing))
    {
        let id = person.standing.id;
        let said = claims.get(&id);
        for (place, one) in model::all().iter().enumerate() {
            let is_said = said
                .into_iter()
                .flatten()
                .any(|claim| claim.entitlement == one.key);
            if is_said || !matches!(one.theirs(person, today, Reader::Worker), Theirs::Yes(_)) {
                continue;
            }
            let ready = person.fields.born_on.and_then(|born| one.days(born).0);
            if ready.is_some_and(|ready| ready > today) {
                continue;
            }
            let team = person.standing.team;
            let last = person.fields.born_on.and_then(|born| one.days(born).1);
            let gaps = of
                .entry((directory.team(team, "No team"), team))
                .or_default();
            gaps.entry(place).or_default().push((last, id));
        }
    }
    if !asked.what.is_empty() {
        let wanted = |team: Option<TeamId>| team.map_or(String::new(), |id| id.to_string());
        let found = of
            .into_iter()
            .find(|((_, team), _)| wanted(*team) == asked.team);
        let (of_team, gaps) = found.unwrap_or_default();
        let mut gaps = gaps
            .into_iter()
            .map(|(place, gap)| (&model::all()[place], gap));
        let found = gaps.find(|(one, _)| one.key == asked.what);
        let (one, mut gap) = found.ok_or(WebError::NotFound)?;
        gap.sort_by_key(|(last, id)| (last.is_none(), *last, *id));
        let line = |(last, id): &(Option<NaiveDate>, PersonId)| {
            let until =
                last.map_or_else(String::new, |last| format!(" until {}", words::day(last)));
            Html::link(format!("/people/{id}/entitlements"), names.name(*id)).and(until)
        };
        return Ok(html(&GapPage {
            layout: ctx
                .layout("Who has not claimed")
                .back("/reports/entitlements"),
            heading: one.title.clone(),
            team: of_team.0,
            who: gap.iter().map(line).collect(),
        }));
    }
    let teams = of.into_iter().map(|((name, team), gaps)| {
        let mut table = Table::new(format!("{name}: unclaimed entitlements"))
            .caption_hidden()
            .column("What")
            .numeric_column("Young people")
            .column("First deadline");
        let mut gaps: Vec<(&Entitlement, Gap)> = gaps
            .into_iter()
            .map(|(place, gap)| (&model::all()[place], gap))
            .collect();
        // The earliest deadline comes first, then the entitlement that most people are missing.
        let ends = |gap: &Gap| gap.iter().filter_map(|(last, _)| *last).min();
        gaps.sort_by_key(|(_, gap)| (ends(gap).is_none(), ends(gap), std::cmp::Reverse(gap.len())));
        let team = team.map_or(String::new(), |id| id.to_string());
        for (one, gap) in gaps {
            let who = format!("/reports/entitlements?team={team}&what={}", one.key);
            let number = Html::from(gap.len().to_string()).and(Html::hidden(format!(
                " who have not claimed: {}",
                one.title
            )));
            table = table.row([
                Cell::new(one.title.clone()),
                Cell::new(Html::link(who, number)).numeric(),
                Cell::new(ends(&gap).map_or_else(|| "None".to_owned(), words::day)),
            ]);
        }
        Team {
            name,
            gaps: table.first_cell_is_header().stacking().sortable(),
        }
    });
    let teams = teams.collect();
    Ok(html(&GapsPage {
        layout: ctx.layout("Unclaimed entitlements").back("/reports"),
        teams,
    }))
}

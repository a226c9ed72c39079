//! Unclaimed entitlements, team by team, the earliest deadlines first.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Details, Html, Table};
use policy::Action;
use values::{PersonId, TeamId};

use super::{
    model::{self, Entitlement, Reader, Theirs},
    queries,
};
use crate::{
    office::directory::InCouncil,
    person::{enrolments, people},
    shell::web::{Answer, Ctx, Layout, html, words},
};

/// How many names a row shows before the rest are folded.
const NAMED: usize = 10;

struct Team {
    name: String,
    gaps: Table,
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
pub(super) async fn show(ctx: Ctx) -> Answer {
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
    let teams = of.into_iter().map(|((name, _), gaps)| {
        let mut table = Table::new(format!("{name}: unclaimed entitlements"))
            .caption_hidden()
            .column("What")
            .numeric_column("How many")
            .column("Who, earliest deadline first");
        let mut gaps: Vec<(&Entitlement, Gap)> = gaps
            .into_iter()
            .map(|(place, gap)| (&model::all()[place], gap))
            .collect();
        // The earliest deadline comes first, then the entitlement that most people are missing.
        let ends = |gap: &Gap| gap.iter().filter_map(|(last, _)| *last).min();
        gaps.sort_by_key(|(_, gap)| (ends(gap).is_none(), ends(gap), std::cmp::Reverse(gap.len())));
        for (one, mut gap) in gaps {
            gap.sort_by_key(|(last, id)| (last.is_none(), *last, *id));
            let number = gap.len();
            let mut who: Vec<Html> = Vec::new();
            for (last, id) in &gap {
                let until =
                    last.map_or_else(String::new, |last| format!(" until {}", words::day(last)));
                let standing = people.iter().find(|person| person.standing.id == *id);
                if standing
                    .is_none_or(|person| ctx.decide(Action::ListPeople, &person.standing).is_err())
                {
                    continue;
                }
                let link = Html::link(format!("/people/{id}/entitlements"), names.name(*id));
                who.push(Html::paragraph(link.and(until)));
            }
            let others = who.split_off(who.len().min(NAMED));
            if !others.is_empty() {
                let summary = Html::from(format!("{} more", others.len()))
                    .and(Html::hidden(format!(": {}", one.title)));
                who.push(Html::of(Details::new(summary, Html::joined(others))));
            }
            table = table.row([
                Cell::new(one.title.clone()),
                Cell::new(number.to_string()).numeric(),
                Cell::new(Html::joined(who)),
            ]);
        }
        Team {
            name,
            gaps: table.first_cell_is_header().stacking(),
        }
    });
    let teams = teams.collect();
    Ok(html(&GapsPage {
        layout: ctx.layout("Unclaimed entitlements").back("/reports"),
        teams,
    }))
}

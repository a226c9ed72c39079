//! Courses and other series: who started, who stayed, and who went on.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use govuk::{Cell, Table};
use policy::Action;
use store::ReadTx;
use values::PersonId;

use crate::{
    person::enrolments,
    shell::web::{Ctx, WebError, words},
    work::{
        activities::{Activity, Came, CameOf, Guest},
        work_placements,
    },
};

/// The days on which young people went on: a stage after their first, or a start in work.
type WentOn = HashMap<PersonId, Vec<NaiveDate>>;

/// What is counted of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Course {
    /// Dates held.
    dates: usize,
    /// Young people who came at least once.
    started: usize,
    /// Of these, those who came to half of the dates or more.
    stayed: usize,
    /// Of those who started, those who went on after their first date.
    went_on: usize,
}

/// Counts a series, of its dates and those invited to them.
fn course(dates: &[&Activity], guests: &[Guest], went_on: &WentOn) -> Course {
    let mut came: HashMap<PersonId, Vec<NaiveDate>> = HashMap::new();
    let mut offers = HashSet::new();
    for date in dates {
        for guest in guests.iter().filter(|one| one.activity == date.id) {
            if guest.came == Some(Came::Yes) {
                came.entry(guest.person).or_default().push(date.on);
            }
            if guest.came_of.is_some_and(|of| of >= CameOf::Offer) {
                offers.insert(guest.person);
            }
        }
    }
    let has_gone_on = |person: &PersonId, own: &[NaiveDate]| {
        let first = own.iter().min();
        let later = went_on.get(person).into_iter().flatten();
        offers.contains(person) || later.into_iter().any(|on| Some(on) > first)
    };
    Course {
        dates: dates.len(),
        started: came.len(),
        stayed: came
            .values()
            .filter(|own| own.len() * 2 >= dates.len())
            .count(),
        went_on: came
            .iter()
            .filter(|(person, own)| has_gone_on(person, own))
            .count(),
    }
}

async fn gone_on(ctx: &Ctx, tx: &mut ReadTx, people: &[PersonId]) -> Result<WentOn, WebError> {
    let mut went_on = WentOn::new();
    let enrolled = enrolments::of_everybody(tx, ctx.council(), Some(people)).await?;
    for (person, all) in enrolled {
        for (_, stretches) in all {
            let stages = stretches.iter().filter(|one| !one.is_pause).skip(1);
            let days = stages.map(|one| one.from_on);
            went_on.entry(person).or_default().extend(days);
        }
    }
    let scope = ctx.scope(Action::ListPeople);
    for (person, on, _) in work_placements::spells_in(tx, &scope).await? {
        went_on.entry(person).or_default().push(on);
    }
    Ok(went_on)
}

/// Draws a line for each series, by its title. `None` where there was none.
pub(super) async fn table(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[Activity],
    guests: &[Guest],
) -> Result<Option<Table>, WebError> {
    let mut series: BTreeMap<(&str, _), Vec<&Activity>> = BTreeMap::new();
    for one in all {
        if let Some(id) = one.series {
            series
                .entry((one.series_title(), id))
                .or_default()
                .push(one);
        }
    }
    if series.is_empty() {
        return Ok(None);
    }
    let people: Vec<PersonId> = guests.iter().map(|one| one.person).collect();
    let went_on = gone_on(ctx, tx, &people).await?;
    let mut table = Table::new("Courses and series")
        .column("Course or series")
        .numeric_column("Dates held")
        .numeric_column("Started")
        .numeric_column("Came to half or more")
        .numeric_column("Moved on");
    for ((title, _), dates) in series {
        let of = course(&dates, guests, &went_on);
        let counts = [of.dates, of.started, of.stayed, of.went_on];
        let counts = counts.map(|count| Cell::new(words::grouped(count as u64)).numeric());
        table = table.row(std::iter::once(Cell::new(title)).chain(counts));
    }
    Ok(Some(table.first_cell_is_header().stacking()))
}

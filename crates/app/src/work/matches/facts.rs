//! Gathering what the rules and wishes look at, each kind in one query.

use std::collections::HashMap;

use matching::{rules::Seeker, taxonomy::Taxonomy};
use policy::Action;
use store::ReadTx;
use values::{OpportunityId, PersonId};

use super::{
    districts::district,
    model::{Candidate, Offer},
    queries,
};
use crate::{
    engagement::employers,
    office::directory::InCouncil,
    person::{
        assessments,
        enrolments::{self, funding_end},
        particulars,
        people::Person,
    },
    shell::web::{Ctx, WebError},
    work::{
        applications::{self, Step},
        better_off::{self, Calculation},
        hard_rules::{FACTS, seeker},
        opportunities::{self, Opportunity},
        work_placements,
    },
};

/// Gathers what is known about young people, as far as the worker may read it.
pub(super) async fn candidates(
    ctx: &Ctx,
    tx: &mut ReadTx,
    people: &[Person],
) -> Result<Vec<Candidate>, WebError> {
    let council = ctx.council();
    let ids: Vec<PersonId> = people.iter().map(|one| one.standing.id).collect();
    let only = match ids.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let mut facts = particulars::current(tx, council, &ids, &FACTS).await?;
    let dives = assessments::latest(tx, council, Some(&ids)).await?;
    let unsafe_places = match only {
        Some(id) => HashMap::from([(id, particulars::unsafe_places(tx, council, id).await?)]),
        None => particulars::all_unsafe_places(tx, council).await?,
    };
    let enrolled =
        enrolments::of_everybody(tx, council, only.as_ref().map(std::slice::from_ref)).await?;
    let mut ways = queries::ways(tx, council, &ids).await?;
    let mut goes_for = goes_for(ctx, tx, &ids).await?;
    let worked_out = better_off::latest_of(tx, council, &ids).await?;
    let (library, table) = (ctx.library(tx).await?, Taxonomy::known());
    let untold = enrolments::Told::new();
    let candidate = |person: &Person| {
        let id = person.standing.id;
        let shows_restricted = ctx.permits(Action::ReadRestricted, &person.standing);
        let own = facts.remove(&id).unwrap_or_default();
        let said = |name: &str| {
            let is_restricted = name.starts_with("right_to_work") || name == "immigration_status";
            let text = own.get(name).filter(|text| !text.is_empty());
            text.filter(|_| shows_restricted || !is_restricted).cloned()
        };
        let enrolments = enrolled.get(&id).into_iter().flatten();
        let ends = enrolments.filter_map(|(one, _)| funding_end(&library, one, &untold));
        let dive = dives.get(&id).map(|dive| &dive.said);
        let read =
            |text: Option<&String>| text.map_or_else(Default::default, |text| table.read(text));
        Candidate {
            person: id,
            born: person.fields.born_on,
            seeker: Seeker {
                supported_until: ends.map(|end| end.until).max(),
                ..seeker(person, said)
            },
            wanted: read(dive.map(|dive| &dive.work_wanted)),
            good_at: read(dive.map(|dive| &dive.strengths)),
            left: read(dive.map(|dive| &dive.work_to_leave)),
            unsafe_places: unsafe_places.get(&id).cloned().unwrap_or_default(),
            shows_restricted,
            district: district(&person.fields.address),
            ways: ways.remove(&id).unwrap_or_default(),
            goes_for: goes_for.remove(&id).unwrap_or_default(),
            money: worked_out
                .get(&id)
                .filter(|_| ctx.permits(Action::AssessPerson, &person.standing))
                .and_then(Calculation::question),
        }
    };
    Ok(people.iter().map(candidate).collect())
}

/// Returns the open applications of young people, each with its step.
async fn goes_for(
    ctx: &Ctx,
    tx: &mut ReadTx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, HashMap<OpportunityId, Step>>, WebError> {
    let mut found: HashMap<PersonId, HashMap<OpportunityId, Step>> = HashMap::new();
    for one in applications::standing_of(tx, ctx.council(), ids).await? {
        let own = found.entry(one.person).or_default();
        own.insert(one.opportunity, one.step);
    }
    Ok(found)
}

/// Gathers opportunities with their employers, the free places, and how long work there lasted for the young people whom the worker
/// may see.
pub(super) async fn offers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    open: Vec<Opportunity>,
) -> Result<Vec<Offer>, WebError> {
    let council = ctx.council();
    let employers = employers::all(tx, council).await?;
    let employers: HashMap<_, _> = employers.into_iter().map(|one| (one.id, one)).collect();
    let ids: Vec<OpportunityId> = open.iter().map(|one| one.id).collect();
    let taken = applications::taken(tx, council, &ids).await?;
    let sees = ctx.may(Action::SeeEmployers);
    let scope = ctx.scope(Action::ListPeople);
    let records = if sees {
        work_placements::records(tx, &scope, ctx.today()).await?
    } else {
        HashMap::new()
    };
    // A worker who cannot see employers sees what everyone does: what is published.
    let open = open.into_iter().filter(|one| sees || one.is_published());
    let offer = |opportunity: Opportunity| {
        let employer = employers.get(&opportunity.employer)?;
        let taken = taken.get(&opportunity.id).copied().unwrap_or(0);
        let places = u32::try_from(opportunity.places).unwrap_or(0);
        let free = places.saturating_sub(taken);
        let record = records.get(&opportunity.employer).copied();
        let name = employer.name.clone();
        let may = employer.stopped_on.is_none();
        may.then(|| Offer::new(opportunity, name, free, record, ctx.today()))
    };
    Ok(open.filter_map(offer).collect())
}

/// Gathers every opportunity that is open.
pub(super) async fn open_offers(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<Offer>, WebError> {
    let open = opportunities::open_on(tx, ctx.council(), ctx.today()).await?;
    offers(ctx, tx, open).await
}

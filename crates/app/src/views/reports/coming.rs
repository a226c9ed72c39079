//! What young people came to in a year, and what came of it; drop-ins; mentors, and whether they meet.

use std::collections::{BTreeMap, HashMap, HashSet};

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Table};
use policy::Action;
use store::ReadTx;
use values::{ActivityId, PersonId};

use super::courses;
use crate::{
    care::{
        appointments::{self, DroppedIn},
        messages,
    },
    person::people,
    shell::{
        clock,
        web::{Answer, Ctx, Layout, WebError, html, words},
    },
    work::{
        activities::{self, Activity, Came, Guest},
        better_off, mentors,
    },
};

#[derive(Template)]
#[template(path = "reports/coming.html")]
struct ComingPage {
    layout: Layout,
    period: String,
    may_plan: bool,
    activities: Option<Table>,
    managers: Option<String>,
    courses: Option<Table>,
    drop_ins: Option<Table>,
    around: String,
    mentoring: Vec<String>,
    worked_out: String,
}

/// What is counted of one kind of activity.
#[derive(Default)]
struct Counted<'a> {
    dates: u64,
    guests: Vec<&'a Guest>,
}

fn table(all: &[Activity], guests: &[Guest]) -> Option<Table> {
    let mut kinds: BTreeMap<&str, Counted<'_>> = BTreeMap::new();
    let mut kind_of: HashMap<ActivityId, &str> = HashMap::new();
    for one in all {
        kinds.entry(one.kind_words()).or_default().dates += 1;
        kind_of.insert(one.id, one.kind_words());
    }
    for guest in guests {
        if let Some(kind) = kind_of.get(&guest.activity) {
            kinds.entry(kind).or_default().guests.push(guest);
        }
    }
    let mut table = Table::new("What young people came to")
        .column("Kind")
        .numeric_column("Dates held")
        .numeric_column("Invitations")
        .numeric_column("Attendances")
        .numeric_column("Young people who came")
        .numeric_column("Offers that followed");
    for (kind, counted) in kinds {
        let came = counted
            .guests
            .iter()
            .filter(|guest| guest.came == Some(Came::Yes));
        let times = came.clone().count() as u64;
        let people: HashSet<PersonId> = came.map(|guest| guest.person).collect();
        let offers = activities::offers(counted.guests.iter().copied()) as u64;
        let counts = [
            counted.dates,
            counted.guests.len() as u64,
            times,
            people.len() as u64,
            offers,
        ];
        let counts = counts.map(|count| Cell::new(words::grouped(count)).numeric());
        table = table.row(std::iter::once(Cell::new(kind)).chain(counts));
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Says how many managers were invited to forums of their own, and came. `None` where there was none.
async fn managers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    forums: &[Activity],
) -> Result<Option<String>, WebError> {
    let forums: Vec<ActivityId> = forums.iter().map(|one| one.id).collect();
    if forums.is_empty() {
        return Ok(None);
    }
    let invited = activities::managers(tx, ctx.council(), &forums).await?;
    let came = invited.iter().filter(|one| one.came == Some(Came::Yes));
    Ok(Some(format!(
        "{} held, {}; managers came {}.",
        words::count(
            forums.len() as u64,
            "forum for managers",
            "forums for managers"
        ),
        words::count(invited.len() as u64, "invitation", "invitations"),
        words::count(came.count() as u64, "time", "times"),
    )))
}

/// Counts who came to drop-ins, place by place.
async fn drop_ins(
    ctx: &Ctx,
    tx: &mut ReadTx,
    period: (NaiveDate, NaiveDate),
) -> Result<Option<Table>, WebError> {
    let mut all = appointments::dropped_in(tx, ctx.council(), period).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let seen = people::listed(ctx, tx, &ids).await?;
    all.retain(|one| seen.contains_key(&one.person));
    let mut places: BTreeMap<&str, Vec<&DroppedIn>> = BTreeMap::new();
    for one in &all {
        places.entry(&one.place).or_default().push(one);
    }
    let mut table = Table::new("Drop-ins")
        .column("Place")
        .numeric_column("Dates when somebody came")
        .numeric_column("Attendances")
        .numeric_column("Young people who came")
        .numeric_column("Times they brought someone");
    for (place, came) in places {
        let days: HashSet<NaiveDate> = came.iter().map(|one| one.on).collect();
        let people: HashSet<PersonId> = came.iter().map(|one| one.person).collect();
        let with = came.iter().filter(|one| one.is_with_others).count();
        let counts = [days.len(), came.len(), people.len(), with];
        let counts = counts.map(|count| Cell::new(words::grouped(count as u64)).numeric());
        table = table.row(std::iter::once(Cell::new(place)).chain(counts));
    }
    Ok((!table.is_empty()).then(|| table.first_cell_is_header().stacking()))
}

/// Says how often people around young people were told something, as these agreed.
async fn around(ctx: &Ctx, tx: &mut ReadTx, from: NaiveDate) -> Result<String, WebError> {
    let mut told = messages::told_around(tx, ctx.council(), clock::midnight(from)).await?;
    let seen = people::listed(ctx, tx, &told).await?;
    told.retain(|person| seen.contains_key(person));
    let times = told.len() as u64;
    let about: HashSet<PersonId> = told.into_iter().collect();
    Ok(format!(
        "{} to carers and other people around them, about {}, as they agreed.",
        words::count(times, "message", "messages"),
        words::count(about.len() as u64, "young person", "young people")
    ))
}

async fn mentoring(ctx: &Ctx, tx: &mut ReadTx, from: NaiveDate) -> Result<Vec<String>, WebError> {
    let mut pairs = mentors::every_pair(tx, ctx.council()).await?;
    pairs.retain(|one| one.ended_on.is_none_or(|on| on >= from));
    let ids: Vec<PersonId> = pairs.iter().map(|one| one.person).collect();
    let seen = people::listed(ctx, tx, &ids).await?;
    pairs.retain(|one| seen.contains_key(&one.person));
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = pairs.iter().map(|one| one.id).collect();
    let mut meetings = mentors::meetings(tx, ctx.council(), &ids).await?;
    meetings.retain(|one| one.on >= from);
    let held = meetings.iter().filter(|one| one.kind != mentors::MISSED);
    let meet: HashSet<_> = held.clone().map(|one| one.mentoring).collect();
    let open = pairs.iter().filter(|one| one.ended_on.is_none()).count() as u64;
    let ended = pairs.len() as u64 - open;
    Ok(vec![
        format!(
            "{} now, {} in the year",
            words::count(
                open,
                "young person with a mentor",
                "young people with a mentor"
            ),
            words::count(ended, "ended", "ended")
        ),
        format!(
            "{} held, with {}",
            words::count(held.count() as u64, "meeting", "meetings"),
            words::count(meet.len() as u64, "young person", "young people")
        ),
        format!(
            "{} not met in the year",
            words::count(
                pairs.len() as u64 - meet.len() as u64,
                "young person has",
                "young people have"
            )
        ),
    ])
}

/// Says how often it was worked out with a coach whether work would pay. Calculations that were removed count: they were made.
async fn worked_out(
    ctx: &Ctx,
    tx: &mut ReadTx,
    period: (NaiveDate, NaiveDate),
) -> Result<String, WebError> {
    let scope = ctx.scope(Action::ListPeople);
    let all = better_off::kept_between(tx, &scope, period).await?;
    let times = words::count(all.len() as u64, "offer was", "offers were");
    let about: HashSet<PersonId> = all.into_iter().collect();
    let with = words::count(about.len() as u64, "young person", "young people");
    Ok(format!("{times} worked out and kept, with {with}."))
}

/// Shows the last year.
pub(super) async fn coming(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let from = clock::year_to(today);
    let held = activities::held_between(&mut tx, ctx.council(), (from, today)).await?;
    let (all, forums): (Vec<Activity>, Vec<Activity>) =
        held.into_iter().partition(Activity::is_for_young_people);
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let mut guests = activities::guests(&mut tx, ctx.council(), &ids).await?;
    let people: Vec<PersonId> = guests.iter().map(|one| one.person).collect();
    let seen = people::listed(&ctx, &mut tx, &people).await?;
    guests.retain(|one| seen.contains_key(&one.person));
    Ok(html(&ComingPage {
        layout: ctx.layout("Activities and mentors").back("/reports"),
        may_plan: ctx.may(Action::SeeEmployers),
        period: format!("{} to {}", words::day(from), words::day(today)),
        activities: table(&all, &guests),
        managers: managers(&ctx, &mut tx, &forums).await?,
        courses: courses::table(&ctx, &mut tx, &all, &guests).await?,
        drop_ins: drop_ins(&ctx, &mut tx, (from, today)).await?,
        around: around(&ctx, &mut tx, from).await?,
        mentoring: mentoring(&ctx, &mut tx, from).await?,
        worked_out: worked_out(&ctx, &mut tx, (from, today)).await?,
    }))
}

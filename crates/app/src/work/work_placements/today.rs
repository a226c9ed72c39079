//! What workers have to do for the work placements that they manage, worries first.

use std::collections::HashMap;

use better_off::wages::Rate;
use chrono::{Days, NaiveDate};
use policy::Action;
use programme::half_way;
use store::ReadTx;
use values::{AccountId, Pence, PersonId, WorkPlacementId};

use super::{
    lists::{EventKind, Side},
    model::{Status, WorkEvent, WorkPlacement},
    queries,
};
use crate::{
    person::people::{self, Outline},
    shell::{
        task::Task,
        web::{Ctx, WebError, words},
    },
    work::opportunities::Pay,
};

/// How many days ahead Today shows a change of the minimum wage, and a missing plan before the start.
const AHEAD_DAYS: u64 = 30;

/// Sorts what is known of many work placements by the one that each is about.
fn by_placement<T>(
    all: &[T],
    of: impl Fn(&T) -> WorkPlacementId,
) -> HashMap<WorkPlacementId, Vec<&T>> {
    let mut sorted: HashMap<WorkPlacementId, Vec<&T>> = HashMap::new();
    for one in all {
        sorted.entry(of(one)).or_default().push(one);
    }
    sorted
}

/// Returns what a work placement pays, and the minimum wage for the rest of it, at most a year.
fn minimums(
    one: &WorkPlacement,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> (Pay<'_>, Vec<(NaiveDate, Rate)>) {
    let pay = Pay {
        kind: &one.kind,
        hourly_pence: one.hourly_pence,
        since: one.started_on.unwrap_or(one.starts_on),
    };
    let first = pay.since.max(today);
    let until = one.ends_on.unwrap_or(first + Days::new(365)).max(first);
    let found = match one.ended_on {
        None => pay.minimums(born, (first, until)),
        Some(_) => Vec::new(),
    };
    (pay, found)
}

/// Returns the first day from which the minimum wage is above the pay, and the minimum in pence.
fn too_low(
    one: &WorkPlacement,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<(NaiveDate, i64)> {
    let (pay, found) = minimums(one, born, today);
    let low = found.into_iter().find(|(_, rate)| pay.is_below(rate));
    low.map(|(on, rate)| (on, rate.pence))
}

/// Puts the minimum wage during the work into words, at each birthday and April, against the pay.
pub(super) fn pay_changes(
    one: &WorkPlacement,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<String> {
    let (pay, found) = minimums(one, born, today);
    let worded = |(on, rate): (NaiveDate, Rate)| pay.line(on, &rate);
    found.into_iter().map(worded).collect()
}

/// Lists what is to be done in the work placements that workers manage, for the young people whom the worker may see.
pub(crate) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (workers, until): (&[AccountId], NaiveDate),
) -> Result<Vec<Task>, WebError> {
    let (council, today) = (ctx.council(), ctx.today());
    let mut all = queries::of_workers(tx, council, workers, today).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let people = people::outlines(tx, council, &ids).await?;
    let people: HashMap<PersonId, &Outline> =
        people.iter().map(|who| (who.standing.id, who)).collect();
    all.retain(|one| {
        people.get(&one.person).is_some_and(|person| {
            !person.has_died() && ctx.permits(Action::ListPeople, &person.standing)
        })
    });
    let ids: Vec<WorkPlacementId> = all.iter().map(|one| one.id).collect();
    let mut events: HashMap<WorkPlacementId, Vec<WorkEvent>> = HashMap::new();
    for (id, event) in queries::unlooked(tx, council, &ids).await? {
        events.entry(id).or_default().push(event);
    }
    let alarms = queries::alarms(tx, council, &ids).await?;
    let alarms = by_placement(&alarms, |one| one.placement);
    let waiting = queries::unanswered(tx, council, &ids, today).await?;
    let waiting = by_placement(&waiting, |one| one.placement);
    let top_ups = queries::top_ups(tx, council, &ids).await?;
    let top_ups = by_placement(&top_ups, |one| one.placement);
    let mut lines = Vec::new();
    for one in &all {
        let born = people.get(&one.person).and_then(|person| person.born_on);
        let own = events.get(&one.id).map_or(&[][..], Vec::as_slice);
        let mut says = of_one(one, own, born, today);
        let due = top_ups.get(&one.id).into_iter().flatten();
        let due = due.filter(|part| part.is_due(today, one.ended_on));
        says.extend(due.map(|part| {
            let words = format!("pay the top-up of {}: {}", Pence(part.pence), one.title);
            (words, part.on)
        }));
        let mut worries = Vec::new();
        for alarm in alarms.get(&one.id).into_iter().flatten() {
            let who = match alarm.side {
                Side::Employer => "the employer is",
                Side::YoungPerson => "they are",
            };
            worries.push(format!("{who} worried that {} may end", one.title));
        }
        // The newest unanswered check-in covers the earlier ones.
        for side in [Side::Employer, Side::YoungPerson] {
            let own = waiting.get(&one.id).into_iter().flatten();
            let last = own.filter(|each| {
                each.side == side && one.ends_on.is_none_or(|until| each.due_on <= until)
            });
            if let Some(last) = last
                .max_by_key(|each| each.due_on)
                .filter(|_| one.ended_on.is_none())
            {
                let who = match side {
                    Side::Employer => "the employer",
                    Side::YoungPerson => "them",
                };
                says.push((format!("ask {who} how {} is going", one.title), last.due_on));
            }
        }
        let href = format!("/work-placements/{}", one.id);
        lines.extend(worries.into_iter().map(|says| Task {
            is_first: true,
            ..Task::about(one.person, &*href, says, today)
        }));
        let due = says.into_iter().filter(|(_, on)| *on <= until);
        lines.extend(due.map(|(says, on)| Task::about(one.person, &*href, says, on)));
    }
    Ok(lines)
}

/// Lists the evidence that a colleague recorded and nobody has checked, for those who answer for a team.
pub(crate) async fn evidence(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<Task>, WebError> {
    if !ctx.may(Action::SeeTeam) {
        return Ok(Vec::new());
    }
    let all = queries::unchecked(tx, ctx.council(), ctx.me()).await?;
    let ids: Vec<PersonId> = all.iter().map(|(person, ..)| *person).collect();
    let people = people::standings(tx, ctx.council(), &ids).await?;
    let admitted = |(person, ..): &&(PersonId, WorkPlacementId, NaiveDate)| {
        let standing = people.iter().find(|who| who.id == *person);
        standing.is_some_and(|who| ctx.permits(Action::RecordContact, who))
    };
    let lines = all.iter().filter(admitted).map(|(person, _, on)| {
        let href = format!("/people/{person}/work-placements");
        Task::about(*person, href, "check the evidence that work lasted", *on)
    });
    Ok(lines.collect())
}

fn of_one(
    one: &WorkPlacement,
    events: &[WorkEvent],
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<(String, NaiveDate)> {
    let title = &one.title;
    let mut says = Vec::new();
    match one.stands(today) {
        Status::Ahead => {}
        Status::NotStarted => says.push((
            format!("confirm whether they started: {title}"),
            one.starts_on,
        )),
        Status::PastEnd => says.push((
            format!("record how it ended: {title}"),
            one.ends_on.unwrap_or(today),
        )),
        Status::Ended => {
            let lately = one.ended_on.filter(|on| *on + Days::new(14) >= today);
            says.extend(lately.filter(|_| one.came_next.is_none()).map(|on| {
                let words = format!("record what came next after {title}, and stay in touch");
                (words, on)
            }));
        }
        Status::Working => {
            let talked = events.iter().any(|event| event.kind == EventKind::HalfWay);
            if let Some(half) = half_way(one.starts_on, one.ends_on).filter(|_| !talked) {
                says.push((format!("plan the next job: {title} is half-way"), half));
            }
        }
    }
    if one.ended_on.is_none() {
        let looks = events.iter().filter(|event| event.looked_on.is_none());
        says.extend(looks.filter_map(|event| {
            Some((
                format!("check if what was agreed helped: {title}"),
                event.look_on?,
            ))
        }));
        let soon = today + Days::new(AHEAD_DAYS);
        let low = too_low(one, born, today).filter(|(on, _)| *on <= soon);
        if let Some((on, pence)) = low {
            let words = format!("{title} must pay {} from {}", Pence(pence), words::day(on));
            says.push((words, on.min(today + Days::new(7))));
        }
    }
    says
}

#[cfg(test)]
mod tests {
    use super::super::today::*;
    use values::EmployerId;

    #[test]
    fn a_birthday_that_makes_the_pay_too_low_is_seen_a_month_ahead() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let one = WorkPlacement {
            id: WorkPlacementId(uuid::Uuid::from_u128(1)),
            person: PersonId(uuid::Uuid::from_u128(1)),
            employer: EmployerId(uuid::Uuid::from_u128(1)),
            application: None,
            kind: "job".into(),
            title: "Shop".into(),
            starts_on: day("2026-10-01"),
            ends_on: None,
            hourly_pence: 1100,
            weekly_minutes: 960,
            keeper: AccountId(uuid::Uuid::from_u128(1)),
            contact: None,
            started_on: Some(day("2026-10-01")),
            ended_on: None,
            end_reason: None,
            end_side: String::new(),
            end_words: String::new(),
            came_next: None,
            version: 1,
            place: String::new(),
        };
        let born = Some(day("2005-12-15"));
        let says = |today| of_one(&one, &[], born, day(today));
        assert!(says("2026-11-01").is_empty());
        let seen = says("2026-11-22");
        assert_eq!(seen[0].0, "Shop must pay £12.71 from 15 December 2026");
        assert!(says("2026-12-20")[0].0.contains("£12.71"));
    }
}

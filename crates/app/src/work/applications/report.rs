//! Applications in figures: how far they went, whether employers answered when they said, and why some ended.

use std::collections::{BTreeMap, HashMap, HashSet};

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Table};
use policy::Action;
use values::{ApplicationId, PersonId};

use super::{
    model::{Application, Side, Step, StepTaken, reason_words},
    queries,
};
use crate::{
    person::people,
    shell::{
        choices::Code,
        clock,
        web::{Answer, Ctx, Layout, html, words},
    },
};

/// What became of one wait for an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wait {
    InTime,
    Late,
    NotDue,
    Overdue,
}

impl Wait {
    const ALL: [(Self, &'static str); 4] = [
        (Self::InTime, "Answered by the day that was agreed"),
        (Self::Late, "Answered later"),
        (Self::NotDue, "Still waiting, not due yet"),
        (Self::Overdue, "Still waiting, overdue"),
    ];
}

/// Returns what became of each wait for an employer in one application. What does not move the application answers nothing.
fn waits(steps: &[StepTaken], is_open: bool, today: NaiveDate) -> Vec<Wait> {
    // An interview lies ahead when it is set, and what was written down later may have been earlier.
    let said_on = |one: &StepTaken| one.on.min(clock::london_day(one.at));
    let mut all: Vec<&StepTaken> = steps.iter().collect();
    all.sort_by_key(|one| said_on(one));
    let mut waits = Vec::new();
    for (at, step) in all.iter().enumerate() {
        let (_, waits_for) = step.step.after(step.on, 0);
        let Some(due) = step.due_on.filter(|_| waits_for == Some(Side::Employer)) else {
            continue;
        };
        let next = all[at + 1..].iter().find(|one| !one.step.is_aside());
        match next {
            Some(next) if next.step == Step::Withdrawn => {}
            Some(next) if said_on(next) <= due => waits.push(Wait::InTime),
            Some(_) => waits.push(Wait::Late),
            None if !is_open => {}
            None if due < today => waits.push(Wait::Overdue),
            None => waits.push(Wait::NotDue),
        }
    }
    waits
}

#[derive(Template)]
#[template(path = "applications/report.html")]
struct ReportPage {
    layout: Layout,
    period: String,
    reached: Option<Table>,
    answers: Option<Table>,
    ended: Option<Table>,
    practice: String,
}

/// The steps that are counted: each with how many applications ever came to it.
const COUNTED: [Step; 6] = [
    Step::Applied,
    Step::Interview,
    Step::Offered,
    Step::Accepted,
    Step::Started,
    Step::NoNews,
];

fn reached(of: &[(&Application, Vec<StepTaken>)]) -> Option<Table> {
    let mut table = Table::new("How far they went")
        .column("Step")
        .numeric_column("Applications")
        .numeric_column("Young people");
    for step in COUNTED {
        let came = of
            .iter()
            .filter(|(_, steps)| steps.iter().any(|one| one.step == step));
        let people: HashSet<PersonId> = came.clone().map(|(one, _)| one.person).collect();
        let words = if step == Step::NoNews {
            "They were told that there is no news yet"
        } else {
            step.words()
        };
        table = table.row([
            Cell::new(words),
            Cell::new(words::grouped(came.count() as u64)).numeric(),
            Cell::new(words::grouped(people.len() as u64)).numeric(),
        ]);
    }
    (!of.is_empty()).then(|| table.first_cell_is_header().stacking())
}

fn answers(of: &[(&Application, Vec<StepTaken>)], today: NaiveDate) -> Option<Table> {
    let mut counts: BTreeMap<Wait, u64> = BTreeMap::new();
    for (one, steps) in of {
        for wait in waits(steps, one.is_open(), today) {
            *counts.entry(wait).or_default() += 1;
        }
    }
    let mut table = Table::new("What employers answered")
        .column("Answer")
        .numeric_column("Times");
    for (wait, words) in Wait::ALL {
        let count = counts.get(&wait).copied().unwrap_or(0);
        let count = Cell::new(words::grouped(count)).numeric();
        table = table.row([Cell::new(words), count]);
    }
    (!counts.is_empty()).then(|| table.first_cell_is_header())
}

fn ended(of: &[(&Application, Vec<StepTaken>)]) -> Option<Table> {
    let mut reasons: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (_, steps) in of {
        let end = steps.iter().rev().find(|one| one.step.is_end());
        if let Some(end) = end {
            let why = match reason_words(&end.reason) {
                "" => "Not said",
                why => why,
            };
            *reasons.entry((end.step.words(), why)).or_default() += 1;
        }
    }
    let mut table = Table::new("Why some ended")
        .column("What happened")
        .column("Why")
        .numeric_column("Applications");
    for ((what, why), count) in reasons {
        let count = Cell::new(words::grouped(count)).numeric();
        table = table.row([Cell::new(what), Cell::new(why), count]);
    }
    (!table.is_empty()).then(|| table.stacking())
}

/// Shows the applications that were begun in the last year.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let from = clock::year_to(today);
    let mut tx = ctx.read().await?;
    let mut all = queries::made_since(&mut tx, &scope, clock::midnight(from)).await?;
    let people: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let seen = people::listed(&ctx, &mut tx, &people).await?;
    all.retain(|one| seen.contains_key(&one.person));
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
    let mut steps: HashMap<ApplicationId, Vec<StepTaken>> = HashMap::new();
    for (id, step) in queries::steps_of(&mut tx, ctx.council(), &ids).await? {
        steps.entry(id).or_default().push(step);
    }
    let of: Vec<_> = all
        .iter()
        .map(|one| (one, steps.remove(&one.id).unwrap_or_default()))
        .collect();
    let mut practised = queries::practised(&mut tx, &scope, (from, today)).await?;
    let times = practised.len() as u64;
    practised.sort_unstable();
    practised.dedup();
    Ok(html(&ReportPage {
        layout: ctx.layout("Applications in figures").back("/reports"),
        period: format!("{} to {}", words::day(from), words::day(today)),
        reached: reached(&of),
        answers: answers(&of, today),
        ended: ended(&of),
        practice: format!(
            "{}, by {}.",
            words::count(times, "mock interview", "mock interviews"),
            words::count(practised.len() as u64, "young person", "young people")
        ),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::report::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(step: Step, on: &str, due: Option<&str>) -> StepTaken {
        StepTaken {
            step,
            on: day(on),
            reason: String::new(),
            words: String::new(),
            due_on: due.map(day),
            said_by: Side::Worker,
            at: clock::midnight(day(on)),
            by: None,
        }
    }

    #[test]
    fn an_employer_answers_in_time_later_or_not_yet() {
        let applied = step(Step::Applied, "2026-11-02", Some("2026-11-16"));
        let news = step(Step::NoNews, "2026-11-10", Some("2026-11-17"));
        for (then, today, wait) in [
            (
                Some(step(Step::Offered, "2026-11-16", None)),
                "2026-11-20",
                vec![Wait::InTime],
            ),
            (
                Some(step(Step::Offered, "2026-11-17", None)),
                "2026-11-20",
                vec![Wait::Late],
            ),
            (
                Some(step(Step::Withdrawn, "2026-11-17", None)),
                "2026-11-20",
                vec![],
            ),
            (None, "2026-11-16", vec![Wait::NotDue]),
            (None, "2026-11-17", vec![Wait::Overdue]),
        ] {
            let steps: Vec<_> = [Some(applied.clone()), Some(news.clone()), then]
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(waits(&steps, true, day(today)), wait, "{today}");
        }
        assert!(waits(std::slice::from_ref(&applied), false, day("2026-12-01")).is_empty());
        // Invited in time for an interview that lies ahead; after it, silence.
        let mut interview = step(Step::Interview, "2026-11-30", Some("2026-12-01"));
        interview.at = clock::midnight(day("2026-11-05"));
        let went = step(Step::HowItWent, "2026-12-01", Some("2026-12-07"));
        let steps = [applied, interview, went];
        assert_eq!(
            waits(&steps, true, day("2026-12-08")),
            [Wait::InTime, Wait::Overdue]
        );
    }
}

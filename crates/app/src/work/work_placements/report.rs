//! Work in figures, programme by programme: agreed and started against the target, intakes, what lasted, and what came next.
//!
//! It counts the young people whom the worker may see.

use std::collections::HashMap;

use askama::Template;
use better_off::wages::{Place, Wages};
use chrono::{Days, NaiveDate};
use govuk::{Cell, Table};
use policy::Action;
use programme::{Intake, MARKS, Mark, WorkPlacementRule, spells};
use values::{EmployerId, PersonId, WorkPlacementId, codes::EetGroup};

use super::{
    figures::programmes_of,
    happened::{Happened, adjusted, chances},
    lists::{CameNext, Verdict},
    model::{Proof, WorkPlacement},
    permission,
    queries::{self, Arrival},
};
use crate::{
    engagement::employers,
    office::{directory::InCouncil, library::Version},
    shell::{
        choices::{Code, SECTORS},
        web::{Answer, Ctx, Layout, html, words},
    },
    work::opportunities::KINDS,
};

/// How long before an intake's day a start still belongs to it.
const EARLY_DAYS: u64 = 31;

/// Returns the intake that a start belongs to: the latest whose day had come, or almost.
fn intake_of(intakes: &[Intake], starts_on: NaiveDate) -> Option<&Intake> {
    let near = starts_on + Days::new(EARLY_DAYS);
    let begun = intakes.iter().filter(|one| one.starts_on <= near);
    begun.max_by_key(|one| one.starts_on)
}

/// One mark across spells of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lasted {
    /// How many spells were due: reached, or ended before.
    pub(super) due: u64,
    /// How many lasted this long.
    pub(super) reached: u64,
    /// How many have evidence that a colleague has checked.
    checked: u64,
    /// How many are not yet due, and so not missed.
    not_due: u64,
    /// How many are past their agreed end, and nobody has said whether they lasted: in neither sum.
    not_known: u64,
}

/// Counts how long spells of work lasted, one young person at a time.
pub(super) fn lasted(
    all: &[WorkPlacement],
    proofs: &HashMap<WorkPlacementId, Vec<Proof>>,
    gap_weeks: u16,
    today: NaiveDate,
) -> Vec<(u16, Lasted)> {
    let mut of: HashMap<PersonId, Vec<&WorkPlacement>> = HashMap::new();
    for one in all.iter().filter(|one| one.started_on.is_some()) {
        of.entry(one.person).or_default().push(one);
    }
    let mut counts: Vec<(u16, Lasted)> = MARKS.map(|weeks| (weeks, Lasted::default())).to_vec();
    for own in of.values() {
        let worked: Vec<_> = own
            .iter()
            .filter_map(|one| Some((one.started_on?, one.reaches(today))))
            .collect();
        for spell in spells(&worked, gap_weeks, today) {
            for ((weeks, count), (_, mark)) in counts.iter_mut().zip(&spell.marks) {
                match mark {
                    Mark::NotDue(_) => count.not_due += 1,
                    Mark::NotKnown(_) => count.not_known += 1,
                    Mark::EndedBefore(_) => count.due += 1,
                    Mark::Reached(_) => {
                        count.due += 1;
                        count.reached += 1;
                        let within = own.iter().filter(|one| {
                            one.started_on.is_some_and(|from| {
                                from >= spell.from && spell.until.is_none_or(|until| from <= until)
                            })
                        });
                        let holds = |proof: &Proof| {
                            proof.weeks == *weeks
                                && matches!(proof.checked, Some((_, Verdict::Accepted)))
                        };
                        let is_checked = within
                            .filter_map(|one| proofs.get(&one.id))
                            .any(|proofs| proofs.iter().any(holds));
                        count.checked += u64::from(is_checked);
                    }
                }
            }
        }
    }
    counts
}

struct Part {
    heading: String,
    lines: Vec<String>,
    lasted: Option<Table>,
}

#[derive(Template)]
#[template(path = "work_placements/report.html")]
struct ReportPage {
    layout: Layout,
    parts: Vec<Part>,
}

pub(super) fn number(count: usize) -> String {
    words::grouped(count as u64)
}

/// Returns how many have started and are agreed, against the target.
fn against_aim(all: &[WorkPlacement], rule: &WorkPlacementRule) -> String {
    let started = all.iter().filter(|one| one.started_on.is_some()).count();
    let agreed = all
        .iter()
        .filter(|one| one.started_on.is_none() && one.ended_on.is_none())
        .count();
    let aim = rule.aimed_at.map_or(String::new(), |aim| {
        format!(", target {}", words::grouped(aim.into()))
    });
    format!(
        "{} started, {} agreed{aim}",
        number(started),
        number(agreed)
    )
}

/// Counts what came next, in words.
fn came_next<'a>(all: impl Iterator<Item = &'a WorkPlacement> + Clone) -> Vec<String> {
    let count = |next| {
        let of_it = all.clone();
        of_it.filter(|one| one.came_next == Some(next)).count()
    };
    let counts = CameNext::ALL
        .iter()
        .map(|next| (count(*next), next.words()));
    let counts = counts.filter(|(count, _)| *count > 0);
    counts
        .map(|(count, words)| format!("{count} × {}", words.to_lowercase()))
        .collect()
}

/// The sector of each employer.
type Sectors = HashMap<EmployerId, String>;

fn lines(
    all: &[WorkPlacement],
    rule: &WorkPlacementRule,
    (intakes, sectors): (&[Intake], &Sectors),
) -> Vec<String> {
    let started: Vec<&WorkPlacement> = all.iter().filter(|one| one.started_on.is_some()).collect();
    let open = started.iter().filter(|one| one.ended_on.is_none()).count();
    let mut says = vec![
        against_aim(all, rule),
        format!("{} at work now", number(open)),
    ];
    let wages = Wages::known();
    let pays_living = |one: &&&WorkPlacement| {
        let on = one.started_on.unwrap_or(one.starts_on);
        let living = wages.living(on, 18, Place::London);
        living.is_some_and(|rate| i64::from(one.hourly_pence) >= rate.pence)
    };
    if !started.is_empty() {
        let living = started.iter().filter(pays_living).count();
        says.push(format!(
            "{} of {} at the London Living Wage or above when they started",
            number(living),
            number(started.len())
        ));
    }
    let kinds = KINDS.iter().filter_map(|(code, words)| {
        let count = started.iter().filter(|one| one.kind == *code).count();
        (count > 0).then(|| format!("{} × {}", number(count), words.to_lowercase()))
    });
    let kinds: Vec<String> = kinds.collect();
    if !kinds.is_empty() {
        says.push(format!("Started, by kind: {}", kinds.join(", ")));
    }
    let by_sector = SECTORS.iter().filter_map(|(code, words)| {
        let of_it = |one: &&&WorkPlacement| {
            sectors.get(&one.employer).is_some_and(|own| own == code) && one.hourly_pence > 0
        };
        let own: Vec<_> = started.iter().filter(of_it).collect();
        let living = own.iter().filter(|one| pays_living(one)).count();
        (!own.is_empty()).then(|| {
            format!(
                "{words}: {} of {} paid places at the London Living Wage or above",
                number(living),
                number(own.len())
            )
        })
    });
    says.extend(by_sector);
    for intake in intakes {
        let of_it = all.iter().filter(|one| {
            let from = one.started_on.unwrap_or(one.starts_on);
            intake_of(intakes, from) == Some(intake) && one.kind != "job"
        });
        let of_it: Vec<&WorkPlacement> = of_it.collect();
        let next = came_next(of_it.iter().copied());
        let next = if next.is_empty() {
            String::new()
        } else {
            format!("; what came next: {}", next.join(", "))
        };
        says.push(format!(
            "{}, {}: {} of {} places{next}",
            intake.label,
            intake.starts_on.format("%B %Y"),
            of_it.len(),
            intake.places
        ));
    }
    if intakes.is_empty() {
        let next = came_next(all.iter());
        if !next.is_empty() {
            says.push(format!("What came next: {}", next.join(", ")));
        }
    }
    says
}

fn table(counts: &[(u16, Lasted)]) -> Option<Table> {
    let total = |one: &Lasted| one.due + one.not_due + one.not_known;
    let total: u64 = counts.iter().map(|(_, one)| total(one)).sum();
    let mut table = Table::new("How long work lasted")
        .caption_hidden()
        .column("Weeks")
        .numeric_column("Reached")
        .numeric_column("Of those due")
        .numeric_column("With checked evidence")
        .numeric_column("Not yet due")
        .numeric_column("Not known");
    for (weeks, one) in counts {
        table = table.row([
            Cell::new(weeks.to_string()),
            Cell::new(words::grouped(one.reached)).numeric(),
            Cell::new(words::grouped(one.due)).numeric(),
            Cell::new(words::grouped(one.checked)).numeric(),
            Cell::new(words::grouped(one.not_due)).numeric(),
            Cell::new(words::grouped(one.not_known)).numeric(),
        ]);
    }
    (total > 0).then(|| table.first_cell_is_header().stacking())
}

/// Says how many are in a stage to which the programme leads, and what is recorded of them: the figures of movement and of work come from the
/// same people.
fn arrived(version: &Version, arrivals: &[Arrival], placed: &[WorkPlacement]) -> Vec<String> {
    let definition = version.programme.definition();
    let finals = definition.stages.iter().filter(|stage| stage.is_final);
    let says = finals.filter_map(|stage| {
        let there: Vec<&Arrival> = arrivals
            .iter()
            .filter(|one| one.programme == version.key && one.stage == stage.key.as_str())
            .collect();
        let works = |one: &&&Arrival| {
            let mut own = placed.iter().filter(|work| work.person == one.person);
            own.any(|work| work.started_on.is_some() && work.ended_on.is_none())
        };
        let here = there.iter().filter(works).count();
        let elsewhere = there
            .iter()
            .filter(|one| !works(one) && one.activity.group() == EetGroup::Eet)
            .count();
        let neither = there.len() - here - elsewhere;
        (!there.is_empty()).then(|| {
            format!(
                "{} in “{}” now: {} at work recorded here, {} in work or learning by their record alone, {} whose record says neither",
                number(there.len()),
                stage.label,
                number(here),
                number(elsewhere),
                number(neither)
            )
        })
    });
    says.collect()
}

/// Shows work in figures.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let scope = ctx.scope(Action::ListPeople);
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let library = ctx.library(&mut tx).await?;
    let all = queries::in_scope(&mut tx, &scope).await?;
    let mut proofs: HashMap<WorkPlacementId, Vec<Proof>> = HashMap::new();
    let ids: Vec<WorkPlacementId> = all.iter().map(|one| one.id).collect();
    for (id, proof) in queries::proofs(&mut tx, ctx.council(), &ids).await? {
        proofs.entry(id).or_default().push(proof);
    }
    let programme_of = programmes_of(&ctx, &mut tx, &all).await?;
    let ehcp = queries::with_ehcp(&mut tx, &scope).await?;
    let theirs = all.iter().filter(|one| ehcp.contains(&one.person));
    let theirs: Vec<WorkPlacementId> = theirs.map(|one| one.id).collect();
    let mut plans = HashMap::new();
    // The newest of each comes first, and counts.
    for (id, plan) in queries::plans(&mut tx, ctx.council(), &theirs).await? {
        plans.entry(id).or_insert(plan);
    }
    let mut happened = Happened::new();
    for (id, kind) in queries::kinds_of_events(&mut tx, ctx.council(), &ids).await? {
        happened.entry(id).or_default().push(kind);
    }
    let arrivals = queries::arrivals(&mut tx, &scope).await?;
    let employers = employers::all(&mut tx, ctx.council()).await?.into_iter();
    let sectors: Sectors = employers.map(|one| (one.id, one.sector)).collect();
    let mut parts = Vec::new();
    for version in library.current() {
        let definition = version.programme.definition();
        let of_it: Vec<WorkPlacement> = all
            .iter()
            .filter(|one| programme_of.get(&one.person) == Some(&version.key))
            .cloned()
            .collect();
        let rule = &definition.work_placement;
        let mut says = lines(&of_it, rule, (&definition.intakes, &sectors));
        says.extend(chances(&of_it, &happened));
        says.extend(adjusted(&of_it, (&ehcp, &plans)));
        says.extend(arrived(version, &arrivals, &of_it));
        parts.push(Part {
            heading: definition.name.clone(),
            lines: says,
            lasted: table(&lasted(&of_it, &proofs, rule.gap_weeks, today)),
        });
    }
    let outside: Vec<WorkPlacement> = all
        .iter()
        .filter(|one| !programme_of.contains_key(&one.person))
        .cloned()
        .collect();
    if !outside.is_empty() {
        let rule = WorkPlacementRule::default();
        let mut says = lines(&outside, &rule, (&[], &sectors));
        says.extend(chances(&outside, &happened));
        says.extend(adjusted(&outside, (&ehcp, &plans)));
        parts.push(Part {
            heading: "Not in a programme".into(),
            lines: says,
            lasted: table(&lasted(&outside, &proofs, rule.gap_weeks, today)),
        });
    }
    let permission = permission::lines(&ctx, &mut tx, &all).await?;
    if !permission.is_empty() {
        parts.push(Part {
            heading: "Permission to work".into(),
            lines: permission,
            lasted: None,
        });
    }
    Ok(html(&ReportPage {
        layout: ctx.layout("Work in figures").back("/reports"),
        parts,
    }))
}

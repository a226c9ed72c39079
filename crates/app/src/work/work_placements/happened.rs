//! What happened at work, in figures: what was adjusted, what went wrong, and who stayed after a second chance. No async.

use std::collections::{HashMap, HashSet};

use values::{PersonId, WorkPlacementId};

use super::{
    lists::EventKind,
    model::{EmploymentPlan, WorkPlacement},
    report::number,
};

/// The kinds of what happened in each work placement.
pub(super) type Happened = HashMap<WorkPlacementId, Vec<EventKind>>;

/// Says what was adjusted, what went wrong, and how many stayed after a second chance: at work now, or to the agreed day.
pub(super) fn chances(all: &[WorkPlacement], happened: &Happened) -> Vec<String> {
    let with = |kind: EventKind| {
        let has = move |one: &&WorkPlacement| {
            let mut own = happened.get(&one.id).into_iter().flatten();
            own.any(|known| *known == kind)
        };
        all.iter().filter(has)
    };
    let lines = [
        (EventKind::Adjusted, "with something adjusted"),
        (EventKind::Incident, "in which something went wrong"),
    ];
    let lines = lines.into_iter().filter_map(|(kind, words)| {
        let count = with(kind).count();
        (count > 0).then(|| format!("{} {words}", number(count)))
    });
    let mut says: Vec<String> = lines.collect();
    let given = with(EventKind::SecondChance).count();
    if given > 0 {
        let stayed = with(EventKind::SecondChance).filter(|one| {
            let to_the_end = one.ended_on.is_some_and(|on| Some(on) >= one.ends_on);
            one.ended_on.is_none() || one.ends_on.is_some() && to_the_end
        });
        says.push(format!(
            "{} of {} stayed after a second chance",
            number(stayed.count()),
            number(given)
        ));
    }
    says
}

/// Says in how many agreed plans of those with an Education, Health and Care Plan adjustments stand.
pub(super) fn adjusted(
    all: &[WorkPlacement],
    (ehcp, plans): (
        &HashSet<PersonId>,
        &HashMap<WorkPlacementId, EmploymentPlan>,
    ),
) -> Option<String> {
    let own = all.iter().filter(|one| ehcp.contains(&one.person));
    let agreed = own.filter_map(|one| plans.get(&one.id));
    let agreed: Vec<_> = agreed.filter(|plan| plan.agreed_on.is_some()).collect();
    let carried = agreed.iter().filter(|plan| plan.has_adjustments()).count();
    (!agreed.is_empty()).then(|| {
        format!(
            "Education, Health and Care Plans: {} of {} agreed employment plans have adjustments",
            number(carried),
            number(agreed.len())
        )
    })
}

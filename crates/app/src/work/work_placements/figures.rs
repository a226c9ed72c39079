//! How many spells of work lasted, as one sum for everybody whom the worker may see.

use std::collections::HashMap;

use chrono::NaiveDate;
use policy::Action;
use programme::WorkPlacementRule;
use store::ReadTx;
use values::PersonId;

use super::{model::WorkPlacement, queries, report::lasted};
use crate::{
    office::library::Library,
    person::enrolments,
    shell::web::{Ctx, WebError},
};

/// Spells that lasted so many weeks, and those that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) reached: u64,
    pub(crate) due: u64,
}

/// Returns the programme that the work of each young person counts towards: the one they joined last.
pub(super) async fn programmes_of(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[WorkPlacement],
) -> Result<HashMap<PersonId, String>, WebError> {
    let people: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let joined = enrolments::of_people(tx, ctx.council(), &people).await?;
    // The newest enrolment comes last, and counts.
    let joined = joined.into_iter();
    Ok(joined.map(|one| (one.person, one.programme_key)).collect())
}

/// Counts the spells of work that lasted so many weeks, as things stood on each of some days. The gap that does not break a spell is that of
/// each young person's programme. The report of work counts in the same way.
pub(crate) async fn lasted_on(
    ctx: &Ctx,
    tx: &mut ReadTx,
    library: &Library,
    (weeks, days): (&[u16], &[NaiveDate]),
) -> Result<Vec<Vec<Sum>>, WebError> {
    let scope = ctx.scope(Action::ListPeople);
    let all = queries::in_scope(tx, &scope).await?;
    let programme_of = programmes_of(ctx, tx, &all).await?;
    let gap = |one: &WorkPlacement| {
        let key = programme_of.get(&one.person);
        let version = key.and_then(|key| library.latest(key));
        version.map_or_else(
            || WorkPlacementRule::default().gap_weeks,
            |version| version.programme.definition().work_placement.gap_weeks,
        )
    };
    let mut by_gap: HashMap<u16, Vec<WorkPlacement>> = HashMap::new();
    for one in &all {
        by_gap.entry(gap(one)).or_default().push(one.clone());
    }
    let on = |day: NaiveDate| {
        let mut sums = vec![Sum::default(); weeks.len()];
        for (gap, own) in &by_gap {
            let own: Vec<WorkPlacement> = own
                .iter()
                .filter(|one| one.started_on.is_some_and(|on| on <= day))
                .map(|one| one.as_on(day))
                .collect();
            let counts = lasted(&own, &HashMap::new(), *gap, day);
            for (sum, weeks) in sums.iter_mut().zip(weeks) {
                let found = counts.iter().find(|(mark, _)| mark == weeks);
                let counted = found.map(|(_, one)| *one).unwrap_or_default();
                sum.reached += counted.reached;
                sum.due += counted.due;
            }
        }
        sums
    };
    Ok(days.iter().map(|day| on(*day)).collect())
}

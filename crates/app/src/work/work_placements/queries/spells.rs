//! How long work lasted: spells of it, and the record of each employer.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use store::{ReadTx, StoreError};
use values::{EmployerId, PersonId, Scope};

use super::{super::lists::CameNext, in_scope};
use crate::work::opportunities::is_work;

/// Lists the started spells of work of the young people in a scope: who, from when, and until when. A young person who stayed on with the
/// same employer continues the same spell.
pub(crate) async fn spells_in(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<(PersonId, NaiveDate, Option<NaiveDate>)>, StoreError> {
    let mut begun = in_scope(tx, scope).await?;
    begun.retain(|one| is_work(&one.kind) && one.started_on.is_some());
    begun.sort_by_key(|one| (one.person, one.employer, one.started_on));
    let mut spells: Vec<(PersonId, NaiveDate, Option<NaiveDate>)> = Vec::new();
    let mut stayed_with = None;
    for one in begun {
        let stays = one.came_next == Some(CameNext::SameEmployer);
        // Nothing is known about what followed, so it continues.
        let until = one.ended_on.filter(|_| !stays);
        let goes_on = stayed_with == Some((one.person, one.employer));
        stayed_with = stays.then_some((one.person, one.employer));
        match (goes_on, spells.last_mut(), one.started_on) {
            (true, Some(last), _) => last.2 = until,
            (_, _, Some(on)) => spells.push((one.person, on, until)),
            _ => {}
        }
    }
    Ok(spells)
}

/// After how many days work counts as lasting, for an employer's record: 13 weeks.
const LASTING: Days = Days::new(13 * 7);

/// Counts, of the young people in a scope who started work at each employer 13 weeks ago or longer, those for whom it lasted, and all.
/// Shorter agreements, and anything that is not work, do not count; staying on in a job there does.
pub(crate) async fn records(
    tx: &mut ReadTx,
    scope: &Scope,
    today: NaiveDate,
) -> Result<HashMap<EmployerId, (u32, u32)>, StoreError> {
    let mut records: HashMap<EmployerId, (u32, u32)> = HashMap::new();
    for one in in_scope(tx, scope).await? {
        let Some(mark) = one.started_on.map(|on| on + LASTING) else {
            continue;
        };
        let was_short = one.ends_on.is_some_and(|on| on < mark);
        if mark <= today && is_work(&one.kind) && !was_short {
            let (lasted, started) = records.entry(one.employer).or_default();
            *started += 1;
            let stays = one.came_next == Some(CameNext::SameEmployer);
            *lasted += u32::from(stays || one.ended_on.is_none_or(|on| on >= mark));
        }
    }
    Ok(records)
}

//! The birthdays at which support changes: 18, 21 and 25.

use chrono::{Days, NaiveDate};
use values::birthdays::birthday;

use super::{DutyFacts, Listed};
use crate::{DueKind, refusal::plain};

/// The birthdays at which what a young person may expect changes.
const AGES: [u32; 3] = [18, 21, 25];

/// How long before such a birthday it is talked through: as long as before the end of funding.
const BEFORE: Days = Days::new(26 * 7);

/// For how long after the birthday it is still worth talking through.
const STILL: Days = Days::new(8 * 7);

/// Lists the next such birthday, unless it has been talked through since half a year before it. One that had passed by some weeks
/// when they were last met, or when the record began, is left out.
pub(super) fn of_ages(facts: &DutyFacts, listed: &mut Listed) {
    let (Some(born), Some(supported)) = (facts.born_on, facts.supported_since) else {
        return;
    };
    let met = facts.contacts.last().copied();
    let since = [Some(facts.known_since), Some(supported), met];
    let since = since.into_iter().flatten().max();
    let ages = AGES.map(|age| (age, birthday(born, age)));
    let mut ahead = ages.into_iter().filter(|(_, on)| Some(*on + STILL) > since);
    let Some((age, on)) = ahead.next() else {
        return;
    };
    let from = on.checked_sub_days(BEFORE).unwrap_or(NaiveDate::MIN);
    if facts.talked_of_age_on.is_some_and(|talked| talked >= from) {
        return;
    }
    let reason = format!(
        "They turn {age} on {}; talk through what changes and what goes on",
        plain(&on)
    );
    let from = from.max(supported);
    listed.add(DueKind::ComingOfAge, from, "personal-adviser", reason);
}

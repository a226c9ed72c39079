//! When the next contact is due: by the stage, by what was agreed with one young person, or on the day arranged.

use chrono::NaiveDate;
use values::calendar::Calendar;

use super::{DueError, DueItem, DueKind, EnrolmentFacts, capitalised};
use crate::{Cadence, Stage, refusal::plain};

/// Returns the day by which the next contact is due, and whether that is as agreed with this young person.
///
/// What was agreed holds until its last day: a stage that asks for more does so from the day after, and no later than what was agreed.
pub fn by_rhythm(
    every: Cadence,
    agreed: Option<(Cadence, Option<NaiveDate>)>,
    since: NaiveDate,
    calendar: &Calendar,
) -> Result<(NaiveDate, bool), DueError> {
    let usual = every.next(since, calendar)?;
    let Some((agreed, until)) = agreed else {
        return Ok((usual, false));
    };
    let by = agreed.next(since, calendar)?;
    match until.filter(|until| by > *until) {
        None => Ok((by, true)),
        Some(until) => {
            let after = until.succ_opt().unwrap_or(until);
            Ok((usual.max(after).min(by), false))
        }
    }
}

pub(super) fn next_contact(
    stage: &Stage,
    facts: &EnrolmentFacts,
    last: NaiveDate,
    calendar: &Calendar,
) -> Result<Option<DueItem>, DueError> {
    let Some(rule) = &stage.contact else {
        return Ok(None);
    };
    let contact = (last, "last contact");
    let (since, event) = facts
        .back_on()
        .filter(|(on, _)| *on > last)
        .unwrap_or(contact);
    let agreed = facts
        .agreed_cadence
        .map(|every| (every, facts.agreed_until));
    let (on, is_agreed) = by_rhythm(rule.every, agreed, since, calendar)?;
    let cadence = facts
        .agreed_cadence
        .filter(|_| is_agreed)
        .unwrap_or(rule.every);
    let rhythm = if cadence == rule.every {
        format!("{cadence} in {}", stage.label)
    } else {
        format!("{cadence}, as agreed, in {}", stage.label)
    };
    if let Some(on) = facts.arranged_on.filter(|on| *on > last) {
        let reason = format!("Arranged for {}; {rhythm}", plain(&on));
        return Ok(Some(DueItem {
            kind: DueKind::NextContact,
            on,
            role: rule.role.clone(),
            owner: None,
            reason,
        }));
    }
    Ok(Some(DueItem {
        kind: DueKind::NextContact,
        on,
        role: rule.role.clone(),
        owner: None,
        reason: capitalised(&format!("{rhythm}; {event} {}", plain(&since))),
    }))
}

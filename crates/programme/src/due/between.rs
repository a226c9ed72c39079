//! What keeps somebody from falling between two people, two teams or two stages.

use chrono::{Days, NaiveDate};
use values::calendar::Calendar;

use super::{DueError, DueItem, DueKind, EnrolmentFacts};
use crate::{Programme, RoleKey, Stage, refusal::plain};

/// Working days from accepting a referral to enrolling.
///
/// Assumed: no source gives a limit.
const ENROL: u32 = 10;

/// Weeks after which a pause is looked at again where no day was set.
///
/// Assumed: no source gives a limit.
const PAUSE_WEEKS: u64 = 4;

/// Returns the enrolment that a referral which was accepted still waits for.
pub(super) fn enrol(
    programme: &Programme,
    facts: &EnrolmentFacts,
    calendar: &Calendar,
) -> Result<Option<DueItem>, DueError> {
    let accepted = facts.accepted_on.filter(|_| facts.enrolled_on.is_none());
    let Some(accepted) = accepted else {
        return Ok(None);
    };
    Ok(Some(DueItem {
        kind: DueKind::Enrol,
        on: calendar.add_working_days(accepted, ENROL)?,
        role: programme.definition().first_contact.role.clone(),
        owner: None,
        reason: format!(
            "Accepted on {}, and not enrolled yet; enrol within {ENROL} working days, or say why not",
            plain(&accepted)
        ),
    }))
}

/// Returns the next look at a pause: on the day that was set, or after the usual weeks.
pub(super) fn pause_review(
    programme: &Programme,
    facts: &EnrolmentFacts,
    since: NaiveDate,
) -> DueItem {
    let usual = since + Days::new(7 * PAUSE_WEEKS);
    let on = facts.pause_review_on.unwrap_or(usual);
    DueItem {
        kind: DueKind::PauseReview,
        on,
        role: programme.definition().first_contact.role.clone(),
        owner: None,
        reason: format!(
            "Paused since {}; look at it again with them on {}",
            plain(&since),
            plain(&on)
        ),
    }
}

/// Returns the first meeting with another team: within as many working days of the move as a first contact, unless a meeting is arranged or they
/// have met already.
pub(super) fn hand_over(
    programme: &Programme,
    stage: &Stage,
    facts: &EnrolmentFacts,
    last: NaiveDate,
    calendar: &Calendar,
) -> Result<Option<DueItem>, DueError> {
    let (Some(rule), Some((_, since))) = (&stage.contact, &facts.stage) else {
        return Ok(None);
    };
    let before = facts.stage_before.as_ref();
    let before = before.and_then(|key| programme.stage(key));
    let met_by = before.and_then(|stage| stage.contact.as_ref());
    let team = |role: &RoleKey| programme.team_of(role);
    let is_other = met_by.is_some_and(|met_by| team(&met_by.role) != team(&rule.role));
    let is_arranged = facts.arranged_on.is_some_and(|on| on > last);
    if !is_other || last > *since || is_arranged {
        return Ok(None);
    }
    let days = programme.definition().first_contact.within_working_days;
    let from = before.map_or("another stage", |stage| stage.label.as_str());
    let from_on = facts.back_on().map_or(*since, |(on, _)| on.max(*since));
    Ok(Some(DueItem {
        kind: DueKind::HandOver,
        on: calendar.add_working_days(from_on, days.into())?,
        role: rule.role.clone(),
        owner: None,
        reason: format!(
            "Handed over from {from} on {}; meet them within {days} working days",
            plain(since)
        ),
    }))
}

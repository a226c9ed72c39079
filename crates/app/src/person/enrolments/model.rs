//! Enrolments as stored, and as the engine reads them. No async.

use chrono::NaiveDate;
use programme::{
    Cadence, EnrolmentFacts, ExitKey, PauseKey, PauseSpan, StageHistory, StageKey, StageSpan,
};
use values::{AccountId, EnrolmentId, PersonId, ProgrammeVersionId};

/// A young person in a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// The young person.
    pub person: PersonId,
    /// The version of the programme that it follows.
    pub programme_version: ProgrammeVersionId,
    /// The programme's key.
    pub programme_key: String,
    /// The stage now; empty after the exit.
    pub stage_key: String,
    /// The day on which the stage began.
    pub since_on: NaiveDate,
    /// The day of the referral, where there was one.
    pub referred_on: Option<NaiveDate>,
    /// The day on which the young person was enrolled.
    pub enrolled_on: NaiveDate,
    /// The day of the pause, where it is paused.
    pub paused_on: Option<NaiveDate>,
    /// The day of the exit, where it has ended.
    pub ended_on: Option<NaiveDate>,
    /// A cadence agreed with this young person.
    pub own_cadence: Option<Cadence>,
    /// Until when that holds.
    pub cadence_until: Option<NaiveDate>,
    /// Who works with them in this programme, where it is one of several; `None` for whoever the programme says.
    pub lead: Option<AccountId>,
    /// The version that a form is made from.
    pub version: i32,
}

/// A stretch of time in one stage, or a pause, for the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The stage's key, or the pause reason's.
    pub key: String,
    /// Whether it is a pause.
    pub is_pause: bool,
    /// First day.
    pub from_on: NaiveDate,
    /// The day on which it ended.
    pub until_on: Option<NaiveDate>,
    /// The exit reason, where it ended the enrolment.
    pub exit_key: String,
    /// The day on which a pause is looked at again, where one was set.
    pub review_on: Option<NaiveDate>,
    /// Why, in the worker's words.
    pub reason: String,
    /// Who recorded it.
    pub by: Option<AccountId>,
}

/// Lists the open ones of a young person's enrolments, the oldest first.
pub fn open<'a>(
    all: impl IntoIterator<Item = &'a Enrolment>,
) -> impl Iterator<Item = &'a Enrolment> {
    all.into_iter().filter(|one| one.ended_on.is_none())
}

/// Returns the main one of a young person's enrolments: the open one that began first, and that nobody leads besides it. Lists and consequences
/// go by its stage.
pub fn main<'a>(all: impl IntoIterator<Item = &'a Enrolment>) -> Option<&'a Enrolment> {
    open(all).min_by_key(|one| one.lead.is_some())
}

/// Returns the enrolment that a contact by a worker belongs to: the programme in which they work with the young person, or the main one.
pub fn of_worker(all: &[Enrolment], worker: AccountId) -> Option<&Enrolment> {
    open(all)
        .find(|one| one.lead == Some(worker))
        .or_else(|| main(all))
}

/// Writes a cadence as it is stored; empty for none.
pub fn cadence_text(cadence: Option<Cadence>) -> String {
    match cadence {
        None => String::new(),
        Some(Cadence::WorkingDays(days)) => format!("{days} working-days"),
        Some(Cadence::Weeks(weeks)) => format!("{weeks} weeks"),
    }
}

/// Reads a stored cadence.
pub fn parse_cadence(text: &str) -> Option<Cadence> {
    match text.split_once(' ')? {
        (days, "working-days") => days.parse().ok().map(Cadence::WorkingDays),
        (weeks, "weeks") => weeks.parse().ok().map(Cadence::Weeks),
        _ => None,
    }
}

/// Builds the engine's history from stored stretches, in order. `None` when they do not make a history; stored ones always do.
pub fn history<'a>(stretches: impl IntoIterator<Item = &'a Stretch>) -> Option<StageHistory> {
    let (mut stages, mut pauses) = (Vec::new(), Vec::new());
    for stretch in stretches {
        if stretch.is_pause {
            let reason = PauseKey::parse(&stretch.key).ok()?;
            pauses.push(PauseSpan {
                reason,
                from: stretch.from_on,
                until: stretch.until_on,
            });
        } else {
            let exit = if stretch.exit_key.is_empty() {
                None
            } else {
                Some(ExitKey::parse(&stretch.exit_key).ok()?)
            };
            stages.push(StageSpan {
                stage: StageKey::parse(&stretch.key).ok()?,
                from: stretch.from_on,
                until: stretch.until_on,
                exit,
            });
        }
    }
    StageHistory::new(stages, pauses).ok()
}

/// Returns what the engine looks at.
pub fn facts(
    enrolment: &Enrolment,
    history: &StageHistory,
    last_contact_on: Option<NaiveDate>,
    funding_told_on: Option<NaiveDate>,
) -> EnrolmentFacts {
    let mut facts =
        EnrolmentFacts::referred(enrolment.referred_on.unwrap_or(enrolment.enrolled_on))
            .with_history(history);
    facts.enrolled_on = Some(enrolment.enrolled_on);
    facts.last_contact_on = last_contact_on;
    facts.funding_told_on = funding_told_on;
    facts.agreed_cadence = enrolment.own_cadence;
    facts.agreed_until = enrolment.cadence_until;
    facts
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn a_cadence_is_read_as_it_was_written() {
        for cadence in [
            None,
            Some(Cadence::WorkingDays(10)),
            Some(Cadence::Weeks(1)),
        ] {
            assert_eq!(parse_cadence(&cadence_text(cadence)), cadence);
        }
        assert_eq!(parse_cadence("10 days"), None);
    }
}

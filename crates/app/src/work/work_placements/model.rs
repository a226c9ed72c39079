//! What a work placement is, how it is going, and how it ends. No async.

use chrono::{DateTime, NaiveDate, Utc};
use programme::Until;
use values::{
    AccountId, ApplicationId, CheckInId, EmployerContactId, EmployerId, EmploymentPlanId, Pence,
    PersonId, RotationId, SustainedProofId, TopUpId, WorkEventId, WorkPlacementId,
};

use super::lists::{CameNext, EndReason, EventKind, Going, Side, Verdict, Writer};
use crate::{
    shell::choices::worded,
    work::opportunities::{KINDS, hours},
};

/// A work placement, decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPlacement {
    /// Its id.
    pub id: WorkPlacementId,
    /// The young person.
    pub person: PersonId,
    /// The employer.
    pub employer: EmployerId,
    /// The application that led here; nothing for none.
    pub application: Option<ApplicationId>,
    /// A code of the opportunities' ladder.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The first day as agreed.
    pub starts_on: NaiveDate,
    /// The last day as agreed.
    pub ends_on: Option<NaiveDate>,
    /// Pence for an hour; 0 for unpaid.
    pub hourly_pence: i32,
    /// Minutes a week; 0 if not known.
    pub weekly_minutes: i32,
    /// The worker who manages it.
    pub keeper: AccountId,
    /// The employer contact who gets the check-ins by email; nothing for none.
    pub contact: Option<EmployerContactId>,
    /// The day on which they started.
    pub started_on: Option<NaiveDate>,
    /// The last day worked.
    pub ended_on: Option<NaiveDate>,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
    /// A code of [`super::lists::SIDES`].
    pub end_side: String,
    /// More about the end.
    pub end_words: String,
    /// What came next, if it is known.
    pub came_next: Option<CameNext>,
    /// Goes up with every change.
    pub version: i32,
    /// Where they work; empty for work agreed before that was asked.
    pub place: String,
}

/// The status of a work placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The start is in the future.
    Ahead,
    /// The start day has passed, and no start has been recorded.
    NotStarted,
    /// They work there.
    Working,
    /// The last day has passed, and no end has been recorded.
    PastEnd,
    /// It has ended.
    Ended,
}

impl WorkPlacement {
    /// Returns its status on a day.
    pub fn stands(&self, today: NaiveDate) -> Status {
        match (self.ended_on, self.started_on) {
            (Some(_), _) => Status::Ended,
            (None, None) if self.starts_on < today => Status::NotStarted,
            (None, None) => Status::Ahead,
            (None, Some(_)) if self.ends_on.is_some_and(|on| on < today) => Status::PastEnd,
            (None, Some(_)) => Status::Working,
        }
    }

    /// Returns how far it is known to reach on a day.
    pub fn reaches(&self, today: NaiveDate) -> Until {
        Until::of(self.ended_on, self.ends_on, today)
    }

    /// Returns it as it stood on a day: an end after it had not come.
    pub(crate) fn as_on(&self, day: NaiveDate) -> Self {
        Self {
            ended_on: self.ended_on.filter(|on| *on <= day),
            ..self.clone()
        }
    }

    /// Returns its kind in words.
    pub fn kind_words(&self) -> &'static str {
        worded(KINDS, &self.kind)
    }

    /// Returns the pay and the hours in words.
    pub fn pay_words(&self) -> String {
        let pay = match self.hourly_pence {
            0 => "Not paid".to_owned(),
            pence => format!("{} an hour", Pence(pence.into())),
        };
        match self.weekly_minutes {
            0 => pay,
            minutes => format!("{pay}, {} hours a week", hours(minutes)),
        }
    }
}

/// A part of a top-up: a sum on top of the wage, paid in monthly parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUpPart {
    /// Its id.
    pub id: TopUpId,
    /// The work placement.
    pub placement: WorkPlacementId,
    /// The day on which it is due.
    pub on: NaiveDate,
    /// How much.
    pub pence: i64,
    /// When it was recorded as paid.
    pub paid_on: Option<NaiveDate>,
}

impl TopUpPart {
    /// Returns whether it is to be paid by a day: not if the work had ended before.
    pub fn is_due(&self, by: NaiveDate, ended_on: Option<NaiveDate>) -> bool {
        self.paid_on.is_none() && self.on <= by && ended_on.is_none_or(|ended| self.on <= ended)
    }
}

/// The questions of an employment plan, in the order in which they are asked.
pub const PLAN: &[(&str, &str, &str)] = &[
    (
        "tasks",
        "What will they do?",
        "In the first week, and after a month.",
    ),
    (
        "hours",
        "When will they work?",
        "Days, times, breaks, and who to tell if they cannot come in.",
    ),
    (
        "practices",
        "What should they know about the workplace?",
        "For example, what to wear, phones, meals, and how and when they are paid.",
    ),
    (
        "supervisor",
        "Who is their supervisor?",
        "Name, and how to reach them.",
    ),
    (
        "buddy",
        "Who is their buddy?",
        "Someone near their age who can show them round.",
    ),
    (
        "adjustments",
        "What adjustments will you make?",
        "What will help them at work. Ask them first.",
    ),
    (
        "staggered",
        "How will the first weeks build up? (optional)",
        "For example, from 10am for two weeks, then from 9am.",
    ),
];

/// The answers of an employment plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanWords(pub [String; 7]);

impl PlanWords {
    /// Lists the questions and answers, without empty ones.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let asked = PLAN
            .iter()
            .map(|(_, asks, _)| asks.trim_end_matches(" (optional)"));
        let said = asked.zip(self.0.iter().map(String::as_str));
        said.filter(|(_, text)| !text.is_empty())
    }
}

/// An employment plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmploymentPlan {
    /// Its id.
    pub id: EmploymentPlanId,
    /// The answers, in the order of [`PLAN`].
    pub words: PlanWords,
    /// Who wrote it.
    pub source: Writer,
    /// When the young person agreed.
    pub agreed_on: Option<NaiveDate>,
    /// When it was written.
    pub made_at: DateTime<Utc>,
}

impl EmploymentPlan {
    /// Returns whether it says what will be adjusted.
    pub(super) fn has_adjustments(&self) -> bool {
        let mut asked = PLAN.iter().zip(&self.words.0);
        asked.any(|((name, ..), words)| *name == "adjustments" && !words.is_empty())
    }
}

/// Returns why they cannot start yet; nothing if they can.
pub fn start_refusal(plan_first: bool, plan: Option<&EmploymentPlan>) -> Option<&'static str> {
    match (plan_first, plan) {
        (false, _) => None,
        (true, None) => Some("The employer has not written the employment plan yet"),
        (true, Some(plan)) if plan.agreed_on.is_none() => {
            Some("They have not agreed to the employment plan yet")
        }
        _ => None,
    }
}

/// A part of a work placement in one service or team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Its id.
    pub id: RotationId,
    /// The service or team.
    pub place: String,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The day on which it was swapped, and why; nothing if it was not.
    pub swapped: Option<(NaiveDate, String)>,
}

/// How one side says it is going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// The work placement.
    pub placement: WorkPlacementId,
    /// The young person.
    pub person: PersonId,
    /// Who is asked.
    pub side: Side,
    /// When it is due.
    pub due_on: NaiveDate,
    /// When they were asked.
    pub asked_on: Option<NaiveDate>,
    /// When they answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// The answer; nothing until there is one.
    pub answer: Option<Going>,
    /// What they said.
    pub words: String,
    /// Whether the other side may see it.
    pub shares: bool,
    /// When a worker read that they are worried.
    pub seen_at: Option<DateTime<Utc>>,
}

impl CheckIn {
    /// Returns whether they are worried and no worker has read it.
    pub fn is_alarm(&self) -> bool {
        self.answer == Some(Going::Worried) && self.seen_at.is_none()
    }
}

/// Compares what both sides say about one day.
pub fn compared(one: Option<Going>, other: Option<Going>) -> &'static str {
    use Going::{Good, Okay, Worried};
    let (Some(one), Some(other)) = (one, other) else {
        return match one.or(other) {
            None => "No one has answered yet",
            Some(_) => "One side has answered",
        };
    };
    match (one, other) {
        (Worried, Worried) => "Both are worried",
        (Worried, Good | Okay) | (Good | Okay, Worried) => "They see it differently: ask both",
        (Good, Good) | (Okay, Okay) => "Both say the same",
        (Good, Okay) | (Okay, Good) => "Almost the same",
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkEvent {
    /// Its id.
    pub id: WorkEventId,
    /// What it is about.
    pub kind: EventKind,
    /// The day.
    pub on: NaiveDate,
    /// What happened.
    pub words: String,
    /// What was agreed.
    pub agreed: String,
    /// When to check if it helped.
    pub look_on: Option<NaiveDate>,
    /// When this was checked.
    pub looked_on: Option<NaiveDate>,
}

/// Evidence that work lasted a number of weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Its id.
    pub id: SustainedProofId,
    /// After how many weeks.
    pub weeks: u16,
    /// A code of [`super::lists::PROOFS`].
    pub kind: String,
    /// What it says.
    pub words: String,
    /// Who recorded it.
    pub by: Option<AccountId>,
    /// Who checked it, and what they say; nothing if it has not been checked.
    pub checked: Option<(Option<AccountId>, Verdict)>,
}

/// Lists rotations of a number of weeks from a day on, such as 12 of 8 weeks, in the order of the places.
pub fn rotate(
    places: &[String],
    from: NaiveDate,
    weeks: u16,
) -> Vec<(String, NaiveDate, NaiveDate)> {
    let mut from = from;
    let mut all = Vec::new();
    for place in places {
        let next = from + chrono::Days::new(7 * u64::from(weeks));
        let last = next - chrono::Days::new(1);
        all.push((place.clone(), from, last));
        from = next;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_starts_without_an_agreed_plan_where_the_programme_asks_for_one() {
        let plan = |agreed_on| EmploymentPlan {
            id: values::EmploymentPlanId(uuid::Uuid::from_u128(1)),
            words: PlanWords::default(),
            source: Writer::Employer,
            agreed_on,
            made_at: DateTime::UNIX_EPOCH,
        };
        assert!(start_refusal(true, None).is_some());
        assert!(start_refusal(true, Some(&plan(None))).is_some());
        assert_eq!(
            start_refusal(true, Some(&plan(Some(day("2026-11-20"))))),
            None
        );
        assert_eq!(start_refusal(false, None), None);
    }

    #[test]
    fn twelve_services_of_eight_weeks_follow_each_other_without_a_gap() {
        let places: Vec<String> = (1..=12).map(|number| format!("Service {number}")).collect();
        let all = rotate(&places, day("2026-01-05"), 8);
        assert_eq!(all.len(), 12);
        assert_eq!(all[0].2, day("2026-03-01"));
        assert_eq!(all[1].1, day("2026-03-02"));
        assert_eq!((all[11].2 - all[0].1).num_days() + 1, 12 * 8 * 7);
    }

    #[test]
    fn what_both_say_is_compared() {
        use Going::{Good, Okay, Worried};
        for (one, other, words) in [
            (Some(Good), Some(Good), "Both say the same"),
            (
                Some(Good),
                Some(Worried),
                "They see it differently: ask both",
            ),
            (None, Some(Worried), "One side has answered"),
            (Some(Good), Some(Okay), "Almost the same"),
        ] {
            assert_eq!(compared(one, other), words);
        }
    }
}

//! A plan. No async.

use crate::shell::choices::Coded;
use chrono::NaiveDate;
use values::{AccountId, ActivityId, GoalId, PersonId, StepId};

/// How it was agreed with the young person.
pub const AGREED: &[Coded] = &[
    ("in-person", "Together, in person"),
    ("call", "On the phone"),
    ("message", "By message"),
    ("not-yet", "Not yet"),
];

/// What a finished step may have led to.
pub const OUTCOMES: &[Coded] = &[
    ("", "Nothing to record"),
    ("cv", "They have a CV"),
    ("identity", "They have proof of identity"),
    ("bank-account", "They have a bank account"),
    ("licence", "They have a licence or card"),
    ("qualification", "They have a qualification"),
    ("application", "They have applied"),
    ("interview", "They had an interview"),
    ("offer", "They have an offer"),
    ("course", "They finished a course or workshop"),
];

/// Who does a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The young person.
    YoungPerson,
    /// A worker.
    Worker(AccountId),
    /// Someone else, by name.
    Other(String),
}

impl Owner {
    /// Returns the code that is stored.
    pub fn code(&self) -> &'static str {
        match self {
            Self::YoungPerson => "young-person",
            Self::Worker(_) => "worker",
            Self::Other(_) => "other",
        }
    }

    /// Says who, with `you` for the young person.
    pub fn words(&self, you: &str, worker: impl Fn(AccountId) -> String) -> String {
        match self {
            Self::YoungPerson => you.to_owned(),
            Self::Worker(id) => worker(*id),
            Self::Other(name) => name.clone(),
        }
    }
}

/// A step towards a goal, opened.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// The goal.
    pub goal: GoalId,
    /// The young person.
    pub person: PersonId,
    /// What to do, in their words.
    pub words: String,
    /// Who does it.
    pub owner: Owner,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// What it led to: a code of [`OUTCOMES`] or of an activity.
    pub outcome: String,
    /// Whether it is no longer wanted, and why.
    pub archived: Option<String>,
    /// The activity by coming to which it is done.
    pub activity: Option<ActivityId>,
    /// The version that a form is made from.
    pub version: i32,
}

impl Step {
    /// Returns whether it is still to do.
    pub fn is_open(&self) -> bool {
        self.done_on.is_none() && self.archived.is_none()
    }
}

/// A goal of a young person, opened, with its steps in order.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// The young person.
    pub person: PersonId,
    /// The goal, in their words.
    pub words: String,
    /// When they want to reach it.
    pub wanted_on: Option<NaiveDate>,
    /// How it was agreed: a code of [`AGREED`].
    pub agreed_how: String,
    /// When it was agreed.
    pub agreed_on: Option<NaiveDate>,
    /// When it was reached.
    pub reached_on: Option<NaiveDate>,
    /// Whether it is no longer wanted, and why.
    pub archived: Option<String>,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The version that a form is made from.
    pub version: i32,
}

impl Goal {
    /// Returns whether it is still wanted and not reached.
    pub fn is_open(&self) -> bool {
        self.reached_on.is_none() && self.archived.is_none()
    }
}

/// Returns the open goals as plain text, for the council's own case record.
pub fn plain_text(goals: &[Goal], worker: impl Fn(AccountId) -> String) -> String {
    let day = |on: NaiveDate| on.format("%d/%m/%Y").to_string();
    let mut lines = Vec::new();
    for goal in goals.iter().filter(|goal| goal.is_open()) {
        let by = goal.wanted_on.map(|on| format!(" (by {})", day(on)));
        lines.push(format!("Goal: {}{}", goal.words, by.unwrap_or_default()));
        for step in goal.steps.iter().filter(|step| step.archived.is_none()) {
            let who = step.owner.words("The young person", &worker);
            let when = match (step.done_on, step.due_on) {
                (Some(on), _) => format!("done {}", day(on)),
                (None, Some(on)) => format!("by {}", day(on)),
                (None, None) => "no date".to_owned(),
            };
            lines.push(format!("- {} ({who}, {when})", step.words));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::model::*;

    fn step(words: &str, done: bool, archived: bool) -> Step {
        Step {
            id: values::StepId(uuid::Uuid::from_u128(1)),
            goal: values::GoalId(uuid::Uuid::from_u128(1)),
            person: values::PersonId(uuid::Uuid::from_u128(1)),
            words: words.into(),
            owner: Owner::Worker(AccountId(Uuid::from_u128(1))),
            due_on: "2026-12-01".parse().ok(),
            done_on: done.then(|| "2026-11-20".parse().unwrap()),
            outcome: String::new(),
            archived: archived.then(String::new),
            activity: None,
            version: 1,
        }
    }

    #[test]
    fn a_plan_reads_as_plain_text_without_what_was_archived() {
        let goal = Goal {
            id: values::GoalId(uuid::Uuid::from_u128(1)),
            person: values::PersonId(uuid::Uuid::from_u128(1)),
            words: "Have a CV".into(),
            wanted_on: None,
            agreed_how: "call".into(),
            agreed_on: None,
            reached_on: None,
            archived: None,
            steps: vec![
                step("List my jobs", true, false),
                step("Write it", false, false),
                step("Old idea", false, true),
            ],
            version: 1,
        };
        assert_eq!(
            plain_text(&[goal], |_| "Asha".into()),
            "Goal: Have a CV\n- List my jobs (Asha, done 20/11/2026)\n- Write it (Asha, by 01/12/2026)"
        );
    }
}

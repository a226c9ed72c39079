//! The forms of a plan.

use chrono::NaiveDate;
use values::{AccountId, codes::Activity};

use super::{
    model::{AGREED, OUTCOMES, Owner, Step},
    queries::{NewGoal, NewStep},
};
use crate::shell::{
    choices::worded,
    web::{Errors, Form, form::TypedDate},
};

/// The most characters of a goal or a step, and of a reason.
const LONGEST: usize = 1000;

/// Reads a day that is today or later, or none.
fn ahead(
    typed: &TypedDate,
    field: &str,
    what: &str,
    today: NaiveDate,
    errors: &mut Errors,
) -> Option<NaiveDate> {
    let on = errors.take(field, typed.read(what)).flatten();
    if on.is_some_and(|on| on < today) {
        errors.add(field, format!("{what} must be today or later"));
    }
    on
}

/// Reads a day that is today or in the past, and must be given.
pub(super) fn been(
    typed: &TypedDate,
    field: &str,
    what: &str,
    today: NaiveDate,
    errors: &mut Errors,
) -> NaiveDate {
    let on = errors.take(field, typed.read(what)).flatten();
    match on {
        Some(on) if on > today => errors.add(field, format!("{what} must be today or in the past")),
        None if errors.at(field).is_none() => {
            errors.add(field, format!("Enter the {}", what.to_lowercase()))
        }
        _ => {}
    }
    on.unwrap_or(today)
}

fn words(text: &str, field: &str, missing: &str, errors: &mut Errors) {
    errors.require(!text.is_empty(), field, missing);
    let is_short = text.chars().count() <= LONGEST;
    errors.require(is_short, field, "Use 1,000 characters or fewer");
}

/// A goal with its first steps, one a line.
#[derive(Default)]
pub(super) struct GoalForm {
    pub(super) words: String,
    pub(super) steps: String,
    pub(super) wanted: TypedDate,
    pub(super) agreed_how: String,
    pub(super) agreed: TypedDate,
}

impl GoalForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            words: form.owned("words"),
            steps: form.owned("steps"),
            wanted: form.date("wanted"),
            agreed_how: form.owned("agreed_how"),
            agreed: form.date("agreed"),
        }
    }

    pub(super) fn blank(today: NaiveDate, template: Option<&programme::GoalTemplate>) -> Self {
        Self {
            words: template.map(|one| one.goal.clone()).unwrap_or_default(),
            steps: template.map(|one| one.steps.join("\n")).unwrap_or_default(),
            agreed: TypedDate::of(Some(today)),
            ..Self::default()
        }
    }

    pub(super) fn read(&self, today: NaiveDate) -> Result<(NewGoal, Vec<String>), Errors> {
        let mut errors = Errors::default();
        words(
            &self.words,
            "words",
            "Enter what they want to achieve",
            &mut errors,
        );
        let wanted_on = ahead(&self.wanted, "wanted", "The day", today, &mut errors);
        let is_known = !worded(AGREED, &self.agreed_how).is_empty();
        errors.require(is_known, "agreed_how", "Choose how it was agreed");
        let agreed_on = if self.agreed_how == "not-yet" {
            None
        } else {
            Some(been(&self.agreed, "agreed", "Day", today, &mut errors))
        };
        let steps: Vec<String> = self
            .steps
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let fit = steps.len() <= 20 && steps.iter().all(|step| step.chars().count() <= LONGEST);
        errors.require(
            fit,
            "steps",
            "Enter up to 20 steps, each of 1,000 characters or fewer",
        );
        errors.or((
            NewGoal {
                words: self.words.clone(),
                wanted_on,
                agreed_how: self.agreed_how.clone(),
                agreed_on,
            },
            steps,
        ))
    }
}

/// A step.
#[derive(Default)]
pub(super) struct StepForm {
    pub(super) words: String,
    /// `young-person`, the id of a worker, or `other`.
    pub(super) owner: String,
    pub(super) owner_name: String,
    pub(super) due: TypedDate,
}

impl StepForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            words: form.owned("words"),
            owner: form.owned("owner"),
            owner_name: form.owned("owner_name"),
            due: form.date("due"),
        }
    }

    pub(super) fn of(step: &Step) -> Self {
        let (owner, owner_name) = match &step.owner {
            Owner::YoungPerson => ("young-person".to_owned(), String::new()),
            Owner::Worker(id) => (id.to_string(), String::new()),
            Owner::Other(name) => ("other".to_owned(), name.clone()),
        };
        Self {
            words: step.words.clone(),
            owner,
            owner_name,
            due: TypedDate::of(step.due_on),
        }
    }

    /// Reads the step; `offered` are the workers who can take it.
    pub(super) fn read(
        &self,
        today: NaiveDate,
        offered: &[(AccountId, String)],
    ) -> Result<NewStep, Errors> {
        let mut errors = Errors::default();
        words(&self.words, "words", "Enter the step", &mut errors);
        let worker = self.owner.parse::<AccountId>().ok();
        let worker = worker.filter(|id| offered.iter().any(|(one, _)| one == id));
        let owner = match (self.owner.as_str(), worker) {
            ("young-person", _) => Owner::YoungPerson,
            ("other", _) => {
                errors.require(
                    !self.owner_name.is_empty(),
                    "owner_name",
                    "Enter who will do it",
                );
                let is_short = self.owner_name.chars().count() <= 200;
                errors.require(is_short, "owner_name", "Use 200 characters or fewer");
                Owner::Other(self.owner_name.clone())
            }
            (_, Some(id)) => Owner::Worker(id),
            _ => {
                errors.add("owner", "Choose who will do it");
                Owner::YoungPerson
            }
        };
        let due_on = ahead(&self.due, "due", "The day", today, &mut errors);
        errors.require(
            due_on.is_some() || errors.at("due").is_some() || owner == Owner::YoungPerson,
            "due",
            "Enter the day it is due, so that it is not forgotten",
        );
        errors.or(NewStep {
            words: self.words.clone(),
            owner,
            due_on,
            conference: None,
            activity: None,
        })
    }
}

/// That a step is done.
#[derive(Default)]
pub(super) struct DoneForm {
    pub(super) on: TypedDate,
    pub(super) outcome: String,
    pub(super) activity: String,
}

impl DoneForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            on: form.date("on"),
            outcome: form.owned("outcome"),
            activity: form.owned("activity"),
        }
    }

    pub(super) fn read(
        &self,
        today: NaiveDate,
    ) -> Result<(NaiveDate, String, Option<Activity>), Errors> {
        let mut errors = Errors::default();
        let on = been(&self.on, "on", "Day", today, &mut errors);
        let is_known = OUTCOMES.iter().any(|(code, _)| *code == self.outcome);
        errors.require(is_known, "outcome", "Choose what it led to");
        let activity = if self.activity.is_empty() {
            None
        } else {
            let read = Activity::parse(&self.activity).ok();
            errors.require(read.is_some(), "activity", "Choose what they do now");
            read
        };
        errors.or((on, self.outcome.clone(), activity))
    }
}

/// Why something is archived, or that a goal was reached.
#[derive(Default)]
pub(super) struct EndForm {
    pub(super) how: String,
    pub(super) on: TypedDate,
    pub(super) because: String,
}

impl EndForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            how: form.owned("how"),
            on: form.date("on"),
            because: form.owned("because"),
        }
    }

    /// Reads how a goal ends: the day it was reached, or none with a reason.
    pub(super) fn read_goal(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Errors> {
        let mut errors = Errors::default();
        let reached = match self.how.as_str() {
            "reached" => Some(been(&self.on, "on", "Day", today, &mut errors)),
            "archived" => {
                words(
                    &self.because,
                    "because",
                    "Enter why it is no longer wanted",
                    &mut errors,
                );
                None
            }
            _ => {
                errors.add("how", "Choose what happened");
                None
            }
        };
        errors.or(reached)
    }

    pub(super) fn read_step(&self) -> Result<(), Errors> {
        let mut errors = Errors::default();
        words(
            &self.because,
            "because",
            "Enter why it is no longer wanted",
            &mut errors,
        );
        errors.or(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn a_goal_needs_words_and_whether_it_was_agreed() {
        let errors = GoalForm::default().read(today()).unwrap_err();
        assert!(errors.at("words").is_some() && errors.at("agreed_how").is_some());
        let form =
            Form::parse(b"words=Work+with+dogs&agreed_how=not-yet&steps=Ask+Kai%0A%0ARing+them");
        let (goal, steps) = GoalForm::typed(&form).read(today()).unwrap();
        assert_eq!(
            (goal.agreed_on, steps),
            (None, vec!["Ask Kai".into(), "Ring them".into()])
        );
    }

    #[test]
    fn a_step_of_a_worker_needs_a_day_and_one_of_the_young_persons_own_does_not() {
        let me = AccountId(uuid::Uuid::from_u128(1));
        let offered = [(me, "Asha".to_owned())];
        let read =
            |body: String| StepForm::typed(&Form::parse(body.as_bytes())).read(today(), &offered);
        assert!(
            read(format!("words=Ring&owner={me}"))
                .unwrap_err()
                .at("due")
                .is_some()
        );
        assert!(read("words=Ring&owner=young-person".into()).is_ok());
        assert!(
            read("words=Ring&owner=00000000-0000-0000-0000-000000000009".into())
                .unwrap_err()
                .at("owner")
                .is_some()
        );
        assert!(
            read("words=Ring&owner=other".into())
                .unwrap_err()
                .at("owner_name")
                .is_some()
        );
    }
}

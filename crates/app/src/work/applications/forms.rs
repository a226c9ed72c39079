//! The forms of an application.

use chrono::NaiveDate;

use super::{
    mock_interview::{CRITERIA, MARKS, MockInterview},
    model::{Application, REASONS, Side, Step},
    queries::{NewInterview, NewStep},
};
use crate::shell::{
    choices::Code,
    web::{Errors, Form, form::TypedDate},
};

/// The most characters of a text.
pub(super) const TEXT: usize = 10_000;

#[derive(Default)]
pub(super) struct StepForm {
    pub(super) step: String,
    pub(super) on: TypedDate,
    pub(super) reason: String,
    pub(super) words: String,
    pub(super) due: TypedDate,
    pub(super) said_by: String,
    pub(super) version: i32,
}

impl StepForm {
    pub(super) fn blank(one: &Application, today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            version: one.version,
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            step: form.owned("step"),
            on: form.date("on"),
            reason: form.owned("reason"),
            words: form.owned("words"),
            due: form.date("due"),
            said_by: form.owned("said_by"),
            version: form.version(),
        }
    }

    /// Reads the step. An interview is dated to its own day, which may be in the future; everything else has happened.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(
        &self,
        one: &Application,
        answer_days: i32,
        today: NaiveDate,
    ) -> Result<NewStep, Errors> {
        let mut errors = Errors::default();
        let step = Step::parse(&self.step);
        let can = step.is_some_and(|step| one.step.leads_to().contains(&step));
        errors.require(can, "step", "Choose what happened");
        let on = errors.take("on", self.on.read("Day")).flatten();
        let may_lie_ahead = step == Some(Step::Interview);
        match on {
            Some(on) if on > today && !may_lie_ahead => {
                errors.add("on", "Day must be today or in the past");
            }
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let ends = step.is_some_and(Step::is_end);
        let is_known = REASONS.iter().any(|(code, _)| *code == self.reason);
        errors.require(!ends || is_known, "reason", "Choose why it ended");
        let due = errors.take("due", self.due.read("Day")).flatten();
        if let (Some(due), Some(on)) = (due, on) {
            errors.require(due >= on, "due", "Day must be after this happened");
        }
        let is_short = self.words.chars().count() <= TEXT;
        errors.require(is_short, "words", "Use 10,000 characters or fewer");
        let said_by = Side::parse(&self.said_by).unwrap_or(Side::Worker);
        let (step, on) = (step.unwrap_or(one.step), on.unwrap_or(today));
        let mut new = NewStep::usual(step, on, answer_days, said_by);
        if !ends && due.is_some() {
            new.due_on = due;
        }
        new.reason = if ends {
            self.reason.clone()
        } else {
            String::new()
        };
        new.words = self.words.clone();
        let is_their_no = matches!(step, Step::Unsuccessful | Step::FellThrough);
        if is_their_no && said_by == Side::Employer {
            // Their worker puts it into words before the young person reads it.
            (new.due_on, new.waits_for) = (today.succ_opt(), Some(Side::Worker));
        }
        errors.or(new)
    }
}

#[derive(Default)]
pub(super) struct InterviewForm {
    pub(super) on: TypedDate,
    pub(super) application: String,
    pub(super) panel: String,
    pub(super) marks: Vec<String>,
    pub(super) went_well: String,
    pub(super) work_on: String,
}

impl InterviewForm {
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            marks: vec![String::new(); CRITERIA.len()],
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            on: form.date("on"),
            application: form.owned("application"),
            panel: form.owned("panel"),
            marks: CRITERIA
                .iter()
                .map(|(code, _)| form.owned(&format!("mark-{code}")))
                .collect(),
            went_well: form.owned("went_well"),
            work_on: form.owned("work_on"),
        }
    }

    /// Reads a mock interview. It counts as another try if there is an earlier one for the same application.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(
        &self,
        open: &[Application],
        before: &[MockInterview],
        today: NaiveDate,
    ) -> Result<NewInterview, Errors> {
        let mut errors = Errors::default();
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on > today => errors.add("on", "Day must be today or in the past"),
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        errors.require(
            !self.panel.is_empty(),
            "panel",
            "Enter who asked the questions",
        );
        errors.require(
            !self.went_well.is_empty(),
            "went_well",
            "Enter at least one thing that went well",
        );
        for (field, text) in [
            ("panel", &self.panel),
            ("went_well", &self.went_well),
            ("work_on", &self.work_on),
        ] {
            let is_short = text.chars().count() <= TEXT;
            errors.require(is_short, field, "Use 10,000 characters or fewer");
        }
        let marks: Vec<String> = CRITERIA
            .iter()
            .zip(&self.marks)
            .filter(|(_, mark)| MARKS.iter().any(|(code, _)| *code == mark.as_str()))
            .map(|((code, _), mark)| format!("{code}={mark}"))
            .collect();
        let chosen = open
            .iter()
            .find(|one| one.id.to_string() == self.application);
        let application = chosen.map(|one| one.id);
        let last = before.iter().find(|one| one.application == application);
        errors.or(NewInterview {
            on: on.unwrap_or(today),
            application,
            panel: self.panel.clone(),
            marks: marks.join("\n"),
            went_well: self.went_well.clone(),
            work_on: self.work_on.clone(),
            again_of: last.map(|one| one.id),
        })
    }
}

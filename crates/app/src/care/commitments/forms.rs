//! The forms about a promise.

use chrono::NaiveDate;
use values::{AccountId, EmployerId};

use super::{
    beyond,
    model::{Promiser, SettledAs, said},
    queries::{NewCommitment, Settled},
};
use crate::{
    person::enrolments::SupportEnd,
    shell::{
        choices::Code,
        web::{Errors, Form, form::TypedDate},
    },
};

/// The most characters of a promise, and of a reason.
const LONGEST: usize = 1000;

#[derive(Default)]
pub(super) struct PromiseForm {
    pub(super) words: String,
    pub(super) promised: TypedDate,
    pub(super) due: TypedDate,
    pub(super) owner: String,
    pub(super) promised_by: String,
    pub(super) said_at: String,
    pub(super) employer: String,
    /// Whether somebody has looked after it that it can be kept after support has ended.
    pub(super) goes_beyond: bool,
}

impl PromiseForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            words: form.owned("words"),
            promised: form.date("promised"),
            due: form.date("due"),
            owner: form.owned("owner"),
            promised_by: form.owned("promised_by"),
            said_at: form.owned("said_at"),
            employer: form.owned("employer"),
            goes_beyond: form.text(beyond::FIELD) == "yes",
        }
    }

    pub(super) fn blank(today: NaiveDate, me: AccountId) -> Self {
        Self {
            promised: TypedDate::of(Some(today)),
            owner: me.to_string(),
            promised_by: Promiser::Staff.code().to_owned(),
            ..Self::default()
        }
    }

    /// Reads the promise; `end` is when their support ends, and `offered` are the workers who may keep it.
    pub(super) fn read(
        &self,
        (today, end): (NaiveDate, Option<SupportEnd>),
        offered: &[(AccountId, String)],
        employers: &[(EmployerId, String)],
    ) -> Result<NewCommitment, Errors> {
        let mut errors = Errors::default();
        errors.require(!self.words.is_empty(), "words", "Enter what was promised");
        let is_short = self.words.chars().count() <= LONGEST;
        errors.require(is_short, "words", "Use 1,000 characters or fewer");
        let promised = errors.take("promised", self.promised.read("Day")).flatten();
        match promised {
            Some(on) if on > today => errors.add("promised", "Day must be today or in the past"),
            None if errors.at("promised").is_none() => errors.add("promised", "Enter the day"),
            _ => {}
        }
        let due = errors.take("due", self.due.read("The day")).flatten();
        match (due, promised) {
            (Some(due), Some(promised)) if due < promised => {
                errors.add("due", "The day must be on or after the day it was promised");
            }
            (None, _) if errors.at("due").is_none() => {
                errors.add(
                    "due",
                    "Enter the day it is due, so that it is not forgotten",
                );
            }
            _ => {}
        }
        if let Some(refused) = beyond::refusal(due, end, self.goes_beyond) {
            errors.add("due", refused);
        }
        let owner = self.owner.parse::<AccountId>().ok();
        let owner = owner.filter(|id| offered.iter().any(|(one, _)| one == id));
        errors.require(owner.is_some(), "owner", "Choose who will keep it");
        let promised_by = Promiser::parse(&self.promised_by).unwrap_or(Promiser::Staff);
        let employer = self.employer.parse::<EmployerId>().ok();
        let employer = employer.filter(|id| employers.iter().any(|(one, _)| one == id));
        let lacks = promised_by == Promiser::Employer && employer.is_none();
        errors.require(!lacks, "employer", "Choose the employer who promised it");
        let Some(owner) = owner else {
            return Err(errors);
        };
        errors.or(NewCommitment {
            promised_by,
            said_at: if said(&self.said_at).is_empty() {
                String::new()
            } else {
                self.said_at.clone()
            },
            employer: employer.filter(|_| promised_by == Promiser::Employer),
            request: None,
            words: self.words.clone(),
            promised_on: promised.unwrap_or(today),
            due_on: due.unwrap_or(today),
            owner,
        })
    }
}

#[derive(Default)]
pub(super) struct SettleForm {
    pub(super) how: String,
    pub(super) kept: TypedDate,
    pub(super) told: TypedDate,
    pub(super) reason: String,
}

impl SettleForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            how: form.owned("how"),
            kept: form.date("kept"),
            told: form.date("told"),
            reason: form.owned("reason"),
        }
    }

    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            kept: TypedDate::of(Some(today)),
            ..Self::default()
        }
    }

    /// Reads how a promise ended. It is withdrawn only once the young person has been told why.
    pub(super) fn read(&self, promised_on: NaiveDate, today: NaiveDate) -> Result<Settled, Errors> {
        let mut errors = Errors::default();
        let mut been = |typed: &TypedDate, field: &str, missing: &str| {
            let on = errors.take(field, typed.read("Day")).flatten();
            match on {
                Some(on) if on > today => errors.add(field, "Day must be today or in the past"),
                Some(on) if on < promised_on => {
                    errors.add(field, "Day must be on or after the day it was promised");
                }
                None if errors.at(field).is_none() => errors.add(field, missing),
                _ => {}
            }
            on.unwrap_or(today)
        };
        let settled = match SettledAs::parse(&self.how) {
            Some(how @ SettledAs::Kept) => Settled {
                how,
                on: been(&self.kept, "kept", "Enter the day it was kept"),
                told_on: None,
                reason: String::new(),
            },
            Some(how @ SettledAs::Withdrawn) => {
                let told = been(
                    &self.told,
                    "told",
                    "Tell them first, then enter the day you told them",
                );
                errors.require(
                    !self.reason.is_empty(),
                    "reason",
                    "Enter the reason you gave them",
                );
                let is_short = self.reason.chars().count() <= LONGEST;
                errors.require(is_short, "reason", "Use 1,000 characters or fewer");
                Settled {
                    how,
                    on: told,
                    told_on: Some(told),
                    reason: self.reason.clone(),
                }
            }
            None => {
                errors.add("how", "Choose what happened");
                return Err(errors);
            }
        };
        errors.or(settled)
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn settle(body: &str) -> Result<Settled, Errors> {
        let (promised, today) = ("2026-11-02".parse().unwrap(), "2026-11-20".parse().unwrap());
        SettleForm::typed(&Form::parse(body.as_bytes())).read(promised, today)
    }

    #[test]
    fn a_promise_is_withdrawn_only_once_they_were_told_why() {
        let errors = settle("how=withdrawn").unwrap_err();
        assert!(errors.at("told").is_some() && errors.at("reason").is_some());
        let told = "how=withdrawn&reason=No+money&told-day=19&told-month=11&told-year=2026";
        let settled = settle(told).unwrap();
        assert_eq!(
            (settled.how, settled.told_on),
            (SettledAs::Withdrawn, "2026-11-19".parse().ok())
        );
        assert!(settle("how=kept").unwrap_err().at("kept").is_some());
        let before = "how=kept&kept-day=1&kept-month=11&kept-year=2026";
        assert_eq!(
            settle(before).unwrap_err().at("kept"),
            Some("Day must be on or after the day it was promised")
        );
        assert!(settle("").unwrap_err().at("how").is_some());
    }
}

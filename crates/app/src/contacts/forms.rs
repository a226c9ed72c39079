//! What is typed about a contact.

use chrono::NaiveDate;

use super::{
    model::{KINDS, OUTCOMES},
    queries::NewContact,
};
use crate::web::{Errors, Form, form::TypedDate};

pub(super) struct ContactForm {
    pub(super) kind: String,
    pub(super) outcome: String,
    pub(super) note: String,
    pub(super) agreed: String,
    pub(super) on: TypedDate,
}

/// The most characters of a note: several pages.
const LONGEST: usize = 10_000;

impl ContactForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            outcome: form.owned("outcome"),
            note: form.owned("note"),
            agreed: form.owned("agreed"),
            on: form.date("on"),
        }
    }

    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            kind: String::new(),
            outcome: String::new(),
            note: String::new(),
            agreed: String::new(),
            on: TypedDate::of(Some(today)),
        }
    }

    pub(super) fn read(
        &self,
        today: NaiveDate,
        born_on: Option<NaiveDate>,
    ) -> Result<NewContact, Errors> {
        let mut errors = Errors::default();
        let known =
            |choices: &[(&str, &str)], code: &str| choices.iter().any(|(one, _)| *one == code);
        errors.require(
            known(KINDS, &self.kind),
            "kind",
            "Choose how you were in touch",
        );
        errors.require(
            known(OUTCOMES, &self.outcome),
            "outcome",
            "Choose whether it took place",
        );
        let on = match errors.take("on", self.on.read("Day")) {
            Some(Some(on)) if on > today => {
                errors.add("on", "Day must be today or in the past");
                today
            }
            Some(Some(on)) if born_on.is_some_and(|born| on < born) => {
                errors.add("on", "Day must be after they were born");
                today
            }
            Some(Some(on)) => on,
            Some(None) => {
                errors.add("on", "Enter the day");
                today
            }
            None => today,
        };
        for (field, text) in [("note", &self.note), ("agreed", &self.agreed)] {
            errors.require(
                text.chars().count() <= LONGEST,
                field,
                "Use 10,000 characters or fewer",
            );
        }
        errors.or(NewContact {
            kind: self.kind.clone(),
            outcome: self.outcome.clone(),
            held_on: on,
            note: self.note.clone(),
            agreed: self.agreed.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_in_the_future_is_refused() {
        let form = Form::parse(b"kind=call&outcome=held&on-day=21&on-month=11&on-year=2026");
        let errors = ContactForm::typed(&form)
            .read("2026-11-20".parse().unwrap(), "2007-03-27".parse().ok())
            .unwrap_err();
        assert_eq!(errors.at("on"), Some("Day must be today or in the past"));
    }

    #[test]
    fn a_contact_before_they_were_born_is_refused() {
        let form = Form::parse(b"kind=call&outcome=held&on-day=21&on-month=11&on-year=1996");
        let errors = ContactForm::typed(&form)
            .read("2026-11-20".parse().unwrap(), "2007-03-27".parse().ok())
            .unwrap_err();
        assert_eq!(errors.at("on"), Some("Day must be after they were born"));
    }

    #[test]
    fn an_empty_form_names_what_it_needs() {
        let errors = ContactForm::typed(&Form::default())
            .read("2026-11-20".parse().unwrap(), "2007-03-27".parse().ok())
            .unwrap_err();
        for field in ["kind", "outcome", "on"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }
}

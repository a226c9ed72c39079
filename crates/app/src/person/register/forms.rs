//! What is typed into the forms about a young person.

use std::str::FromStr;

use values::codes::CareStatus;

use crate::{
    person::people::{Allocation, CHANNELS, Ehcp, Fields},
    shell::{
        choices::{Choices, Code},
        web::{Errors, Form, form::TypedDate},
    },
};

/// The fields as texts: typed, or taken from the record.
pub(super) struct PersonForm {
    pub(super) texts: Vec<(&'static str, String)>,
    pub(super) born: TypedDate,
}

const TEXTS: [&str; 11] = [
    "given_name",
    "family_name",
    "pronouns",
    "phone",
    "email",
    "address",
    "language",
    "channel",
    "care_status",
    "ehcp",
    "council_ref",
];

/// The most characters that each text may have.
const LONGEST: usize = 200;

impl PersonForm {
    /// Takes what was typed.
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            texts: TEXTS.iter().map(|name| (*name, form.owned(name))).collect(),
            born: form.date("born_on"),
        }
    }

    /// Takes what is known.
    pub(super) fn known(fields: &Fields) -> Self {
        let texts = fields
            .texts()
            .into_iter()
            .filter(|(name, _, _)| *name != "born_on")
            .map(|(name, _, text)| (name, text));
        Self {
            texts: texts.collect(),
            born: TypedDate::of(fields.born_on),
        }
    }

    /// Returns the text of a field.
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts
            .iter()
            .find(|(field, _)| *field == name)
            .map_or("", |(_, text)| text)
    }

    /// Reads the fields.
    ///
    /// Errors: a message at each field that cannot be read.
    pub(super) fn read(&self, today: chrono::NaiveDate) -> Result<Fields, Errors> {
        let mut errors = Errors::default();
        let is_named = !self.text("given_name").is_empty() || !self.text("family_name").is_empty();
        errors.require(is_named, "given_name", "Enter a name. One name is enough");
        for (name, text) in &self.texts {
            errors.require(
                text.chars().count() <= LONGEST,
                name,
                "Use 200 characters or fewer",
            );
        }
        let born_on = errors
            .take("born_on", self.born.read("Date of birth"))
            .flatten();
        if born_on.is_some_and(|born| born >= today) {
            errors.add("born_on", "Date of birth must be in the past");
        }
        let email = self.text("email");
        errors.require(
            email.is_empty() || crate::shell::web::form::is_email(email),
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
        let care_status = CareStatus::parse(self.text("care_status"));
        errors.require(care_status.is_ok(), "care_status", "Choose a care status");
        let chosen =
            |choices: Choices, name: &str| choices.iter().any(|(code, _)| *code == self.text(name));
        let ehcp = Ehcp::parse(self.text("ehcp"));
        errors.require(
            ehcp.is_some(),
            "ehcp",
            "Choose whether they have an Education, Health and Care Plan",
        );
        errors.require(
            self.text("channel").is_empty() || chosen(CHANNELS, "channel"),
            "channel",
            "Choose how they prefer to be contacted",
        );
        let owned = |name: &str| self.text(name).to_owned();
        errors.or(Fields {
            given_name: owned("given_name"),
            family_name: owned("family_name"),
            pronouns: owned("pronouns"),
            born_on,
            phone: owned("phone"),
            email: owned("email"),
            address: owned("address"),
            language: owned("language"),
            channel: owned("channel"),
            care_status: care_status.unwrap_or(CareStatus::NotKnown),
            ehcp: ehcp.unwrap_or(Ehcp::NotKnown),
            council_ref: owned("council_ref"),
        })
    }
}

/// What is sent for no one.
pub(super) const NOBODY: &str = "nobody";

/// Reads who works with a young person. A choice that was not sent stays as it was: only choosing "Nobody yet" removes someone.
pub(super) fn allocation(form: &Form, before: &Allocation) -> Allocation {
    fn chosen<Id: FromStr>(form: &Form, field: &str, before: Option<Id>) -> Option<Id> {
        match form.text(field) {
            NOBODY => None,
            text => text.parse().ok().or(before),
        }
    }
    Allocation {
        coach: chosen(form, "coach", before.coach),
        adviser: chosen(form, "adviser", before.adviser),
        social_worker: chosen(form, "social_worker", before.social_worker),
        team: chosen(form, "team", before.team),
        organisation: chosen(form, "organisation", before.organisation),
    }
}

/// Returns what a choice sends for who it is now.
pub(super) fn sent(id: Option<impl ToString>) -> String {
    id.map_or_else(|| NOBODY.to_owned(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn read(body: &str) -> Result<Fields, Errors> {
        PersonForm::typed(&Form::parse(body.as_bytes())).read("2026-11-20".parse().unwrap())
    }

    #[test]
    fn one_name_is_enough() {
        assert_eq!(
            read("given_name=Solene&ehcp=no&care_status=not_known")
                .unwrap()
                .given_name,
            "Solene"
        );
        assert!(read("family_name=Marlow&ehcp=no&care_status=not_known").is_ok());
        assert_eq!(
            read("ehcp=no&care_status=not_known")
                .unwrap_err()
                .at("given_name"),
            Some("Enter a name. One name is enough")
        );
    }

    #[test]
    fn every_wrong_field_has_its_message() {
        let errors = read(
            "given_name=Kai&email=kai&ehcp=perhaps&born_on-day=1&born_on-month=1&born_on-year=2027",
        )
        .unwrap_err();
        for field in ["email", "ehcp", "born_on"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_choice_that_was_not_sent_takes_nobody_away() {
        let before = Allocation {
            coach: Some(uuid::Uuid::from_u128(7).into()),
            ..Allocation::default()
        };
        assert_eq!(allocation(&Form::default(), &before), before);
        let nobody = Form::parse(b"coach=nobody");
        assert!(allocation(&nobody, &before).coach.is_none());
    }
}

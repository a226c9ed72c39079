//! What is typed about a referral.

use chrono::NaiveDate;

use values::phones;

use super::{
    model::{Decision, REASONS, Told},
    queries::NewReferral,
};
use crate::{
    person::people::{Fields, NewPerson},
    shell::{
        choices::Code,
        web::{Errors, Form, form::TypedDate},
    },
};

#[derive(Default)]
pub(super) struct ReferralForm {
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) born: TypedDate,
    /// `programme/route`, as the radios offer it.
    pub(super) route: String,
    pub(super) told: String,
    pub(super) reason: String,
    /// The existing record, `new`, or empty where the question was not asked.
    pub(super) same: String,
}

impl ReferralForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            given_name: form.owned("given_name"),
            family_name: form.owned("family_name"),
            phone: form.owned("phone"),
            email: form.owned("email"),
            born: form.date("born_on"),
            route: form.owned("route"),
            told: form.owned("told"),
            reason: form.owned("reason"),
            same: form.owned("same"),
        }
    }

    /// Returns the name as it was typed.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
            .trim()
            .to_owned()
    }

    /// Reads the referral. One name and one way to contact the young person are enough.
    pub(super) fn read(
        &self,
        routes: &[(String, String)],
        today: NaiveDate,
    ) -> Result<NewReferral, Errors> {
        let mut errors = Errors::default();
        let is_named = !self.given_name.is_empty() || !self.family_name.is_empty();
        errors.require(is_named, "given_name", "Enter a name. One name is enough");
        let is_reachable = phones::first(&self.phone).is_some() || !self.email.is_empty();
        errors.require(
            is_reachable,
            "phone",
            if self.phone.is_empty() {
                "Enter a phone number or an email address"
            } else {
                "Enter a phone number that can be dialled, or an email address. You can add a note after it"
            },
        );
        let email_is_good = self.email.is_empty() || crate::shell::web::form::is_email(&self.email);
        errors.require(
            email_is_good,
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
        let born_on = errors
            .take("born_on", self.born.read("Date of birth"))
            .flatten();
        if born_on.is_some_and(|born| born >= today) {
            errors.add("born_on", "Date of birth must be in the past");
        }
        errors.require(
            routes.iter().any(|(code, _)| *code == self.route),
            "route",
            "Choose where the referral comes from",
        );
        let told = Told::parse(&self.told);
        errors.require(
            told.is_some(),
            "told",
            "Choose whether they know about the referral",
        );
        for (field, text) in [
            ("given_name", &self.given_name),
            ("family_name", &self.family_name),
            ("phone", &self.phone),
        ] {
            errors.require(
                text.chars().count() <= 200,
                field,
                "Use 200 characters or fewer",
            );
        }
        errors.require(
            self.reason.chars().count() <= 10_000,
            "reason",
            "Use 10,000 characters or fewer",
        );
        let (programme_key, route) = self.route.split_once('/').unwrap_or_default();
        let fields = Fields {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            born_on,
            ..Fields::default()
        };
        errors.or(NewReferral {
            person: NewPerson {
                fields,
                ..NewPerson::default()
            },
            programme_key: programme_key.to_owned(),
            route: route.to_owned(),
            reason: self.reason.clone(),
            told: told.unwrap_or(Told::NotYet),
        })
    }
}

#[derive(Default)]
pub(super) struct AnswerForm {
    pub(super) decision: String,
    pub(super) reason: String,
}

impl AnswerForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            decision: form.owned("decision"),
            reason: form.owned("decision_reason"),
        }
    }

    /// Returns the answer and its reason. Only a refusal needs one.
    pub(super) fn read(&self) -> Result<(Decision, String), Errors> {
        let mut errors = Errors::default();
        let Some(decision) = Decision::parse(&self.decision) else {
            return Err(Errors::one("decision", "Choose an answer"));
        };
        let needs_reason = match decision {
            Decision::Accepted => false,
            Decision::Declined | Decision::Withdrawn => true,
        };
        let has_reason = REASONS.iter().any(|(code, _)| *code == self.reason);
        errors.require(
            !needs_reason || has_reason,
            "decision_reason",
            "Choose a reason. The referrer will see it",
        );
        let reason = if needs_reason {
            self.reason.clone()
        } else {
            String::new()
        };
        errors.or((decision, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn read(body: &str) -> Result<NewReferral, Errors> {
        let routes = [("full/self".to_owned(), String::new())];
        ReferralForm::typed(&Form::parse(body.as_bytes()))
            .read(&routes, "2026-11-20".parse().unwrap())
    }

    #[test]
    fn one_name_and_one_way_to_reach_them_are_enough() {
        let made =
            read("given_name=Solene&phone=07700+900001&route=full/self&told=agrees").unwrap();
        assert_eq!(
            (made.programme_key.as_str(), made.route.as_str()),
            ("full", "self")
        );
        assert!(
            read("given_name=Solene&route=full/self&told=agrees")
                .unwrap_err()
                .at("phone")
                .is_some()
        );
        assert!(
            read("phone=07700+900001&route=full/self&told=agrees")
                .unwrap_err()
                .at("given_name")
                .is_some()
        );
    }

    #[test]
    fn only_a_refusal_needs_a_reason() {
        let read = |body: &str| AnswerForm::typed(&Form::parse(body.as_bytes())).read();
        assert!(read("decision=accepted").is_ok());
        assert!(
            read("decision=declined")
                .unwrap_err()
                .at("decision_reason")
                .is_some()
        );
        assert!(read("decision=declined&decision_reason=not-eligible").is_ok());
        assert!(read("").unwrap_err().at("decision").is_some());
    }
}

//! What is typed about an organisation.

use super::{model::KINDS, queries::Organisation};
use crate::shell::web::{Errors, Form};

#[derive(Default)]
pub(super) struct OrganisationForm {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) sector: String,
}

impl OrganisationForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            kind: form.owned("kind"),
            sector: form.owned("sector"),
        }
    }

    pub(super) fn read(&self) -> Result<Organisation, Errors> {
        let mut errors = Errors::default();
        errors.require(
            !self.name.is_empty(),
            "name",
            "Enter the organisation’s name",
        );
        errors.require(
            KINDS.iter().any(|(code, _)| *code == self.kind),
            "kind",
            "Choose what kind of organisation it is",
        );
        for (field, text) in [("name", &self.name), ("sector", &self.sector)] {
            errors.require(
                text.chars().count() <= 200,
                field,
                "Use 200 characters or fewer",
            );
        }
        errors.or(Organisation {
            name: self.name.clone(),
            kind: self.kind.clone(),
            sector: self.sector.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    #[test]
    fn an_organisation_needs_a_name_and_a_kind() {
        let read = |body: &str| OrganisationForm::typed(&Form::parse(body.as_bytes())).read();
        let errors = read("").unwrap_err();
        assert!(errors.at("name").is_some() && errors.at("kind").is_some());
        assert_eq!(read("name=Bridgeway&kind=charity").unwrap().kind, "charity");
    }
}

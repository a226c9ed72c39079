//! What was typed about an account, and how it is read.

use std::collections::BTreeSet;

use policy::Role;
use values::{OrganisationId, TeamId};

use super::super::model::{Account, MOST};
use crate::shell::web::{Errors, Form, form::is_email};

/// The choices on the form of an account.
pub(in crate::office::accounts) struct Choices {
    pub(in crate::office::accounts) teams: Vec<(TeamId, String)>,
    pub(in crate::office::accounts) organisations: Vec<(OrganisationId, String)>,
}

/// What was typed about an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::office::accounts) struct AccountForm {
    pub(in crate::office::accounts) name: String,
    pub(in crate::office::accounts) email: String,
    pub(in crate::office::accounts) roles: Vec<String>,
    pub(in crate::office::accounts) teams: Vec<String>,
    pub(in crate::office::accounts) capacity: String,
    pub(in crate::office::accounts) organisation: String,
    /// The council's own id of the record that is the worker's own; blank leaves it unchanged.
    pub(in crate::office::accounts) own_id: String,
    pub(in crate::office::accounts) removes_own: bool,
}

/// The result of an account form, apart from the worker's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::office::accounts) struct Meant {
    pub(in crate::office::accounts) name: String,
    pub(in crate::office::accounts) email: String,
    pub(in crate::office::accounts) roles: Vec<Role>,
    pub(in crate::office::accounts) teams: Vec<TeamId>,
    pub(in crate::office::accounts) capacity: i32,
    pub(in crate::office::accounts) organisation: Option<OrganisationId>,
}

impl AccountForm {
    /// Reads what was typed.
    pub(in crate::office::accounts) fn typed(form: &Form) -> Self {
        let all = |name: &str| form.all(name).map(str::to_owned).collect();
        Self {
            name: form.owned("name"),
            email: form.owned("email"),
            roles: all("roles"),
            teams: all("teams"),
            capacity: form.owned("capacity"),
            organisation: form.owned("organisation"),
            own_id: form.owned("own-id"),
            removes_own: form.text("own-id-remove") == "yes",
        }
    }

    /// Returns the form filled in from an account.
    pub(in crate::office::accounts) fn of(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            email: account.email.clone(),
            roles: account
                .roles
                .iter()
                .map(|role| role.code().into())
                .collect(),
            teams: account.teams.iter().map(TeamId::to_string).collect(),
            capacity: account.capacity.to_string(),
            organisation: account
                .organisation
                .map(|id| id.to_string())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Reads the whole form.
    ///
    /// Errors: a sentence at each field that cannot be used.
    pub(in crate::office::accounts) fn read(&self, choices: &Choices) -> Result<Meant, Errors> {
        let mut errors = Errors::default();
        let name = errors.take("name", self.read_name()).unwrap_or_default();
        errors.require(
            is_email(&self.email),
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
        let roles: Vec<Role> = Role::ALL
            .iter()
            .copied()
            .filter(|role| self.roles.iter().any(|code| code == role.code()))
            .collect();
        errors.require(!roles.is_empty(), "roles", "Choose at least one role");
        let organisation = errors.take("organisation", self.read_organisation(&roles, choices));
        let organisation = organisation.flatten();
        let teams = errors
            .take("teams", self.read_teams(choices))
            .unwrap_or_default();
        let capacity = errors.take("capacity", self.read_capacity()).unwrap_or(0);
        errors.or(Meant {
            name,
            email: self.email.clone(),
            roles,
            teams,
            capacity,
            organisation,
        })
    }

    /// Reads what workers may change about their own account: the name and the capacity.
    ///
    /// Errors: a sentence at each field that cannot be used.
    pub(in crate::office::accounts) fn read_own(&self) -> Result<(String, i32), Errors> {
        let mut errors = Errors::default();
        let name = errors.take("name", self.read_name()).unwrap_or_default();
        let capacity = errors.take("capacity", self.read_capacity()).unwrap_or(0);
        errors.or((name, capacity))
    }

    fn read_name(&self) -> Result<String, String> {
        match self.name.chars().count() {
            0 => Err("Enter a name".into()),
            1..=100 => Ok(self.name.clone()),
            _ => Err("The name must be 100 characters or fewer".into()),
        }
    }

    fn read_capacity(&self) -> Result<i32, String> {
        self.capacity
            .parse()
            .ok()
            .filter(|number| (0..=MOST).contains(number))
            .ok_or_else(|| {
                format!("Enter how many young people they can take, as a number from 0 to {MOST}")
            })
    }

    fn read_organisation(
        &self,
        roles: &[Role],
        choices: &Choices,
    ) -> Result<Option<OrganisationId>, String> {
        if !roles.contains(&Role::PartnerAdviser) {
            return Ok(None);
        }
        let id = self.organisation.parse().ok();
        let id = id.filter(|id| choices.organisations.iter().any(|(known, _)| known == id));
        let missing = || "Choose the organisation that the partner adviser works for".into();
        id.map(Some).ok_or_else(missing)
    }

    fn read_teams(&self, choices: &Choices) -> Result<Vec<TeamId>, String> {
        let known = |text: &String| {
            let id = text.parse().ok();
            id.filter(|id| choices.teams.iter().any(|(known, _)| known == id))
        };
        let chosen: Option<BTreeSet<TeamId>> = self.teams.iter().map(known).collect();
        chosen
            .map(|teams| teams.into_iter().collect())
            .ok_or_else(|| "One of the teams has been closed. Choose again".into())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::account::*;

    fn choices() -> Choices {
        Choices {
            teams: vec![(TeamId(Uuid::from_u128(1)), "North".into())],
            organisations: vec![(OrganisationId(Uuid::from_u128(2)), "A charity".into())],
        }
    }

    fn good() -> AccountForm {
        AccountForm {
            name: "Asha".into(),
            email: "asha@example.gov.uk".into(),
            roles: vec!["coach".into()],
            teams: vec![Uuid::from_u128(1).to_string()],
            capacity: "15".into(),
            ..AccountForm::default()
        }
    }

    #[test]
    fn a_good_form_is_read_as_it_was_typed() {
        let meant = good().read(&choices()).unwrap();
        assert_eq!(meant.roles, [Role::Coach]);
        assert_eq!(meant.teams, [TeamId(Uuid::from_u128(1))]);
        assert_eq!((meant.capacity, meant.organisation), (15, None));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        type Spoil = fn(&mut AccountForm);
        let cases: [(&str, Spoil); 8] = [
            ("name", |form| form.name.clear()),
            ("name", |form| form.name = "x".repeat(101)),
            ("email", |form| form.email = "asha".into()),
            ("roles", |form| form.roles = vec!["mayor".into()]),
            ("capacity", |form| form.capacity = "many".into()),
            ("capacity", |form| form.capacity = "-1".into()),
            ("teams", |form| {
                form.teams = vec![Uuid::from_u128(9).to_string()]
            }),
            ("organisation", |form| {
                form.roles = vec!["partner-adviser".into()]
            }),
        ];
        for (field, spoil) in cases {
            let mut form = good();
            spoil(&mut form);
            let errors = form.read(&choices()).unwrap_err();
            assert!(errors.at(field).is_some(), "{field}");
        }
    }

    #[test]
    fn an_organisation_belongs_to_partner_advisers_only() {
        let mut form = good();
        form.organisation = Uuid::from_u128(2).to_string();
        assert!(form.read(&choices()).unwrap().organisation.is_none());
        form.roles = vec!["partner-adviser".into()];
        let meant = form.read(&choices()).unwrap();
        assert_eq!(meant.organisation, Some(OrganisationId(Uuid::from_u128(2))));
    }
}

//! Names, and lines that several pages show.

use std::collections::HashMap;

use govuk::{Colour, Tag};
use policy::Role;
use values::{AccountId, OrganisationId, TeamId};

use crate::office::accounts::model::Account;

/// The names that the pages use, by id.
pub(crate) struct NamesOf {
    pub(in crate::office::accounts) workers: HashMap<AccountId, String>,
    pub(in crate::office::accounts) teams: HashMap<TeamId, String>,
    pub(in crate::office::accounts) organisations: HashMap<OrganisationId, String>,
}

impl NamesOf {
    pub(in crate::office::accounts) fn worker(&self, id: AccountId) -> String {
        self.workers.get(&id).cloned().unwrap_or_default()
    }

    /// Returns the teams in a line.
    pub(super) fn teams(&self, ids: &[TeamId]) -> String {
        let mut names: Vec<&str> = ids
            .iter()
            .filter_map(|id| self.teams.get(id).map(String::as_str))
            .collect();
        names.sort_unstable();
        or_none(names.join(", "))
    }
}

pub(super) fn or_none(text: String) -> String {
    if text.is_empty() { "None".into() } else { text }
}

pub(super) fn roles_line(roles: &[Role]) -> String {
    let labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    labels.join(", ")
}

pub(super) fn capacity_line(capacity: i32, allocated: i64) -> String {
    format!("{allocated} of {capacity}")
}

pub(super) fn state(account: &Account) -> Tag {
    if account.left_at.is_some() {
        Tag::new("Closed").colour(Colour::Grey)
    } else {
        Tag::new("Open").colour(Colour::Green)
    }
}

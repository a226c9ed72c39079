//! The words of the administrator's pages.

mod account_form;
mod cover;
mod leave;
mod list;
mod show;
mod standing;
mod teams;

use std::collections::HashMap;

use govuk::{Colour, Tag};
use policy::Role;
use values::{AccountId, OrganisationId, TeamId};

use super::model::Account;

pub(super) use account_form::{AccountPage, meanwhile};
pub(super) use cover::{CoverPage, EndCoverPage};
pub(super) use leave::LeavePage;
pub(super) use list::ListPage;
pub(super) use show::{ShowPage, Shown};
pub(super) use standing::StandingPage;
pub(crate) use standing::sentence;
pub(super) use teams::{TeamPage, TeamsPage, meanwhile as team_meanwhile};

/// The names that the pages use, by id.
pub(crate) struct NamesOf {
    pub(super) workers: HashMap<AccountId, String>,
    pub(super) teams: HashMap<TeamId, String>,
    pub(super) organisations: HashMap<OrganisationId, String>,
}

impl NamesOf {
    pub(super) fn worker(&self, id: AccountId) -> String {
        self.workers.get(&id).cloned().unwrap_or_default()
    }

    /// Returns the teams in a line.
    fn teams(&self, ids: &[TeamId]) -> String {
        let mut names: Vec<&str> = ids
            .iter()
            .filter_map(|id| self.teams.get(id).map(String::as_str))
            .collect();
        names.sort_unstable();
        or_none(names.join(", "))
    }
}

fn or_none(text: String) -> String {
    if text.is_empty() { "None".into() } else { text }
}

fn roles_line(roles: &[Role]) -> String {
    let labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    labels.join(", ")
}

fn capacity_line(capacity: i32, allocated: i64) -> String {
    format!("{allocated} of {capacity}")
}

fn state(account: &Account) -> Tag {
    if account.left_at.is_some() {
        Tag::new("Closed").colour(Colour::Grey)
    } else {
        Tag::new("Open").colour(Colour::Green)
    }
}

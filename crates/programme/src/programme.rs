//! A checked programme.

use crate::{
    Definition, ExitKey, ExitReason, Faults, FundingWindow, Offer, OfferKey, PauseKey, PauseReason,
    Role, RoleKey, Stage, StageKey, Team, TeamKey, check, read,
};

/// A programme whose file was read and checked: every key that it names exists, and every stage can be reached and left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme(Definition);

impl Programme {
    /// Returns the team that a role belongs to; `None` where the file names none.
    pub fn team_of(&self, role: &RoleKey) -> Option<&TeamKey> {
        let mut roles = self.definition().roles.iter();
        roles.find(|one| one.key == *role)?.team.as_ref()
    }

    /// Reads and checks a programme file.
    ///
    /// `file_name` is only used to name the file in faults. Errors: every fault that can be found at once, from top to bottom.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Faults> {
        let mut reading = read::read(file_name, text);
        if let Some(definition) = &reading.definition {
            let found = check::faults(file_name, &reading.source, definition);
            reading.faults.extend(found);
        }
        match (Faults::of(reading.faults), reading.definition) {
            (None, Some(definition)) => Ok(Self(definition)),
            (Some(faults), _) => Err(faults),
            (None, None) => Err(Faults::unreadable(file_name)),
        }
    }

    /// Returns what the file says, defaults filled in.
    pub fn definition(&self) -> &Definition {
        &self.0
    }

    /// Finds a stage.
    pub fn stage(&self, key: &StageKey) -> Option<&Stage> {
        self.0.stages.iter().find(|stage| stage.key == *key)
    }

    /// Returns the stages in which an enrolment can start, in the order of the file.
    pub fn starts(&self) -> impl Iterator<Item = &Stage> {
        self.0.stages.iter().filter(|stage| stage.from_referral)
    }

    /// Finds a role.
    pub fn role(&self, key: &RoleKey) -> Option<&Role> {
        self.0.roles.iter().find(|role| role.key == *key)
    }

    /// Finds a team.
    pub fn team(&self, key: &TeamKey) -> Option<&Team> {
        self.0.teams.iter().find(|team| team.key == *key)
    }

    /// Finds an offer in any stage.
    pub fn offer(&self, key: &OfferKey) -> Option<&Offer> {
        self.0
            .stages
            .iter()
            .flat_map(|stage| &stage.offers)
            .find(|offer| offer.key == *key)
    }

    /// Finds a reason for a pause.
    pub fn pause_reason(&self, key: &PauseKey) -> Option<&PauseReason> {
        self.0.pauses.iter().find(|reason| reason.key == *key)
    }

    /// Finds a reason for an exit.
    pub fn exit_reason(&self, key: &ExitKey) -> Option<&ExitReason> {
        self.0.exits.iter().find(|reason| reason.key == *key)
    }

    /// Returns the funding window that ends last for those who joined in a financial year, named by the year of its 1 April.
    pub fn last_funding(&self, joining_year: i32) -> Option<&FundingWindow> {
        let windows = self
            .0
            .funding
            .iter()
            .filter(|window| i32::from(window.joining_year) == joining_year);
        windows.max_by_key(|window| window.until)
    }
}

//! What is known of a young person. No async.

use crate::shell::choices::{Choices, Code, coded};
use chrono::NaiveDate;
use policy::{Kind, Resource};
use uuid::Uuid;
use values::{
    AccountId, CouncilId, OrganisationId, PersonId, TeamId,
    codes::{Activity, CareStatus, Sex},
    scope::Field,
};

/// Who works with a young person: all that the policy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose record it is.
    pub council: CouncilId,
    /// The young person.
    pub id: PersonId,
    /// Their coach.
    pub coach: Option<AccountId>,
    /// Their personal adviser.
    pub adviser: Option<AccountId>,
    /// Their social worker.
    pub social_worker: Option<AccountId>,
    /// Their team.
    pub team: Option<TeamId>,
    /// The partner organisation that works with them.
    pub organisation: Option<OrganisationId>,
}

impl Standing {
    /// Returns the standing that another allocation would give.
    pub fn with(self, allocation: &Allocation) -> Self {
        Self {
            coach: allocation.coach,
            adviser: allocation.adviser,
            social_worker: allocation.social_worker,
            team: allocation.team,
            organisation: allocation.organisation,
            ..self
        }
    }
}

impl Resource for Standing {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn council(&self) -> CouncilId {
        self.council
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        match field {
            Field::Id | Field::Person => self.id.into(),
            Field::Coach => self.coach.map(Uuid::from),
            Field::Adviser => self.adviser.map(Uuid::from),
            Field::SocialWorker => self.social_worker.map(Uuid::from),
            Field::Team => self.team.map(Uuid::from),
            Field::Partner => self.organisation.map(Uuid::from),
            Field::Referrer => None,
        }
    }
}

/// How a young person prefers to be contacted.
pub const CHANNELS: Choices = &[
    ("call", "Phone call"),
    ("text", "Text message"),
    ("email", "Email"),
];

coded! {
    /// Whether they have an Education, Health and Care Plan.
    Ehcp {
        Yes "yes" "Yes"
        No "no" "No"
        NotKnown "not-known" "Not known"
    }
}

impl Ehcp {
    /// Returns the engine's answer.
    pub fn answer(self) -> programme::Answer {
        match self {
            Self::Yes => programme::Answer::Yes,
            Self::No => programme::Answer::No,
            Self::NotKnown => programme::Answer::NotKnown,
        }
    }
}

coded! {
    /// A life event that stops everything.
    StoppedAs {
        Died "died" "They have died"
        Custody "custody" "They are in custody"
        Abroad "abroad" "They have gone abroad"
        Rest "rest" "They asked for a break from messages"
    }
}

/// The fields of a young person that a worker can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The name as they use it. One name is enough.
    pub given_name: String,
    /// The family name; may be empty.
    pub family_name: String,
    /// Pronouns, as they say them.
    pub pronouns: String,
    /// Date of birth, where known.
    pub born_on: Option<NaiveDate>,
    /// Phone number.
    pub phone: String,
    /// Mail address.
    pub email: String,
    /// Where they live.
    pub address: String,
    /// Their preferred language.
    pub language: String,
    /// How they prefer to be contacted: a code of [`CHANNELS`], or empty.
    pub channel: String,
    /// Care status.
    pub care_status: CareStatus,
    /// Education, Health and Care Plan.
    pub ehcp: Ehcp,
    /// The id in the council's own system, or empty.
    pub council_ref: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            given_name: String::new(),
            family_name: String::new(),
            pronouns: String::new(),
            born_on: None,
            phone: String::new(),
            email: String::new(),
            address: String::new(),
            language: "English".into(),
            channel: String::new(),
            care_status: CareStatus::NotKnown,
            ehcp: Ehcp::NotKnown,
            council_ref: String::new(),
        }
    }
}

impl Fields {
    /// Returns every field as its column's name, its label and its text, in the order of the form.
    pub fn texts(&self) -> [(&'static str, &'static str, String); 12] {
        [
            ("given_name", "First name", self.given_name.clone()),
            ("family_name", "Last name", self.family_name.clone()),
            ("pronouns", "Pronouns", self.pronouns.clone()),
            (
                "born_on",
                "Date of birth",
                self.born_on
                    .map(|born| born.to_string())
                    .unwrap_or_default(),
            ),
            ("phone", "Phone number", self.phone.clone()),
            ("email", "Email address", self.email.clone()),
            ("address", "Address", self.address.clone()),
            ("language", "Language", self.language.clone()),
            ("channel", "Preferred contact method", self.channel.clone()),
            (
                "care_status",
                "Care status",
                self.care_status.code().to_owned(),
            ),
            (
                "ehcp",
                "Education, Health and Care Plan",
                self.ehcp.code().to_owned(),
            ),
            ("council_ref", "Council id", self.council_ref.clone()),
        ]
    }

    /// Returns the fields that differ from what was there before: column, label, and the text before.
    pub fn changed_from(&self, before: &Self) -> Vec<(&'static str, &'static str, String)> {
        let (old, new) = (before.texts(), self.texts());
        old.into_iter()
            .zip(new)
            .filter(|(old, new)| old.2 != new.2)
            .map(|(old, _)| old)
            .collect()
    }
}

/// A young person, opened.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who works with them.
    pub standing: Standing,
    /// What can be changed.
    pub fields: Fields,
    /// From the SSDA903, where it gives one.
    pub sex: Option<Sex>,
    /// SSDA903 code from an import, or empty.
    pub ethnicity: String,
    /// Education, employment or training now.
    pub activity: Activity,
    /// The day of the last contact that took place.
    pub last_contact_on: Option<NaiveDate>,
    /// The record that this one was merged into.
    pub merged_into: Option<PersonId>,
    /// What stops everything now, if anything does.
    pub stopped_as: Option<StoppedAs>,
    /// The version that a form is made from.
    pub version: i32,
}

impl Person {
    /// Returns whether they have died.
    pub fn has_died(&self) -> bool {
        self.stopped_as == Some(StoppedAs::Died)
    }

    /// Returns why messages and reminders have stopped, if they have; without the reason for those who may not read it.
    pub fn stopped_words(&self, shows_restricted: bool) -> Option<&'static str> {
        match self.stopped_as {
            None => None,
            Some(StoppedAs::Died) => Some("This young person has died."),
            Some(_) if !shows_restricted => Some("Contact with this young person is paused."),
            Some(StoppedAs::Custody) => Some("This young person is in custody."),
            Some(StoppedAs::Abroad) => Some("This young person has gone abroad."),
            Some(StoppedAs::Rest) => Some("This young person asked for a break from messages."),
        }
    }

    /// Returns the name as shown.
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.fields.given_name, self.fields.family_name);
        if name.trim().is_empty() {
            "Name needed".into()
        } else {
            name.trim().to_owned()
        }
    }
}

/// A young person who is new to Foothold.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// What is known of them.
    pub fields: Fields,
    /// From the SSDA903, where it gives one.
    pub sex: Option<Sex>,
    /// SSDA903 code, or empty.
    pub ethnicity: String,
    /// CHILD of the SSDA903, or empty.
    pub ssda903_child: String,
    /// Unique pupil number, or empty.
    pub upn: String,
    /// Who works with them.
    pub allocation: Allocation,
}

/// Who works with a young person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    /// Their coach.
    pub coach: Option<AccountId>,
    /// Their personal adviser.
    pub adviser: Option<AccountId>,
    /// Their social worker.
    pub social_worker: Option<AccountId>,
    /// Their team.
    pub team: Option<TeamId>,
    /// The partner organisation that works with them.
    pub organisation: Option<OrganisationId>,
}

impl Allocation {
    /// Returns the holder of each role with the role's code in the history.
    pub fn holders(&self) -> [(&'static str, Option<Uuid>); 5] {
        [
            ("coach", self.coach.map(Uuid::from)),
            ("adviser", self.adviser.map(Uuid::from)),
            ("social-worker", self.social_worker.map(Uuid::from)),
            ("team", self.team.map(Uuid::from)),
            ("organisation", self.organisation.map(Uuid::from)),
        ]
    }
}

impl From<Standing> for Allocation {
    fn from(standing: Standing) -> Self {
        Self {
            coach: standing.coach,
            adviser: standing.adviser,
            social_worker: standing.social_worker,
            team: standing.team,
            organisation: standing.organisation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn only_the_fields_that_differ_are_revised() {
        let before = Fields {
            given_name: "Kai".into(),
            phone: "07700 900001".into(),
            ..Fields::default()
        };
        let after = Fields {
            phone: "07700 900002".into(),
            ..before.clone()
        };
        assert_eq!(
            after.changed_from(&before),
            [("phone", "Phone number", "07700 900001".to_owned())]
        );
        assert!(before.changed_from(&before).is_empty());
    }
}

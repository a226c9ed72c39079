//! Accounts and the rules about them. No async.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Months, NaiveDate, Utc};
use policy::Role;
use values::{AccountId, CoverId, OrganisationId, PersonId, StandingChangeId, TeamId};

/// The highest capacity that an account can have.
pub(super) const MOST: i32 = 200;

/// A new account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The name colleagues use.
    pub name: String,
    /// Their work email address.
    pub email: String,
    /// Their roles; one or more.
    pub roles: Vec<Role>,
    /// The teams they belong to.
    pub teams: Vec<TeamId>,
    /// How many young people they can take; 0 where none are allocated to them.
    pub capacity: i32,
    /// The organisation that a partner adviser works for.
    pub organisation: Option<OrganisationId>,
    /// The record of the worker's own, where they have one.
    pub own_person: Option<PersonId>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) id: AccountId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) roles: Vec<Role>,
    pub(super) teams: Vec<TeamId>,
    pub(super) capacity: i32,
    pub(super) organisation: Option<OrganisationId>,
    pub(super) own_person: Option<PersonId>,
    pub(super) left_at: Option<DateTime<Utc>>,
    pub(super) version: i32,
}

/// The roles that open restricted records or money. They need two people's agreement.
pub(super) const GUARDED: [Role; 4] = [
    Role::SafeguardingLead,
    Role::ProgrammeManager,
    Role::FundHolder,
    Role::TeamManager,
];

/// The roles that can agree as a second person.
pub(super) const SECONDS: [Role; 3] = [
    Role::SafeguardingLead,
    Role::ProgrammeManager,
    Role::FundHolder,
];

/// A kind of change to standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A new account, with the roles that took effect at once.
    Account(Vec<Role>),
    /// Roles that are added.
    Roles(Vec<Role>),
    /// A new address.
    Email(String),
    /// A link made for a worker by the people who run the program.
    Link,
}

/// A change to what a worker may open, or to where their links go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StandingChange {
    pub(crate) id: StandingChangeId,
    pub(crate) account: AccountId,
    pub(crate) what: What,
    pub(crate) asked_at: DateTime<Utc>,
    /// `None` for the people who run the program.
    pub(crate) asked_by: Option<AccountId>,
    /// When it takes effect without a second person.
    pub(crate) settles_at: Option<DateTime<Utc>>,
    pub(crate) ended_at: Option<DateTime<Utc>>,
    pub(crate) ended_by: Option<AccountId>,
    /// `agreed`, `refused`, `settled`, `replaced`, `given`, `set-up`, `made` or empty while it is waiting.
    pub(crate) ended_as: String,
}

impl StandingChange {
    /// Returns whether it is waiting for a second person.
    pub(crate) fn waits(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Returns whether a worker can be the second person here: neither the one who asked nor the one it is about.
    pub(crate) fn may_be_answered_by(&self, worker: AccountId) -> bool {
        self.waits() && Some(worker) != self.asked_by && worker != self.account
    }
}

/// A change to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) name: String,
    pub(super) capacity: i32,
    /// What only another administrator may change; `None` on one's own account.
    pub(super) standing: Option<Standing>,
}

/// What decides how a worker signs in and what they see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) email: String,
    pub(super) roles: Vec<Role>,
    pub(super) teams: Vec<TeamId>,
    pub(super) organisation: Option<OrganisationId>,
    pub(super) own_person: OwnPerson,
}

/// What happens to the link from an account to its owner's own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnPerson {
    /// It stays unchanged.
    AsItIs,
    /// It is removed.
    Nobody,
    /// It leads to this record.
    Somebody(PersonId),
}

impl OwnPerson {
    /// Returns the link after the change.
    pub(super) fn after(self, now: Option<PersonId>) -> Option<PersonId> {
        match self {
            Self::AsItIs => now,
            Self::Nobody => None,
            Self::Somebody(person) => Some(person),
        }
    }
}

/// A worker to choose, and how many young people they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerChoice {
    /// The account.
    pub id: AccountId,
    /// Their name.
    pub name: String,
    /// How many young people they can take.
    pub capacity: i32,
    /// How many young people they work with now, as coach or adviser.
    pub allocated: i64,
}

impl WorkerChoice {
    /// Returns by how many young people `more` would take them over their capacity; 0 where it does not.
    pub fn over_with(&self, more: i64) -> i64 {
        (self.allocated + more - i64::from(self.capacity)).max(0)
    }
}

/// One line of the list of accounts.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) account: Account,
    pub(super) allocated: i64,
    /// Who covers for them today, and until when.
    pub(super) cover: Option<(AccountId, NaiveDate)>,
}

/// A period in which one worker covers for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) id: CoverId,
    pub(super) absent: AccountId,
    pub(super) stand_in: AccountId,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

/// Returns what is wrong with the two dates of a cover.
///
/// A cover that is already over would be no use, so its last day is today or later.
pub(super) fn cover_dates_fault(
    from: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
) -> Option<&'static str> {
    if until < from {
        Some("The last day must be the same as or after the first day")
    } else if until < today {
        Some("The last day must be today or later")
    } else if until > today + Months::new(12) {
        Some("The last day must be within a year from today")
    } else {
        None
    }
}

/// A browser in which an account signed in.
#[derive(Clone, Debug)]
pub(super) struct SeenSignIn {
    pub(super) started_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
    pub(super) is_open: bool,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub(super) id: TeamId,
    pub(super) name: String,
    pub(super) is_open: bool,
    pub(super) version: i32,
}

/// How many people are in a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TeamSize {
    /// Open accounts.
    pub(super) workers: i64,
    /// Young people.
    pub(super) people: i64,
}

impl TeamSize {
    /// Returns whether it is empty, so that it can be closed.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A way in which a worker holds young people, and the role it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Holding {
    /// As their coach.
    Coach,
    /// As their personal adviser.
    Adviser,
    /// As their social worker.
    SocialWorker,
}

impl Holding {
    pub(super) const ALL: [Self; 3] = [Self::Coach, Self::Adviser, Self::SocialWorker];

    /// Returns the code that allocations hold, which is also the name of the form's field.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Coach => "coach",
            Self::Adviser => "adviser",
            Self::SocialWorker => "social-worker",
        }
    }

    /// Returns the role that a successor must hold.
    pub(super) fn role(self) -> Role {
        match self {
            Self::Coach => Role::Coach,
            Self::Adviser => Role::PersonalAdviser,
            Self::SocialWorker => Role::SocialWorker,
        }
    }

    /// Returns its words, for use within a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Coach => "coach",
            Self::Adviser => "personal adviser",
            Self::SocialWorker => "social worker",
        }
    }
}

/// The young people that a worker holds, by holding. Empty holdings are left out.
pub(super) type Held = BTreeMap<Holding, Vec<PersonId>>;

/// Who takes over the young people that a leaver holds in one way; `None` for nobody yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handover {
    pub(super) holding: Holding,
    /// `None` for nobody yet.
    pub(super) successor: Option<AccountId>,
}

/// Returns how many young people a hand-over brings to a successor, once each, as capacity counts them.
pub(super) fn brought(held: &Held, handovers: &[Handover], successor: AccountId) -> i64 {
    let people: BTreeSet<PersonId> = handovers
        .iter()
        .filter(|handover| handover.successor == Some(successor))
        .filter(|handover| handover.holding != Holding::SocialWorker)
        .filter_map(|handover| held.get(&handover.holding))
        .flatten()
        .copied()
        .collect();
    i64::try_from(people.len()).unwrap_or(i64::MAX)
}

/// Returns whether a change takes the administrator's role away.
pub(super) fn gives_up_administration(before: &[Role], after: &[Role]) -> bool {
    before.contains(&Role::Administrator) && !after.contains(&Role::Administrator)
}

/// Returns the keyed hash by which an address is found. Case and spaces around it do not matter.
pub fn address_hash(key: &[u8; 32], address: &str) -> String {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher
        .update(b"address")
        .update(address.trim().to_lowercase().as_bytes());
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_cover_ends_after_it_begins_and_not_in_the_past() {
        for (from, until, good) in [
            ("2026-03-10", "2026-03-10", true),
            ("2026-03-01", "2026-03-10", true),
            ("2026-04-01", "2026-04-14", true),
            ("2026-03-12", "2026-03-11", false),
            ("2026-03-01", "2026-03-09", false),
        ] {
            let fault = cover_dates_fault(date(from), date(until), date("2026-03-10"));
            assert_eq!(fault.is_none(), good, "{from} to {until}");
        }
    }

    #[test]
    fn a_worker_is_over_capacity_by_what_is_more_than_it() {
        for (capacity, allocated, more, over) in
            [(15, 10, 5, 0), (15, 10, 6, 1), (0, 0, 1, 1), (15, 20, 0, 5)]
        {
            let worker = WorkerChoice {
                id: values::AccountId(uuid::Uuid::from_u128(1)),
                name: String::new(),
                capacity,
                allocated,
            };
            assert_eq!(worker.over_with(more), over);
        }
    }

    #[test]
    fn a_young_person_handed_over_in_two_ways_counts_once_and_a_social_workers_not_at_all() {
        let id = |number| PersonId(uuid::Uuid::from_u128(number));
        let (ben, mo) = (
            AccountId(uuid::Uuid::from_u128(1)),
            AccountId(uuid::Uuid::from_u128(2)),
        );
        let held = Held::from([
            (Holding::Coach, vec![id(1), id(2)]),
            (Holding::Adviser, vec![id(2), id(3)]),
            (Holding::SocialWorker, vec![id(4)]),
        ]);
        let to = |holding, successor| Handover {
            holding,
            successor: Some(successor),
        };
        let all_to_ben = Holding::ALL.map(|holding| to(holding, ben));
        assert_eq!(brought(&held, &all_to_ben, ben), 3);
        assert_eq!(brought(&held, &[to(Holding::Coach, ben)], ben), 2);
        assert_eq!(brought(&held, &all_to_ben, mo), 0);
    }

    #[test]
    fn the_administrators_role_is_given_up_only_by_who_has_it() {
        let (both, coach) = ([Role::Coach, Role::Administrator], [Role::Coach]);
        assert!(gives_up_administration(&both, &coach));
        assert!(!gives_up_administration(&both, &both));
        assert!(!gives_up_administration(&coach, &coach));
    }

    #[test]
    fn a_link_to_an_own_record_stays_goes_or_changes() {
        let (now, other) = (
            PersonId(uuid::Uuid::from_u128(1)),
            PersonId(uuid::Uuid::from_u128(2)),
        );
        assert_eq!(OwnPerson::AsItIs.after(Some(now)), Some(now));
        assert_eq!(OwnPerson::Nobody.after(Some(now)), None);
        assert_eq!(OwnPerson::Somebody(other).after(Some(now)), Some(other));
    }

    #[test]
    fn an_address_is_found_whatever_its_case() {
        let key = [5; 32];
        assert_eq!(
            address_hash(&key, " Asha@Example.gov.uk"),
            address_hash(&key, "asha@example.gov.uk")
        );
        assert_ne!(
            address_hash(&key, "asha@example.gov.uk"),
            address_hash(&[6; 32], "asha@example.gov.uk")
        );
    }
}

//! Accounts and the rules about them. No async.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Months, NaiveDate, Utc};
use policy::Role;
use values::{AccountId, CoverId, OrganisationId, PersonId, StandingChangeId, TeamId};

/// The most young people that anybody can be said to take.
pub(super) const MOST: i32 = 200;

/// What an account is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Their name as colleagues know it.
    pub name: String,
    /// Their address at work.
    pub email: String,
    /// What they do; one role or more.
    pub roles: Vec<Role>,
    /// The teams they belong to.
    pub teams: Vec<TeamId>,
    /// How many young people they can take; 0 where nobody is allocated to them.
    pub capacity: i32,
    /// The organisation that a partner's adviser works for; else nothing.
    pub organisation: OrganisationId,
    /// The young person whom the account belongs to; else nobody.
    pub own_person: PersonId,
}

/// An account as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) id: AccountId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) roles: Vec<Role>,
    pub(super) teams: Vec<TeamId>,
    pub(super) capacity: i32,
    pub(super) organisation: OrganisationId,
    pub(super) own_person: PersonId,
    pub(super) left_at: Option<DateTime<Utc>>,
    pub(super) version: i32,
}

/// The roles that open restricted records, or money. Two people give them.
pub(super) const GUARDED: [Role; 4] = [
    Role::SafeguardingLead,
    Role::ProgrammeManager,
    Role::FundHolder,
    Role::TeamManager,
];

/// The roles of whoever agrees as a second person.
pub(super) const SECONDS: [Role; 3] = [
    Role::SafeguardingLead,
    Role::ProgrammeManager,
    Role::FundHolder,
];

/// What a change of standing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A new account, with the roles that it had at once.
    Account(Vec<Role>),
    /// Roles that are added.
    Roles(Vec<Role>),
    /// A new address.
    Email(String),
    /// A link that whoever runs the program made for somebody.
    Link,
}

/// A change of what somebody may open, or of where their links go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StandingChange {
    pub(crate) id: StandingChangeId,
    pub(crate) account: AccountId,
    pub(crate) what: What,
    pub(crate) asked_at: DateTime<Utc>,
    /// Nobody for whoever runs the program.
    pub(crate) asked_by: AccountId,
    /// From when it counts without a second person.
    pub(crate) settles_at: Option<DateTime<Utc>>,
    pub(crate) ended_at: Option<DateTime<Utc>>,
    pub(crate) ended_by: AccountId,
    /// `agreed`, `refused`, `settled`, `replaced`, `given`, `set-up`, `made` or empty while it waits.
    pub(crate) ended_as: String,
}

impl StandingChange {
    /// Returns whether it waits for a second person.
    pub(crate) fn waits(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Returns whether somebody is a second person here: neither who asked for it nor whom it is about.
    pub(crate) fn may_be_answered_by(&self, worker: AccountId) -> bool {
        self.waits() && worker != self.asked_by && worker != self.account
    }
}

/// What is changed about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) name: String,
    pub(super) capacity: i32,
    /// What only another administrator may change; nothing on one's own account.
    pub(super) standing: Option<Standing>,
}

/// What decides how somebody signs in and what they see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) email: String,
    pub(super) roles: Vec<Role>,
    pub(super) teams: Vec<TeamId>,
    pub(super) organisation: OrganisationId,
    pub(super) own_person: OwnPerson,
}

/// What becomes of the link from an account to its owner's own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnPerson {
    /// It stays as it is.
    AsItIs,
    /// It goes.
    Nobody,
    /// It leads to this record.
    Somebody(PersonId),
}

impl OwnPerson {
    /// Returns the link after the change.
    pub(super) fn after(self, now: PersonId) -> PersonId {
        match self {
            Self::AsItIs => now,
            Self::Nobody => PersonId::NONE,
            Self::Somebody(person) => person,
        }
    }
}

/// A worker whom somebody can choose, and how much they have to do.
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
    /// Returns how many young people more than their capacity they would have with `more`. 0 where it suffices.
    pub fn over_with(&self, more: i64) -> i64 {
        (self.allocated + more - i64::from(self.capacity)).max(0)
    }
}

/// One line of the list of accounts.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) account: Account,
    pub(super) allocated: i64,
    /// Who stands in for them today, and until when.
    pub(super) cover: Option<(AccountId, NaiveDate)>,
}

/// A stretch in which one worker stands in for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) id: CoverId,
    pub(super) absent: AccountId,
    pub(super) stand_in: AccountId,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

/// What is wrong with two dates of a cover.
///
/// A cover that is over before it is written helps nobody, so its last day is today or later.
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

/// A browser that an account signed in from.
#[derive(Clone, Debug)]
pub(super) struct SeenSignIn {
    pub(super) started_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
    pub(super) is_open: bool,
}

/// A team as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub(super) id: TeamId,
    pub(super) name: String,
    pub(super) is_open: bool,
    pub(super) version: i32,
}

/// How many are in a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TeamSize {
    /// Open accounts.
    pub(super) workers: i64,
    /// Young people.
    pub(super) people: i64,
}

impl TeamSize {
    /// Returns whether nobody is in it, so that it can be closed.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A way in which a worker holds young people, and the role that it needs.
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

    /// Returns the words within a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Coach => "coach",
            Self::Adviser => "personal adviser",
            Self::SocialWorker => "social worker",
        }
    }
}

/// The young people whom a worker holds, by how. A holding without anybody is not in it.
pub(super) type Held = BTreeMap<Holding, Vec<PersonId>>;

/// Who takes over those whom a leaver holds in one way: nobody yet, where there is no successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handover {
    pub(super) holding: Holding,
    pub(super) successor: AccountId,
}

/// Returns how many young people a hand-over brings to a successor, once each, as far as a capacity counts them.
pub(super) fn brought(held: &Held, handovers: &[Handover], successor: AccountId) -> i64 {
    let people: BTreeSet<PersonId> = handovers
        .iter()
        .filter(|handover| handover.successor == successor)
        .filter(|handover| handover.holding != Holding::SocialWorker)
        .filter_map(|handover| held.get(&handover.holding))
        .flatten()
        .copied()
        .collect();
    i64::try_from(people.len()).unwrap_or(i64::MAX)
}

/// Returns whether a change takes the administrator's role from somebody who has it.
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
                id: AccountId::NONE,
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
        let to = |holding, successor| Handover { holding, successor };
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
        assert_eq!(OwnPerson::AsItIs.after(now), now);
        assert_eq!(OwnPerson::Nobody.after(now), PersonId::NONE);
        assert_eq!(OwnPerson::Somebody(other).after(now), other);
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

//! Accounts and the rules about them. No async.

use chrono::{DateTime, NaiveDate, Utc};
use policy::Role;
use values::{AccountId, CoverId, OrganisationId, PersonId, TeamId};

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

/// A browser that an account signed in from.
#[derive(Clone, Debug)]
pub(super) struct SeenSignIn {
    pub(super) started_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
    pub(super) is_open: bool,
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

/// Returns whether a text can be a mail address. The mail itself is the real test.
pub fn looks_like_an_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && text.len() <= 254
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        for (text, good) in [
            ("a@example.com", true),
            ("a@example", false),
            ("@example.com", false),
            ("a b@example.com", false),
            ("a@.com", false),
            ("", false),
        ] {
            assert_eq!(looks_like_an_address(text), good, "{text}");
        }
    }
}

//! The plain filter tree that narrows a list to what one principal can see.
//!
//! `policy` makes a [`Scope`], `store` turns it into SQL; neither knows the other. A scope always names its owner, so that a list
//! without a council cannot be written.
//!
//! Absent on purpose: anything but equality and membership. What cannot be expressed with these belongs in a single decision.

use uuid::Uuid;

use crate::CouncilId;

/// A column that policies can refer to. `store` maps it to SQL for each table that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The record itself.
    Id,
    /// The young person the record is about.
    Person,
    /// The coach of that young person.
    Coach,
    /// The personal adviser of that young person.
    Adviser,
    /// The social worker of that young person.
    SocialWorker,
    /// The team of that young person.
    Team,
    /// The partner organisation that works with that young person.
    Partner,
    /// Who made the referral.
    Referrer,
}

/// A condition on one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Every row.
    All,
    /// No row.
    Nothing,
    /// The column is one of these ids.
    In(Field, Vec<Uuid>),
    /// Each of these holds. Empty means every row.
    Both(Vec<Filter>),
    /// One of these holds. Empty means no row.
    Either(Vec<Filter>),
    /// This does not hold.
    Not(Box<Filter>),
}

impl Filter {
    /// Returns whether a row, given as the value of each field, passes.
    pub fn admits(&self, row: &impl Fn(Field) -> Option<Uuid>) -> bool {
        match self {
            Self::All => true,
            Self::Nothing => false,
            Self::In(field, ids) => row(*field).is_some_and(|id| ids.contains(&id)),
            Self::Both(parts) => parts.iter().all(|part| part.admits(row)),
            Self::Either(parts) => parts.iter().any(|part| part.admits(row)),
            Self::Not(part) => !part.admits(row),
        }
    }
}

/// What one principal can see of one kind of record: the owner, and a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The council or network whose rows these are.
    pub council: CouncilId,
    /// Which of them.
    pub filter: Filter,
}

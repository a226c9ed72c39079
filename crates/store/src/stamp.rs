//! Who writes, when, and the ids that the write can assign.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DeriveValueType;
use uuid::Uuid;
use values::{AccountId, CouncilId, PersonId};

/// A moment that has happened: whole microseconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveValueType)]
pub struct At(pub i64);

impl rusqlite::types::FromSql for At {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

impl From<DateTime<Utc>> for At {
    fn from(moment: DateTime<Utc>) -> Self {
        Self(moment.timestamp_micros())
    }
}

impl From<At> for DateTime<Utc> {
    fn from(at: At) -> Self {
        DateTime::from_timestamp_micros(at.0).unwrap_or_default()
    }
}

/// Everything that a write needs from outside: it can run twice and must do the same each time.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// The owner of every row that the write touches.
    pub council: CouncilId,
    /// The worker who writes; `None` for the system itself, a young person or the holder of a link.
    pub by: Option<AccountId>,
    /// When.
    pub at: DateTime<Utc>,
    /// The day in London on which this happens.
    pub today: NaiveDate,
    /// The young person whose records are all that the write reads and changes, where it is one. Such writes wait for others about the same young
    /// person, and conflict with no one else's.
    pub about: Option<PersonId>,
    /// Where the ids of this write start; random, made once per write.
    pub seed: [u8; 16],
}

impl Stamp {
    /// Returns the `count`th id of this write: a UUID of version 7 whose time is `at`.
    pub(crate) fn id(&self, count: u64) -> Uuid {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed).update(&count.to_le_bytes());
        let random: [u8; 32] = hasher.finalize().into();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[..10]);
        // The counter comes before the random part, so that rows of one write keep their order.
        tail[0] = (count >> 8) as u8 & 0x0f;
        tail[1] = count as u8;
        let millis = u64::try_from(self.at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> Stamp {
        let at = DateTime::from_timestamp_micros(1_790_000_000_123_456).unwrap();
        Stamp {
            council: CouncilId(Uuid::from_u128(1)),
            by: None,
            about: None,
            at,
            today: at.date_naive(),
            seed: [7; 16],
        }
    }

    #[test]
    fn a_repeated_write_gives_out_the_same_ids_in_order() {
        let first: Vec<_> = (0..4000).map(|count| stamp().id(count)).collect();
        let again: Vec<_> = (0..4000).map(|count| stamp().id(count)).collect();
        assert_eq!(first, again);
        assert!(first.is_sorted());
        assert_eq!(first[0].get_version_num(), 7);
    }

    #[test]
    fn a_moment_keeps_its_microseconds() {
        let at = stamp().at;
        assert_eq!(DateTime::<Utc>::from(At::from(at)), at);
    }
}

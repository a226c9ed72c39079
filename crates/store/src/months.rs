//! The parts of PostgreSQL's journal, one for each month in UTC.
//!
//! A part must be there before its month begins: the rows of a month without one go to `journal_rest`, where they are found as well, only slower.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use sea_orm::{DbBackend, Statement};

use crate::{At, StoreError, WriteTx, rows_of};

/// How many months are made ahead.
const AHEAD: u32 = 3;

/// A part of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month(NaiveDate);

impl Month {
    fn of(at: i64) -> Self {
        let day = DateTime::<Utc>::from(At(at)).date_naive();
        Self(day.with_day(1).unwrap_or(day))
    }

    fn next(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    /// Returns its first moment, in microseconds since 1970.
    fn begins(self) -> i64 {
        At::from(self.0.and_time(chrono::NaiveTime::MIN).and_utc()).0
    }

    fn name(self) -> String {
        format!("journal_{}", self.0.format("%Y_%m"))
    }

    /// Returns the statement that makes it.
    pub(crate) fn made(self) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {} PARTITION OF journal FOR VALUES FROM ({}) TO ({})",
            self.name(),
            self.begins(),
            self.next().begins()
        )
    }
}

/// Lists the months from one moment to another and those made ahead.
pub(crate) fn between(first: i64, now: i64) -> impl Iterator<Item = Month> {
    let last = Month(Month::of(now).0 + Months::new(AHEAD));
    std::iter::successors(Some(Month::of(first)), |month| Some(month.next()))
        .take_while(move |month| month.0 <= last.0)
}

/// Makes the parts of the coming months. A month whose rows are in the rest already stays there.
///
/// Errors: those of the database.
pub(crate) async fn make_ahead(tx: &WriteTx) -> Result<(), StoreError> {
    if tx.backend() != DbBackend::Postgres {
        return Ok(());
    }
    let now = At::from(tx.at()).0;
    for month in between(now, now) {
        let sql = format!(
            "SELECT COUNT(*) FROM (SELECT 1 FROM journal_rest WHERE at >= {} AND at < {} LIMIT 1) AS taken",
            month.begins(),
            month.next().begins()
        );
        let found: Vec<i64> = rows_of(tx, &sql).await?;
        if found == [0] {
            tx.execute(Statement::from_string(DbBackend::Postgres, month.made()))
                .await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_without_a_gap_across_the_year() {
        let at = |text: &str| At::from(text.parse::<DateTime<Utc>>().unwrap()).0;
        let all: Vec<Month> =
            between(at("2026-11-30T23:59:59Z"), at("2026-12-01T00:00:00Z")).collect();
        let names: Vec<String> = all.iter().map(|month| month.name()).collect();
        assert_eq!(
            names,
            [
                "journal_2026_11",
                "journal_2026_12",
                "journal_2027_01",
                "journal_2027_02",
                "journal_2027_03"
            ]
        );
        assert!(all.is_sorted_by_key(|month| month.begins()));
        assert_eq!(all[1].begins(), at("2026-12-01T00:00:00Z"));
        assert!(all[0].made().contains(&all[1].begins().to_string()));
    }
}

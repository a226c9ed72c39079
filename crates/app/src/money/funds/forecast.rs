//! A year of a fund by month, and its year-end forecast. No async.

use chrono::{Datelike, Months, NaiveDate};

use super::model::{GroupRequest, Payment, Year};

/// A month of a fund's year, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    /// Its first day.
    pub(crate) from: NaiveDate,
    /// A twelfth of the money, for comparison.
    pub(crate) planned: i64,
    /// Due and not paid.
    pub(crate) committed: i64,
    /// Paid, less what came back.
    pub(crate) spent: i64,
}

/// Lists the months of a year with what falls in each.
pub(crate) fn months(year: &Year, payments: &[Payment], groups: &[GroupRequest]) -> Vec<Month> {
    let first = year.from.with_day(1).unwrap_or(year.from);
    let all: Vec<NaiveDate> = (0..)
        .map(|number| first + Months::new(number))
        .take_while(|from| *from <= year.until)
        .take(60)
        .collect();
    let (money, number) = (
        year.sums.confirmed + year.sums.unconfirmed,
        i64::try_from(all.len().max(1)).unwrap_or(1),
    );
    let is_in =
        |from: NaiveDate, on: NaiveDate| (from.year(), from.month()) == (on.year(), on.month());
    (0..)
        .zip(all)
        .map(|(place, from)| {
            // Where it does not divide evenly, the first months are a penny more.
            let planned = money / number + i64::from(place < money % number);
            let own = payments.iter().filter(|one| one.year == Some(year.id));
            let due = own
                .clone()
                .filter(|one| one.is_open() && is_in(from, one.due_on));
            // Money set aside in a year is spent in it, even if it was paid before the year began or after it ended.
            let paid_on = |on: NaiveDate| on.clamp(year.from, year.until);
            let paid = own.filter(|one| one.paid_on.is_some_and(|on| is_in(from, paid_on(on))));
            let paid = paid.map(|one| one.paid_pence - one.returned_pence);
            let shared = groups.iter().filter(|one| {
                one.year == Some(year.id) && one.decided_on.is_some_and(|on| is_in(from, on))
            });
            let shared = shared.map(|one| one.pence - one.returned_pence);
            Month {
                from,
                planned,
                committed: due.map(|one| one.pence).sum(),
                spent: paid.chain(shared).sum(),
            }
        })
        .collect()
}

/// How many days of a year must pass before spending says anything about the rest.
const TELLING: i64 = 56;

/// Forecasts the spending of a whole year at the rate so far; never less than what is spent, set aside and waiting. In the first eight weeks it
/// is only that.
pub(crate) fn forecast(year: &Year, waits: i64, today: NaiveDate) -> i64 {
    let used = year.sums.committed + year.sums.spent + waits;
    let passed = (today.min(year.until) - year.from).num_days() + 1;
    let all = (year.until - year.from).num_days() + 1;
    if passed < TELLING {
        return used;
    }
    used.max(year.sums.spent * all / passed)
}

#[cfg(test)]
mod tests {
    use super::super::forecast::*;
    use super::super::model::Sums;
    use values::{FundId, FundPaymentId, FundRequestId, FundYearId, PersonId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_forecast_goes_on_as_the_year_has_begun() {
        let year = Year {
            id: FundYearId(uuid::Uuid::from_u128(1)),
            from: day("2026-04-01"),
            until: day("2027-03-31"),
            sums: Sums {
                confirmed: 1_000_000,
                unconfirmed: 0,
                committed: 10_000,
                spent: 40_000,
            },
        };
        for (today, comes_to) in [
            ("2026-03-01", 50_000),
            // The first £400 of a year says nothing yet.
            ("2026-05-25", 50_000),
            ("2026-05-26", 260_714),
            ("2026-09-29", 80_219),
            ("2027-03-31", 50_000),
            ("2027-06-30", 50_000),
        ] {
            assert_eq!(forecast(&year, 0, day(today)), comes_to, "{today}");
        }
        assert_eq!(forecast(&year, 900_000, day("2026-09-29")), 950_000);
    }

    fn payment() -> Payment {
        Payment {
            id: FundPaymentId(uuid::Uuid::from_u128(1)),
            request: FundRequestId(uuid::Uuid::from_u128(1)),
            fund: FundId(uuid::Uuid::from_u128(1)),
            person: PersonId(uuid::Uuid::from_u128(1)),
            due_on: day("2026-05-01"),
            pence: 0,
            year: None,
            committed_on: None,
            paid_on: None,
            paid_pence: 0,
            handed_on: None,
            receipt_on: None,
            returned_pence: 0,
            written_off_on: None,
            stopped_on: None,
            top_up: None,
        }
    }

    #[test]
    fn the_months_of_a_year_add_up_to_what_was_spent_in_it() {
        let year = Year {
            id: "00000000-0000-7000-8000-000000000001".parse().unwrap(),
            from: day("2026-04-01"),
            until: day("2027-03-31"),
            sums: Sums {
                confirmed: 500_001,
                ..Sums::default()
            },
        };
        let paid = |on: &str, pence: i64| Payment {
            year: Some(year.id),
            paid_on: Some(day(on)),
            paid_pence: pence,
            ..payment()
        };
        let payments = [
            paid("2026-05-02", 1_000),
            // Kept in this year, and paid before it began or after it ended.
            paid("2026-03-30", 200),
            paid("2027-04-02", 30),
            Payment {
                year: None,
                ..paid("2026-05-02", 9_999)
            },
        ];
        let months = months(&year, &payments, &[]);
        assert_eq!(months.len(), 12);
        assert_eq!(months.iter().map(|one| one.planned).sum::<i64>(), 500_001);
        assert_eq!(months.iter().map(|one| one.spent).sum::<i64>(), 1_230);
        assert_eq!(
            (months[0].spent, months[1].spent, months[11].spent),
            (200, 1_000, 30)
        );
    }
}

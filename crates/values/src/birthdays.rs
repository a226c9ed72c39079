//! Ages and birthdays.

use chrono::{Datelike, NaiveDate, Weekday};

/// Returns the age in whole years, or `None` before birth.
///
/// An age is reached at the start of the anniversary of the birth. Someone born on 29 February reaches it on 1 March, in a year without
/// that day. Source: Family Law Reform Act 1969, section 9.
pub fn age_on(born_on: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(born_on)
}

/// Returns the day on which someone reaches an age. See [`age_on`] for those born on 29 February.
pub fn birthday(born_on: NaiveDate, age: u32) -> NaiveDate {
    let year = born_on.year() + i32::try_from(age).unwrap_or(0);
    let first_of_march = || NaiveDate::from_ymd_opt(year, 3, 1).unwrap_or(born_on);
    born_on.with_year(year).unwrap_or_else(first_of_march)
}

/// Returns the day until the end of which someone is of compulsory school age in England: the last Friday in June of the school year, from September to
/// August, in which they turn 16.
///
/// Source: Education Act 1996, section 8, with the Education (School Leaving Date) Order 1997; the texts were not read.
pub fn leaves_school_on(born_on: NaiveDate) -> NaiveDate {
    let sixteen = birthday(born_on, 16);
    let year = sixteen.year() + i32::from(sixteen.month() >= 9);
    let june = (1..=30)
        .rev()
        .filter_map(|day| NaiveDate::from_ymd_opt(year, 6, day));
    let mut fridays = june.filter(|day| day.weekday() == Weekday::Fri);
    fridays.next().unwrap_or(sixteen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn whoever_is_born_on_a_leap_day_has_birthdays() {
        let born = day("2008-02-29");
        assert_eq!(birthday(born, 18), day("2026-03-01"));
        assert_eq!(birthday(born, 20), day("2028-02-29"));
    }

    #[test]
    fn a_year_of_age_is_attained_at_the_start_of_the_birthday_and_on_1_march_for_a_leap_day() {
        for (born, on, age) in [
            ("2001-06-15", "2026-06-14", Some(24)),
            ("2001-06-15", "2026-06-15", Some(25)),
            ("2004-02-29", "2029-02-28", Some(24)),
            ("2004-02-29", "2029-03-01", Some(25)),
            ("2004-02-29", "2028-02-28", Some(23)),
            ("2004-02-29", "2028-02-29", Some(24)),
            ("2026-06-15", "2026-06-15", Some(0)),
            ("2026-06-15", "2026-06-14", None),
        ] {
            assert_eq!(age_on(day(born), day(on)), age, "born {born}, on {on}");
        }
    }

    #[test]
    fn school_ends_with_the_last_friday_in_june_of_the_year_in_which_they_turn_16() {
        for (born, leaves) in [
            ("2010-06-01", "2026-06-26"),
            ("2010-08-31", "2026-06-26"),
            ("2010-09-01", "2027-06-25"),
            ("2009-09-01", "2026-06-26"),
            ("2008-02-29", "2024-06-28"),
        ] {
            assert_eq!(leaves_school_on(day(born)), day(leaves), "{born}");
        }
    }

    proptest! {
        #[test]
        fn an_age_is_attained_on_its_birthday_and_not_the_day_before(days in 0..20_000u64, age in 1..60u32) {
            let born = day("1960-01-01") + chrono::Days::new(days);
            let on = birthday(born, age);
            prop_assert_eq!(age_on(born, on), Some(age));
            prop_assert_eq!(age_on(born, on.pred_opt().unwrap()), Some(age - 1));
        }
    }
}

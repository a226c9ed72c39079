//! Fields by name, each accepted or refused with a reason.

use chrono::{Datelike, NaiveDate};

use crate::amount::hundredths;

/// The highest hours and money accepted, so that amounts stay exact and a typing mistake is noticed.
pub(crate) mod most {
    /// Hours a week, in hundredths.
    pub(crate) const HOURS: i64 = 8000;
    /// Pay of a year, in pence.
    pub(crate) const PAY_YEAR: i64 = 10_000_000;
    /// Rent, childcare or what work costs, a month, in pence.
    pub(crate) const MONTH: i64 = 1_000_000;
    /// Pay of an hour, in pence.
    pub(crate) const HOUR: i64 = 50_000;
    /// Children.
    pub(crate) const CHILDREN: usize = 12;
    /// The age of a child born on 6 April 2017 or later.
    pub(crate) const CHILD: u32 = 9;
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Refusal {
    /// The column or key.
    pub field: String,
    /// Why, in a sentence without its full stop.
    pub reason: String,
}

impl Refusal {
    pub(crate) fn of(field: &str, reason: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            reason: reason.into(),
        }
    }
}

/// Reads fields, and keeps each refusal until all are read.
pub(crate) struct Reader<F> {
    at: F,
    refusals: Vec<Refusal>,
}

impl<'a, F: Fn(&str) -> &'a str> Reader<F> {
    pub(crate) fn new(at: F) -> Self {
        Self {
            at,
            refusals: Vec::new(),
        }
    }

    /// Returns what was read, or everything that was refused.
    pub(crate) fn done<T>(self, read: T) -> Result<T, Vec<Refusal>> {
        if self.refusals.is_empty() {
            Ok(read)
        } else {
            Err(self.refusals)
        }
    }

    pub(crate) fn text(&self, name: &str) -> &'a str {
        (self.at)(name).trim()
    }

    pub(crate) fn refuse(&mut self, name: &str, reason: impl Into<String>) {
        self.refusals.push(Refusal::of(name, reason));
    }

    pub(crate) fn take<T>(
        &mut self,
        name: &str,
        found: Option<T>,
        otherwise: T,
        reason: &str,
    ) -> T {
        found.unwrap_or_else(|| {
            self.refuse(name, reason);
            otherwise
        })
    }

    /// Reads a number with at most two decimals, in hundredths.
    pub(crate) fn number(&mut self, name: &str, most: i64) -> i64 {
        let number = hundredths(self.text(name));
        match number {
            None => self.refuse(name, "must be a number with at most two decimals"),
            Some(..0) => self.refuse(name, "must not be negative"),
            Some(number) if number > most => {
                self.refuse(name, format!("must be {} or less", most / 100));
            }
            Some(number) => return number,
        }
        0
    }

    pub(crate) fn age(&mut self, name: &str, text: &str, most: u32) -> u32 {
        let age = text.parse().ok().filter(|age| *age <= most);
        self.take(
            name,
            age,
            0,
            &format!("must be a whole number up to {most}"),
        )
    }

    /// Reads `0` or `1`.
    pub(crate) fn yes(&mut self, name: &str) -> bool {
        let yes = match self.text(name) {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
        self.take(name, yes, false, "must be 0 or 1")
    }

    /// Reads a day such as `2026-11-15`.
    pub(crate) fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let day = self.text(name).parse::<NaiveDate>().ok();
        let day = day.filter(|day| (1900..2200).contains(&day.year()));
        self.take(
            name,
            day.map(Some),
            None,
            "must be a date such as 2026-11-15",
        )
    }

    /// Refuses pay beyond what the rules here cover: above it the personal allowance goes.
    pub(crate) fn limit_pay(&mut self, name: &str, hourly_pence: i64, hours: i64) {
        if hourly_pence * hours * 52 / 100 > most::PAY_YEAR {
            self.refuse(name, "pay above £100,000 a year is not covered");
        }
    }
}

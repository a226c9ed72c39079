//! What an hour must pay whoever does the work, as birthdays and Aprils change it: the one place where the pay of somebody is checked.
//!
//! Absent on purpose: what an offer must pay before anybody is chosen, which is in `checks`.

use better_off::wages::{Rate, Wages, Work};
use chrono::NaiveDate;
use values::{Pence, birthdays::age_on};

use super::model::Opportunity;
use crate::shell::web::words;

/// What somebody is paid, for what, and since when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pay<'a> {
    /// A code of the kinds of opportunities.
    pub(crate) kind: &'a str,
    /// Pence for an hour; 0 where it is not paid by the hour.
    pub(crate) hourly_pence: i32,
    /// The first day of the work: an apprentice's first year is counted from it.
    pub(crate) since: NaiveDate,
}

/// What need not be paid as work.
const NOT_WORK: [&str; 3] = ["taster", "volunteering", "course"];

/// What need not be paid as work where a course asks for it, which is said of the opportunity.
const WITH_A_COURSE: [&str; 2] = ["work-experience", "supported-internship"];

/// Returns whether an opportunity of a kind is work, which is paid unless an exemption holds.
pub(crate) fn is_work(kind: &str) -> bool {
    !NOT_WORK.contains(&kind)
}

/// Returns whether somebody may start work of a kind without pay by the hour.
pub(crate) fn may_be_unpaid(kind: &str) -> bool {
    !is_work(kind) || WITH_A_COURSE.contains(&kind)
}

/// Returns how somebody works who does work of a kind since a day.
pub(super) fn work_of(kind: &str, since: NaiveDate) -> Work {
    if kind == "apprenticeship" {
        Work::Apprentice { since }
    } else {
        Work::Worker
    }
}

impl<'a> Pay<'a> {
    /// Returns what an opportunity pays whoever starts on its first day, or today.
    pub(crate) fn of(one: &'a Opportunity, today: NaiveDate) -> Self {
        let is_hourly = one.pay_kind == "hourly";
        Self {
            kind: &one.kind,
            hourly_pence: if is_hourly { one.hourly_pence } else { 0 },
            since: one.starts_on.unwrap_or(today).max(today),
        }
    }

    /// Returns whether the pay is below a rate.
    pub(crate) fn is_below(&self, rate: &Rate) -> bool {
        i64::from(self.hourly_pence) < rate.pence
    }

    /// Returns the minimum for somebody between two days, each with the day from which it counts; nothing where the work is not paid by the
    /// hour, or the date of birth is not known.
    pub(crate) fn minimums(
        &self,
        born: Option<NaiveDate>,
        term: (NaiveDate, NaiveDate),
    ) -> Vec<(NaiveDate, Rate)> {
        let Some(born) = born.filter(|_| self.hourly_pence > 0) else {
            return Vec::new();
        };
        let found = Wages::known().minimums(born, work_of(self.kind, self.since), term);
        found.unwrap_or_default()
    }

    /// Says why nobody born on a day can start on this pay; nothing where they can, or where it is not known.
    pub(crate) fn refusal(&self, born: Option<NaiveDate>) -> Option<String> {
        let born = born.filter(|_| self.hourly_pence > 0)?;
        let (age, work) = (age_on(born, self.since)?, work_of(self.kind, self.since));
        let rate = Wages::known().minimum(self.since, age, work).ok()?;
        self.is_below(&rate).then(|| {
            format!(
                "{} an hour is below the minimum of {} for their age ({}, {}). Ask the employer first",
                Pence(self.hourly_pence.into()),
                Pence(rate.pence),
                rate.who,
                rate.source
            )
        })
    }

    /// Words the minimum from a day on, against the pay.
    pub(crate) fn line(&self, on: NaiveDate, rate: &Rate) -> String {
        let enough = if self.is_below(rate) {
            "The pay is too low then: ask the employer"
        } else {
            "The pay is enough"
        };
        let assumed = if rate.is_assumed {
            "; the rate of that year is not known yet"
        } else {
            ""
        };
        format!(
            "From {} at least {} for {} ({}){assumed}. {enough}.",
            words::day(on),
            Pence(rate.pence),
            rate.who,
            rate.source
        )
    }
}

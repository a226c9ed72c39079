//! What the person doing the work must be paid an hour, as birthdays and Aprils change it: the one place where a person's pay is checked.
//!
//! Absent on purpose: what an offer must pay before anyone is chosen, which is in `checks`.

use better_off::wages::{Rate, Wages, Work};
use chrono::NaiveDate;
use values::{Pence, birthdays::age_on};

use super::model::Opportunity;
use crate::shell::web::words;

/// What a person is paid, for what, and since when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pay<'a> {
    /// A code of the kinds of opportunities.
    pub(crate) kind: &'a str,
    /// Pence for an hour; 0 where it is not paid by the hour.
    pub(crate) hourly_pence: i32,
    /// The first day of the work: an apprentice's first year is counted from it.
    pub(crate) since: NaiveDate,
}

/// What does not have to be paid as work.
const NOT_WORK: [&str; 3] = ["taster", "volunteering", "course"];

/// What does not have to be paid as work if a course requires it, as recorded for the opportunity.
const WITH_A_COURSE: [&str; 2] = ["work-experience", "supported-internship"];

/// Returns whether an opportunity of a kind is work, which is paid unless an exemption applies.
pub(crate) fn is_work(kind: &str) -> bool {
    !NOT_WORK.contains(&kind)
}

/// Returns whether work of a kind may start without hourly pay.
pub(crate) fn may_be_unpaid(kind: &str) -> bool {
    !is_work(kind) || WITH_A_COURSE.contains(&kind)
}

/// Returns how a person works in work of a kind that began on a day.
pub(super) fn work_of(kind: &str, since: NaiveDate) -> Work {
    if kind == "apprenticeship" {
        Work::Apprentice { since }
    } else {
        Work::Worker
    }
}

impl<'a> Pay<'a> {
    /// Returns what an opportunity pays a person who starts on its first day, or today.
    pub(crate) fn of(one: &'a Opportunity, today: NaiveDate) -> Self {
        let is_hourly = one.is_hourly();
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

    /// Returns the minimum wage for a person between two days, each with the day from which it applies; nothing if the work is not paid by the
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

    /// Returns why a person born on a day cannot start on this pay; nothing if they can, or if it is not known.
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

    /// Puts the minimum wage from a day on into words, against the pay.
    pub(crate) fn line(&self, on: NaiveDate, rate: &Rate) -> String {
        let enough = if self.is_below(rate) {
            "The pay will be too low then: ask the employer"
        } else {
            "The pay is enough"
        };
        let assumed = if rate.is_assumed {
            "; that year’s rate is not known yet"
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

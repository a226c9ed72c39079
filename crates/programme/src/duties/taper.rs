//! Contact that becomes rarer once somebody has started work, seen before it has stopped.

use chrono::{Days, Months, NaiveDate};

use super::{DutyFacts, later};

/// For how long after the start of work to look for contact that tapers off.
const TAPER_MONTHS: Months = Months::new(6);

/// How many of the last gaps between contacts before the start of work to look at.
const GAPS: usize = 4;

/// Less contact than usual since the young person started work.
pub(super) struct Taper {
    /// The median of the days between contacts before.
    pub(super) before: i64,
    pub(super) began_on: NaiveDate,
    pub(super) last: NaiveDate,
    /// The day on which the gap is half as long again as it used to be.
    pub(super) on: NaiveDate,
}

/// Finds out whether contact has become rarer since then.
pub(super) fn taper(facts: &DutyFacts) -> Option<Taper> {
    let began_on = facts.began_work_on?;
    let last = *facts.contacts.last()?;
    let until = later(began_on, TAPER_MONTHS);
    let held = facts.contacts.iter().copied();
    let before: Vec<NaiveDate> = held.filter(|on| *on <= began_on).collect();
    let mut gaps: Vec<i64> = before
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).num_days())
        .filter(|days| *days > 0)
        .collect();
    gaps.drain(..gaps.len().saturating_sub(GAPS));
    gaps.sort_unstable();
    let usual = *gaps.get(gaps.len() / 2)?;
    let since = last.max(facts.asked_why_on.unwrap_or(last));
    let quiet = u64::try_from(usual + usual / 2 + 1).ok()?;
    let on = since.max(began_on) + Days::new(quiet);
    (gaps.len() >= 2 && on <= until).then_some(Taper {
        before: usual,
        began_on,
        last,
        on,
    })
}

//! What an employer is. No async.

use crate::shell::choices::Coded;
use chrono::{Datelike, Days, NaiveDate};
use values::{AccountId, EmployerContactId, EmployerId, EmployerOfferId, EmployerSiteId};

/// How a worker was in touch with an employer, or what was learnt.
pub const ENGAGEMENTS: &[Coded] = &[
    ("call", "Phone call"),
    ("email", "Email"),
    ("meeting", "Meeting"),
    ("visit", "Visit"),
    ("event", "Event"),
    ("decision", "Decision"),
    ("went-well", "Something that went well"),
    ("went-badly", "Something that went badly"),
];

/// Weeks until the next contact, unless set otherwise: a quarter of a year.
pub const USUAL_WEEKS: i32 = 13;

/// An employer, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// Its id.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// A code of [`crate::shell::choices::SECTORS`]; empty if not known.
    pub sector: String,
    /// Its address on the web; may be empty.
    pub website: String,
    /// The worker who looks after it.
    pub keeper: Option<AccountId>,
    /// Weeks from one contact to the next.
    pub rhythm_weeks: i32,
    /// The day of the next contact.
    pub next_on: Option<NaiveDate>,
    /// What for; empty for the usual check-in.
    pub next_act: String,
    /// Since when they must not be contacted.
    pub stopped_on: Option<NaiveDate>,
    /// Why.
    pub stopped_why: String,
    /// Rises with every change.
    pub version: i32,
}

impl Employer {
    /// Says what comes next.
    pub fn next_words(&self) -> &str {
        if self.next_act.is_empty() {
            "Check in"
        } else {
            &self.next_act
        }
    }
}

/// Returns the day of the next contact after a day: as agreed, otherwise after the usual interval.
pub fn next_after(held_on: NaiveDate, agreed: Option<NaiveDate>, rhythm_weeks: i32) -> NaiveDate {
    let weeks = u64::try_from(rhythm_weeks).unwrap_or(0);
    agreed.unwrap_or(held_on + Days::new(7 * weeks))
}

/// Returns whether a log entry of this kind counts as contact.
pub fn is_in_touch(kind: &str) -> bool {
    !matches!(kind, "decision" | "went-well" | "went-badly")
}

/// Returns the years for which an employer can say how many young people it would take.
pub fn years(today: NaiveDate) -> [i32; 3] {
    [0, 1, 2].map(|ahead| today.year() + ahead)
}

/// A place of an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: EmployerSiteId,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When someone from the council last visited.
    pub visited_on: Option<NaiveDate>,
    /// What was seen there.
    pub risks: String,
}

/// A person at an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerContact {
    /// Its id.
    pub id: EmployerContactId,
    /// Their name.
    pub name: String,
    /// What they do there.
    pub post: String,
    /// Their phone; may be empty.
    pub phone: String,
    /// Their email address; may be empty.
    pub email: String,
}

/// Something an employer can offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub id: EmployerOfferId,
    /// A code of [`crate::shell::choices::MENU`].
    pub kind: String,
    /// Details.
    pub words: String,
}

/// How many young people an employer would take in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appetite {
    /// The year.
    pub year: i32,
    /// How many.
    pub places: i32,
    /// Details.
    pub words: String,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// The day.
    pub held_on: NaiveDate,
    /// A code of [`ENGAGEMENTS`].
    pub kind: String,
    /// What was said or seen.
    pub words: String,
    /// Who wrote it down.
    pub by: Option<AccountId>,
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn somebody_is_in_touch_as_agreed_and_otherwise_after_the_rhythm() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let held = day("2026-11-20");
        assert_eq!(
            next_after(held, Some(day("2026-12-01")), 13),
            day("2026-12-01")
        );
        assert_eq!(next_after(held, None, 13), day("2027-02-19"));
    }
}

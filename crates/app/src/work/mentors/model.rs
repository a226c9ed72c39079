//! What a mentor is, and when one may take someone on. No async.

use chrono::{Days, NaiveDate};
use values::{AccountId, EmployerId, MentorCheckId, MentorId, MentoringId, PersonId};

use crate::shell::choices::{Coded, worded};

/// The checks and training of a mentor: the code, the words, and after how many months it expires unless another day is given.
pub const CHECKS: &[(&str, &str, u32)] = &[
    ("dbs", "Enhanced DBS check", 36),
    ("references", "Two references", 0),
    ("boundaries", "Training on boundaries", 24),
    ("trauma", "Training on trauma", 24),
    ("safeguarding", "Safeguarding training", 24),
];

/// No mentor starts without these.
pub const NEEDED: &[&str] = &["dbs", "boundaries", "trauma"];

/// How mentors and young people meet.
pub const MEETINGS: &[Coded] = &[
    ("in-person", "In person"),
    ("call", "Phone or video call"),
    ("message", "Messages"),
    ("at-work", "At the mentor’s work"),
    ("missed", "It did not happen"),
];

/// A meeting that was arranged and did not happen: nobody has been met.
pub const MISSED: &str = "missed";

/// How many days before a check expires it becomes due.
pub const WARNING_DAYS: u64 = 30;

/// Returns the words of a check.
pub fn check_words(code: &str) -> &'static str {
    let known = CHECKS.iter().find(|(known, ..)| *known == code);
    known.map_or("", |(_, words, _)| words)
}

/// Returns the words of a way to meet.
pub fn meeting_words(code: &str) -> &'static str {
    worded(MEETINGS, code)
}

/// A check or training that was passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: MentorCheckId,
    /// Whose it is.
    pub mentor: MentorId,
    /// A code of [`CHECKS`].
    pub kind: String,
    /// The day on which it was passed.
    pub passed_on: NaiveDate,
    /// The last day on which it is valid; nothing for one that does not expire.
    pub expires_on: Option<NaiveDate>,
}

/// A mentor, decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentor {
    /// Their id.
    pub id: MentorId,
    /// Their name.
    pub name: String,
    /// Their phone; may be empty.
    pub phone: String,
    /// Their email address; may be empty.
    pub email: String,
    /// The employer where they work; nothing for somewhere else.
    pub employer: Option<EmployerId>,
    /// The sector that they know.
    pub sector: String,
    /// What they do.
    pub about: String,
    /// How many young people at once.
    pub capacity: i32,
    /// The worker who manages them.
    pub keeper: AccountId,
    /// When they stopped mentoring.
    pub ended_on: Option<NaiveDate>,
    /// Goes up with every change.
    pub version: i32,
    /// What they passed, the newest of each kind.
    pub checks: Vec<Check>,
    /// How many they mentor now.
    pub with: i32,
}

impl Mentor {
    /// Lists the needed checks that are not valid on a day.
    pub fn lacks(&self, today: NaiveDate) -> Vec<&'static str> {
        let is_in_force = |kind: &str| {
            let of_kind = self.checks.iter().filter(|one| one.kind == kind);
            of_kind.into_iter().any(|one| one.holds(today))
        };
        let needed = NEEDED.iter().filter(|kind| !is_in_force(kind));
        needed.map(|kind| check_words(kind)).collect()
    }

    /// Returns how many more they can take.
    pub fn free(&self) -> i32 {
        (self.capacity - self.with).max(0)
    }

    /// Returns why they cannot take anyone on; nothing if they can.
    pub fn refusal(&self, today: NaiveDate) -> Option<String> {
        let lacks = self.lacks(today);
        if self.ended_on.is_some() {
            Some("They have stopped mentoring".into())
        } else if !lacks.is_empty() {
            Some(format!("Missing or expired: {}", lacks.join(", ")))
        } else if self.free() == 0 {
            Some(format!(
                "They are already mentoring as many as they can: {}",
                self.with
            ))
        } else {
            None
        }
    }

    /// Lists what expires by a day, the earliest first: the words, and the last day.
    pub fn runs_out(&self, until: NaiveDate) -> Vec<(&'static str, NaiveDate)> {
        let needed = self
            .checks
            .iter()
            .filter(|one| NEEDED.contains(&&*one.kind));
        let mut found: Vec<_> = needed
            .filter_map(|one| Some((check_words(&one.kind), one.expires_on?)))
            .filter(|(_, on)| *on <= until)
            .collect();
        found.sort_by_key(|(_, on)| *on);
        found
    }
}

impl Check {
    /// Returns whether it is valid on a day.
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.expires_on.is_none_or(|until| today <= until)
    }
}

/// Returns the day up to which expiring checks are shown.
pub fn soon(today: NaiveDate) -> NaiveDate {
    today + Days::new(WARNING_DAYS)
}

/// A mentor and a young person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentoring {
    /// Its id.
    pub id: MentoringId,
    /// The mentor.
    pub mentor: MentorId,
    /// The young person.
    pub person: PersonId,
    /// Why they are a good match.
    pub why: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, once it has ended.
    pub ended_on: Option<NaiveDate>,
    /// Why it ended.
    pub ended_why: String,
}

/// A meeting of a mentor and a young person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The mentoring that it belongs to.
    pub mentoring: MentoringId,
    /// The day.
    pub on: NaiveDate,
    /// A code of [`MEETINGS`].
    pub kind: String,
    /// What was talked about.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn mentor(checks: &[(&str, Option<&str>)], with: i32) -> Mentor {
        let check = |(kind, until): &(&str, Option<&str>)| Check {
            id: values::MentorCheckId(uuid::Uuid::from_u128(1)),
            mentor: values::MentorId(uuid::Uuid::from_u128(1)),
            kind: (*kind).into(),
            passed_on: day("2025-01-01"),
            expires_on: until.map(day),
        };
        Mentor {
            id: values::MentorId(uuid::Uuid::from_u128(1)),
            name: "Idris".into(),
            phone: String::new(),
            email: String::new(),
            employer: None,
            sector: "green".into(),
            about: String::new(),
            capacity: 2,
            keeper: values::AccountId(uuid::Uuid::from_u128(1)),
            ended_on: None,
            version: 1,
            checks: checks.iter().map(check).collect(),
            with,
        }
    }

    #[test]
    fn nobody_is_taken_on_without_every_needed_check_and_a_place() {
        let all = [
            ("dbs", Some("2027-01-01")),
            ("boundaries", None),
            ("trauma", Some("2026-12-01")),
        ];
        assert_eq!(mentor(&all, 1).refusal(day("2026-12-01")), None);
        assert_eq!(
            mentor(&all, 1).refusal(day("2026-12-02")).unwrap(),
            "Missing or expired: Training on trauma"
        );
        assert!(mentor(&all, 2).refusal(day("2026-12-01")).is_some());
        assert_eq!(mentor(&[], 0).lacks(day("2026-12-01")).len(), NEEDED.len());
        assert_eq!(
            mentor(&all, 0).runs_out(day("2026-12-05")),
            [("Training on trauma", day("2026-12-01"))]
        );
    }

    #[test]
    fn every_needed_check_is_known() {
        assert!(NEEDED.iter().all(|kind| !check_words(kind).is_empty()));
    }
}

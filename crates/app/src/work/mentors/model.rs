//! What a mentor is, and when one may take somebody on. No async.

use chrono::{Days, NaiveDate};
use values::{AccountId, EmployerId, MentorCheckId, MentorId, MentoringId, PersonId};

use crate::shell::choices::{Coded, worded};

/// The checks and trainings of a mentor: the code, the words, and after how many months it runs out where nobody says otherwise.
pub const CHECKS: &[(&str, &str, u32)] = &[
    ("dbs", "Enhanced DBS check", 36),
    ("references", "Two references", 0),
    ("boundaries", "Training on boundaries", 24),
    ("trauma", "Training on trauma", 24),
    ("safeguarding", "Safeguarding training", 24),
];

/// Without these nobody begins.
pub const NEEDED: &[&str] = &["dbs", "boundaries", "trauma"];

/// How mentors and young people meet.
pub const MEETINGS: &[Coded] = &[
    ("in-person", "In person"),
    ("call", "Phone or video call"),
    ("message", "Messages"),
    ("at-work", "At the mentor’s work"),
    ("missed", "It did not happen"),
];

/// How many days before a check runs out it becomes due.
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

/// A check or a training that was passed.
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
    /// The last day on which it is in force; nothing for one that does not run out.
    pub expires_on: Option<NaiveDate>,
}

/// A mentor, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentor {
    /// Their id.
    pub id: MentorId,
    /// Their name.
    pub name: String,
    /// Their phone; may be empty.
    pub phone: String,
    /// Their mail; may be empty.
    pub email: String,
    /// Where they work; nothing for nowhere of those known.
    pub employer: EmployerId,
    /// The sector that they know.
    pub sector: String,
    /// What they do.
    pub about: String,
    /// How many young people at once.
    pub capacity: i32,
    /// The worker who looks after them.
    pub keeper: AccountId,
    /// Since when they mentor nobody any more.
    pub ended_on: Option<NaiveDate>,
    /// Rises with every change.
    pub version: i32,
    /// What they passed; of each kind the newest.
    pub checks: Vec<Check>,
    /// With how many they are now.
    pub with: i32,
}

impl Mentor {
    /// Lists the needed checks that are not in force on a day.
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

    /// Says why they cannot take somebody on; nothing where they can.
    pub fn refusal(&self, today: NaiveDate) -> Option<String> {
        let lacks = self.lacks(today);
        if self.ended_on.is_some() {
            Some("They do not mentor any more".into())
        } else if !lacks.is_empty() {
            Some(format!("Not in force: {}", lacks.join(", ")))
        } else if self.free() == 0 {
            Some(format!("They have as many as they can take: {}", self.with))
        } else {
            None
        }
    }

    /// Lists what runs out by a day, the first first: the words, and the last day.
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
    /// Returns whether it is in force on a day.
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.expires_on.is_none_or(|until| today <= until)
    }
}

/// Returns the day from which what runs out by it is shown.
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
    /// Why these two.
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
    /// Of which two.
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
            id: MentorCheckId::NONE,
            mentor: MentorId::NONE,
            kind: (*kind).into(),
            passed_on: day("2025-01-01"),
            expires_on: until.map(day),
        };
        Mentor {
            id: MentorId::NONE,
            name: "Idris".into(),
            phone: String::new(),
            email: String::new(),
            employer: EmployerId::NONE,
            sector: "green".into(),
            about: String::new(),
            capacity: 2,
            keeper: AccountId::NONE,
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
            "Not in force: Training on trauma"
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

//! Promises and how well they are kept. No async.

use chrono::NaiveDate;

use super::Commitment;
use crate::shell::{
    choices::{CONTACT_KINDS, Choices, coded},
    web::words,
};

coded! {
    /// Who promised.
    Promiser {
        Staff "staff" "Someone who works with them"
        Employer "employer" "An employer"
        Programme "programme" "The programme"
        Fund "fund" "A fund"
    }
}

coded! {
    /// How a promise ended.
    SettledAs {
        Kept "kept" "It was kept"
        Withdrawn "withdrawn" "It cannot be kept"
    }
}

/// Where a promise was said, besides the kinds of contact.
pub(crate) const PLACES: Choices = &[
    ("review", "At a review or a meeting"),
    ("induction", "At the start of the programme"),
    ("offer", "In an offer of work"),
];

/// Says where a promise was said; empty if not recorded.
pub(crate) fn said(code: &str) -> &'static str {
    let all = PLACES.iter().chain(CONTACT_KINDS);
    let found = all.into_iter().find(|(known, _)| *known == code);
    found.map_or("", |(_, words)| *words)
}

impl Commitment {
    /// Returns it as it stood on a day: what became of it after had not come.
    pub(crate) fn as_on(&self, day: NaiveDate) -> Self {
        let is_settled = self.settled_on.is_some_and(|on| on <= day);
        Self {
            settled_as: self.settled_as.filter(|_| is_settled),
            settled_on: self.settled_on.filter(|_| is_settled),
            ..self.clone()
        }
    }

    /// Returns the day it fell due, or the earlier day it was settled; nothing if it is not yet due.
    pub(crate) fn fell_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.settled_on {
            Some(on) => Some(on.min(self.due_on)),
            None => (self.due_on < today).then_some(self.due_on),
        }
    }
}

/// How well promises are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// What fell due, including withdrawn promises.
    pub(crate) due: u64,
    /// Of these, kept by the day.
    pub(crate) on_time: u64,
    /// Of these, kept after the day.
    pub(crate) late: u64,
    /// Of these, withdrawn with the reason told.
    pub(crate) withdrawn: u64,
    /// Of these, neither kept nor withdrawn.
    pub(crate) broken: u64,
}

impl Kept {
    /// Counts a promise that fell due after a day and by today; ignores any other.
    pub(crate) fn count(&mut self, one: &Commitment, (since, today): (NaiveDate, NaiveDate)) {
        if one.fell_on(today).is_none_or(|on| on <= since) {
            return;
        }
        self.due += 1;
        match (one.settled_as, one.settled_on) {
            (Some(SettledAs::Kept), Some(on)) if on <= one.due_on => self.on_time += 1,
            (Some(SettledAs::Kept), _) => self.late += 1,
            (Some(SettledAs::Withdrawn), _) => self.withdrawn += 1,
            (None, _) => self.broken += 1,
        }
    }

    /// Returns the share kept on time of all that fell due, in percent; nothing if none fell due. Only all of them is 100.
    pub(crate) fn rate(self) -> Option<u64> {
        words::percent(self.on_time, self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;
    use values::{AccountId, CommitmentId, PersonId};

    fn promise(due: &str, settled: Option<(SettledAs, &str)>) -> Commitment {
        Commitment {
            id: CommitmentId(uuid::Uuid::from_u128(1)),
            person: PersonId(uuid::Uuid::from_u128(1)),
            words: String::new(),
            promised_on: "2026-01-01".parse().unwrap(),
            due_on: due.parse().unwrap(),
            owner: AccountId(uuid::Uuid::from_u128(1)),
            settled_as: settled.map(|(how, _)| how),
            settled_on: settled.map(|(_, on)| on.parse().unwrap()),
            told_on: None,
            reason: String::new(),
            version: 1,
            promised_by: None,
            said_at: String::new(),
            employer: None,
            request: None,
        }
    }

    #[test]
    fn withdrawn_promises_stay_in_what_fell_due_and_those_to_come_do_not_count() {
        let mut kept = Kept::default();
        let today = "2026-11-20".parse().unwrap();
        for one in [
            promise("2026-11-01", Some((SettledAs::Kept, "2026-11-01"))),
            promise("2026-11-01", Some((SettledAs::Kept, "2026-11-02"))),
            promise("2026-11-01", Some((SettledAs::Withdrawn, "2026-10-20"))),
            promise("2026-11-19", None),
            promise("2026-11-20", None),
            promise("2026-12-20", Some((SettledAs::Kept, "2026-11-10"))),
            // What fell due more than a year ago is of another year, whenever it was settled.
            promise("2025-11-20", Some((SettledAs::Kept, "2026-11-10"))),
            promise("2025-11-20", None),
        ] {
            kept.count(&one, ("2025-11-20".parse().unwrap(), today));
        }
        assert_eq!(
            kept,
            Kept {
                due: 5,
                on_time: 2,
                late: 1,
                withdrawn: 1,
                broken: 1
            }
        );
        assert_eq!(kept.rate(), Some(40));
        assert_eq!(Kept::default().rate(), None);
        for (on_time, due, rate) in [(22, 24, 92), (999, 1000, 99), (3, 3, 100), (0, 2, 0)] {
            let kept = Kept {
                on_time,
                due,
                ..Kept::default()
            };
            assert_eq!(kept.rate(), Some(rate), "{on_time} of {due}");
        }
    }
}

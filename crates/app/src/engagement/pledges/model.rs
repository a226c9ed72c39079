//! A pledge and its status. No async.

use chrono::NaiveDate;
use values::{EmployerId, PledgeDeliveryId, PledgeId};

use crate::shell::choices::{MENU, worded};

/// What an employer pledged under a contract, with what was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// The employer.
    pub employer: EmployerId,
    /// The contract.
    pub contract: String,
    /// What it is: a code of [`MENU`].
    pub kind: String,
    /// How many.
    pub number: i32,
    /// The first day on which deliveries count.
    pub from_on: NaiveDate,
    /// The last day on which a delivery is on time.
    pub until_on: NaiveDate,
    /// How the contract measures it.
    pub kpi: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// What was delivered, the earliest first, without anything taken back.
    pub deliveries: Vec<Delivery>,
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: PledgeDeliveryId,
    /// The day.
    pub on: NaiveDate,
    /// How many.
    pub number: i32,
    /// What it was.
    pub words: String,
}

/// A pledge's status on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All of it was delivered on time.
    Kept,
    /// All of it was delivered, this many late.
    KeptLate(i32),
    /// The last day has passed, and this many are missing.
    Overdue(i32),
    /// This many fewer than expected by now.
    Behind(i32),
    /// As many as expected by now.
    OnTrack,
    /// It has not started.
    Ahead,
    /// It was withdrawn.
    Withdrawn,
}

impl Pledge {
    /// Returns how many were delivered.
    pub fn delivered(&self) -> i32 {
        self.deliveries.iter().map(|one| one.number).sum()
    }

    /// Returns how many were delivered on time.
    pub fn in_time(&self) -> i32 {
        let timely = self.deliveries.iter().filter(|one| one.on <= self.until_on);
        timely.map(|one| one.number).sum()
    }

    /// Returns how many would be delivered by a day at an even pace, rounded down.
    pub fn expected(&self, today: NaiveDate) -> i32 {
        let whole = (self.until_on - self.from_on).num_days() + 1;
        let gone = ((today - self.from_on).num_days() + 1).clamp(0, whole);
        let expected = i64::from(self.number) * gone / whole.max(1);
        i32::try_from(expected).unwrap_or(self.number)
    }

    /// Returns its status on a day.
    pub fn stands(&self, today: NaiveDate) -> Status {
        let (delivered, in_time) = (self.delivered(), self.in_time());
        if self.withdrawn_on.is_some() {
            Status::Withdrawn
        } else if in_time >= self.number {
            Status::Kept
        } else if delivered >= self.number {
            Status::KeptLate(self.number - in_time)
        } else if today > self.until_on {
            Status::Overdue(self.number - delivered)
        } else if today < self.from_on {
            Status::Ahead
        } else {
            match self.expected(today) - delivered {
                behind if behind > 0 => Status::Behind(behind),
                _ => Status::OnTrack,
            }
        }
    }

    /// Returns whether something of this kind on this day counts towards it.
    pub fn counts(&self, kind: &str, on: NaiveDate) -> bool {
        self.withdrawn_on.is_none() && self.kind == kind && on >= self.from_on
    }

    /// Says what was pledged: `22 × Work placement, highways contract`.
    pub fn words(&self) -> String {
        format!(
            "{} × {}, {}",
            self.number,
            worded(MENU, &self.kind),
            self.contract
        )
    }

    /// Says how much of it has been delivered.
    pub fn progress(&self) -> String {
        format!(
            "{}: {} of {} delivered",
            self.words(),
            self.delivered(),
            self.number
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 22 within 18 months.
    fn pledge(delivered: &[(&str, i32)]) -> Pledge {
        Pledge {
            id: values::PledgeId(uuid::Uuid::from_u128(1)),
            employer: values::EmployerId(uuid::Uuid::from_u128(1)),
            contract: "Highways".into(),
            kind: "work-placement".into(),
            number: 22,
            from_on: day("2026-01-01"),
            until_on: day("2027-06-30"),
            kpi: String::new(),
            withdrawn_on: None,
            reason: String::new(),
            deliveries: delivered
                .iter()
                .map(|(on, number)| Delivery {
                    id: values::PledgeDeliveryId(uuid::Uuid::from_u128(1)),
                    on: day(on),
                    number: *number,
                    words: String::new(),
                })
                .collect(),
        }
    }

    #[test]
    fn a_pledge_stands_against_the_time_that_has_gone_by() {
        let table = [
            (vec![], "2025-12-31", Status::Ahead),
            (vec![], "2026-01-10", Status::OnTrack),
            (vec![], "2026-11-20", Status::Behind(13)),
            (vec![("2026-05-01", 10)], "2026-11-20", Status::Behind(3)),
            (vec![("2026-05-01", 13)], "2026-11-20", Status::OnTrack),
            (vec![("2026-05-01", 22)], "2026-11-20", Status::Kept),
            (vec![("2026-05-01", 20)], "2027-07-01", Status::Overdue(2)),
            (
                vec![("2026-05-01", 20), ("2027-07-15", 2)],
                "2027-08-01",
                Status::KeptLate(2),
            ),
            (vec![("2027-06-30", 22)], "2027-07-01", Status::Kept),
        ];
        for (delivered, today, standing) in table {
            assert_eq!(
                pledge(&delivered).stands(day(today)),
                standing,
                "{today} {delivered:?}"
            );
        }
        let withdrawn = Pledge {
            withdrawn_on: Some(day("2026-02-01")),
            ..pledge(&[])
        };
        assert_eq!(withdrawn.stands(day("2027-08-01")), Status::Withdrawn);
    }

    #[test]
    fn what_is_expected_never_passes_what_was_pledged_and_never_falls() {
        let (one, mut last) = (pledge(&[]), 0);
        for today in day("2025-12-01").iter_days().take(800) {
            let expected = one.expected(today);
            assert!((last..=22).contains(&expected), "{today}");
            last = expected;
        }
        assert_eq!(last, 22);
    }

    #[test]
    fn it_says_what_was_delivered_of_what() {
        assert_eq!(
            pledge(&[("2026-05-01", 3)]).progress(),
            "22 × Work placement, Highways: 3 of 22 delivered"
        );
    }
}

//! What is arranged. No async.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use values::{AccountId, AppointmentId, PersonId};

use crate::contacts::model::{KINDS, worded};

/// How long an appointment is where nobody said so, in minutes.
pub const USUAL_MINUTES: i32 = 45;

/// Returns whether a way to meet takes a worker to somebody's home.
pub fn is_at_home(kind: &str) -> bool {
    matches!(kind, "home-visit" | "home-sign-up")
}

/// Something arranged with a young person, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The young person.
    pub person: PersonId,
    /// The worker who keeps it.
    pub worker: AccountId,
    /// How they meet: a code of [`KINDS`].
    pub kind: String,
    /// The day.
    pub on: NaiveDate,
    /// When it begins, as London's clocks show it; empty where only the day is set.
    pub begins: String,
    /// How long, in minutes.
    pub minutes: i32,
    /// Where.
    pub place: String,
    /// Who else comes.
    pub attends: String,
    /// When the worker is back from a home visit; empty for none.
    pub expected_back: String,
    /// The appointment that this one took the place of.
    pub moved_from: AppointmentId,
    /// Why it was moved or cancelled.
    pub reason: String,
    /// `held`, `not-held`, `moved`, `cancelled` or empty while it lies ahead.
    pub ended_as: String,
    /// When the worker set out for a home visit, and came back.
    pub left_at: Option<DateTime<Utc>>,
    /// See [`Appointment::left_at`].
    pub back_at: Option<DateTime<Utc>>,
}

impl Appointment {
    /// Returns whether it lies ahead, or nobody has said how it went.
    pub fn is_open(&self) -> bool {
        self.ended_as.is_empty()
    }

    /// Returns whether it is a visit at home.
    pub fn is_home_visit(&self) -> bool {
        is_at_home(&self.kind)
    }

    /// Returns whether the worker is out on this visit now.
    pub fn is_out(&self) -> bool {
        self.left_at.is_some() && self.back_at.is_none()
    }

    /// Returns when it begins on its day, where a time is set.
    pub fn time(&self) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&self.begins, "%H:%M").ok()
    }

    /// Says when: `Friday 20 November 2026 at 2:30pm`.
    pub fn when(&self) -> String {
        let day = self.on.format("%A %-d %B %Y");
        match self.time() {
            Some(time) => format!("{day} at {}", time.format("%-I:%M%P")),
            None => format!("{day}, time not set"),
        }
    }

    /// Says how they meet.
    pub fn how(&self) -> &str {
        worded(KINDS, &self.kind)
    }

    /// Returns whether the worker should have been back from a visit by a moment of their day, as London's clocks show it.
    pub fn is_late_back(&self, now: chrono::NaiveDateTime) -> bool {
        let Ok(expected_back) = NaiveTime::parse_from_str(&self.expected_back, "%H:%M") else {
            return false;
        };
        self.is_out() && now > self.on.and_time(expected_back)
    }
}

/// Returns when a visit that begins at a time is over, with an hour for the way. For a first suggestion.
pub fn expected_back(begins: NaiveTime, minutes: i32) -> NaiveTime {
    begins + TimeDelta::minutes(i64::from(minutes) + 60)
}

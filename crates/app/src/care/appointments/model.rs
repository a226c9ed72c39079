//! An appointment. No async.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use values::{AccountId, AppointmentId, PersonId};

use crate::shell::choices::{CONTACT_KINDS, worded};

/// How long an appointment is unless set otherwise, in minutes.
pub const USUAL_MINUTES: i32 = 45;

/// Returns whether this way of meeting takes a worker to someone's home.
pub fn is_at_home(kind: &str) -> bool {
    matches!(kind, "home-visit" | "home-sign-up")
}

/// An appointment with a young person, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The young person.
    pub person: PersonId,
    /// The worker who keeps it.
    pub worker: AccountId,
    /// How they meet: a code of [`CONTACT_KINDS`].
    pub kind: String,
    /// The day.
    pub on: NaiveDate,
    /// When it begins, as London's clocks show it; empty where only the day is set.
    pub begins: String,
    /// How long, in minutes.
    pub minutes: i32,
    /// Where.
    pub place: String,
    /// Who else is coming.
    pub attends: String,
    /// When the worker is back from a home visit; empty for none.
    pub expected_back: String,
    /// The appointment that this one replaced.
    pub moved_from: Option<AppointmentId>,
    /// Why it was moved or cancelled.
    pub reason: String,
    /// `held`, `not-held`, `moved`, `cancelled` or empty until it has ended.
    pub ended_as: String,
    /// When it was arranged, and when its end was recorded.
    pub made_at: DateTime<Utc>,
    /// See [`Appointment::made_at`].
    pub ended_at: Option<DateTime<Utc>>,
    /// When the worker set out for a home visit, and came back.
    pub left_at: Option<DateTime<Utc>>,
    /// See [`Appointment::left_at`].
    pub back_at: Option<DateTime<Utc>>,
}

impl Appointment {
    /// Returns whether it is upcoming, or its outcome is not yet recorded.
    pub fn is_open(&self) -> bool {
        self.ended_as.is_empty()
    }

    /// Returns whether it is a home visit.
    pub fn is_home_visit(&self) -> bool {
        is_at_home(&self.kind)
    }

    /// Returns whether the worker is out on this visit now.
    pub fn is_out(&self) -> bool {
        self.left_at.is_some() && self.back_at.is_none()
    }

    /// Returns the time it begins, if one is set.
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
        worded(CONTACT_KINDS, &self.kind)
    }

    /// Returns when the worker is due back from a visit, in London time; a time before it begins means the next day.
    pub fn back_by(&self) -> Option<NaiveDateTime> {
        let back = NaiveTime::parse_from_str(&self.expected_back, "%H:%M").ok()?;
        let is_next_day = self.time().is_some_and(|begins| back < begins);
        let day = self.on + Days::new(u64::from(is_next_day));
        Some(day.and_time(back))
    }

    /// Says when the worker is due back: `1:30am`; empty for none.
    pub fn back_words(&self) -> String {
        self.back_by()
            .map_or_else(String::new, |back| back.format("%-I:%M%P").to_string())
    }

    /// Returns whether the worker is out and overdue at a moment in London time.
    pub fn is_late_back(&self, now: NaiveDateTime) -> bool {
        self.is_out() && self.back_by().is_some_and(|back| now > back)
    }

    /// Returns whether the worker can set out for it on a day.
    pub fn may_begin(&self, today: NaiveDate) -> bool {
        self.is_home_visit() && self.is_open() && self.left_at.is_none() && self.on == today
    }
}

/// The longest a worker is out on a visit, in hours. A later time is a typing mistake.
pub const LONGEST_OUT: i64 = 12;

/// Returns the minutes between leaving and coming back, past midnight if need be.
pub fn minutes_out(begins: NaiveTime, back: NaiveTime) -> i64 {
    (back - begins).num_minutes().rem_euclid(24 * 60)
}

/// Suggests when a worker is back from a visit: its end, with an hour for the journey.
pub fn expected_back(begins: NaiveTime, minutes: i32) -> NaiveTime {
    begins + TimeDelta::minutes(i64::from(minutes) + 60)
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn visit(begins: &str, back: &str) -> Appointment {
        let on: NaiveDate = "2026-11-20".parse().unwrap();
        Appointment {
            id: values::AppointmentId(uuid::Uuid::from_u128(1)),
            person: values::PersonId(uuid::Uuid::from_u128(1)),
            worker: values::AccountId(uuid::Uuid::from_u128(1)),
            kind: "home-visit".into(),
            on,
            begins: begins.into(),
            minutes: USUAL_MINUTES,
            place: "12 Station Road".into(),
            attends: String::new(),
            expected_back: back.into(),
            moved_from: None,
            reason: String::new(),
            ended_as: String::new(),
            made_at: DateTime::UNIX_EPOCH,
            ended_at: None,
            left_at: Some(on.and_time(NaiveTime::MIN).and_utc()),
            back_at: None,
        }
    }

    #[test]
    fn somebody_is_late_back_after_the_hour_they_named_on_its_own_day() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let table = [
            ("10:00", "12:00", "2026-11-20T12:00:00", false),
            ("10:00", "12:00", "2026-11-20T12:01:00", true),
            ("22:30", "01:30", "2026-11-20T22:40:00", false),
            ("22:30", "01:30", "2026-11-21T01:31:00", true),
            ("10:00", "", "2026-11-22T10:00:00", false),
        ];
        for (begins, back, now, is_late) in table {
            assert_eq!(
                visit(begins, back).is_late_back(at(now)),
                is_late,
                "{begins} {back} {now}"
            );
        }
        assert_eq!(visit("22:30", "01:30").back_words(), "1:30am");
    }

    #[test]
    fn time_out_is_counted_over_midnight() {
        let time = |text| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        assert_eq!(minutes_out(time("22:30"), time("01:30")), 180);
        assert_eq!(minutes_out(time("22:00"), time("09:00")), 660);
        assert_eq!(minutes_out(time("10:00"), time("09:00")), 23 * 60);
    }
}

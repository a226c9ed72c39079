//! What can be asked of employers for a day and time. No async.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use values::{AccountId, EmployerContactId, EmployerId, PersonId, SlotAskedId, SlotRequestId};

use crate::shell::choices::{MENU, coded, worded};

/// What can be asked for a day and time: things that take an employer an hour or a day, not jobs.
pub const KINDS: &[&str] = &[
    "mock-interview",
    "cv-clinic",
    "careers-talk",
    "work-tour",
    "insight-day",
    "taster",
    "mentoring",
];

/// How many days before the day a request without a yes becomes due.
pub const WARNING_DAYS: u64 = 7;

/// How many days after the day a link still opens, to show what happened.
pub const OPEN_DAYS: u64 = 14;

coded! {
    /// Whether it took place.
    Outcome {
        Given "given" "Yes. We thank them by email, and it counts"
        NotGiven "not-given" "No"
    }
}

/// A request, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRequest {
    /// Its id.
    pub id: SlotRequestId,
    /// A code of what employers can offer.
    pub kind: String,
    /// The day.
    pub on: NaiveDate,
    /// When it begins, as London's clocks show it.
    pub begins: String,
    /// How long, in minutes.
    pub minutes: i32,
    /// Where.
    pub place: String,
    /// Details.
    pub words: String,
    /// Who asked.
    pub keeper: AccountId,
    /// The employer who said yes first; none until then.
    pub taken_by: Option<EmployerId>,
    /// Their contact.
    pub taken_contact: Option<EmployerContactId>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(NaiveDate, String)>,
    /// Whether it took place; nothing until recorded.
    pub outcome: Option<Outcome>,
    /// More about how it went.
    pub outcome_words: String,
    /// For whom it was asked. Employers are not told.
    pub person: Option<PersonId>,
}

/// The status of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No one has said yes.
    Open,
    /// An employer has said yes, and the day has not passed.
    Taken,
    /// The day has passed, and no one has recorded how it went.
    Past,
    /// The day has passed, and no one said yes.
    Missed,
    /// It took place.
    Given,
    /// It did not.
    NotGiven,
    /// It was withdrawn.
    Withdrawn,
}

impl SlotRequest {
    /// Returns its status on a day.
    pub fn stands(&self, today: NaiveDate) -> Status {
        match self.outcome {
            _ if self.withdrawn.is_some() => Status::Withdrawn,
            Some(Outcome::Given) => Status::Given,
            Some(Outcome::NotGiven) => Status::NotGiven,
            None => match (self.taken_by.is_none(), self.on < today) {
                (true, false) => Status::Open,
                (true, true) => Status::Missed,
                (false, false) => Status::Taken,
                (false, true) => Status::Past,
            },
        }
    }

    /// Says what the worker who asked should do.
    pub fn reminder(&self, today: NaiveDate) -> &'static str {
        match self.stands(today) {
            Status::Past => "say how it went",
            Status::Missed => "no employer said yes",
            _ => "no one has said yes yet",
        }
    }

    /// Says what it is: `Mock interview, Thursday 26 November at 10:00am`.
    pub fn title(&self) -> String {
        format!("{}, {}", self.what(), self.when())
    }

    /// Says what is requested.
    pub fn what(&self) -> &'static str {
        worded(MENU, &self.kind)
    }

    /// Says the day and time.
    pub fn when(&self) -> String {
        let time = NaiveTime::parse_from_str(&self.begins, "%H:%M").ok();
        let time = time.map_or(String::new(), |time| {
            time.format(" at %-I:%M%P").to_string()
        });
        format!("{}{time}", self.on.format("%A %-d %B %Y"))
    }

    /// Returns when it ends, as London's clocks show it; empty where no time is set.
    pub fn ends(&self) -> String {
        let begins = NaiveTime::parse_from_str(&self.begins, "%H:%M").ok();
        let ends = begins.map(|time| time + TimeDelta::minutes(self.minutes.into()));
        ends.map_or_else(String::new, |time| time.format("%H:%M").to_string())
    }

    /// Says the day, for the subject of an email.
    pub fn short_when(&self) -> String {
        self.on.format("%A %-d %B").to_string()
    }
}

/// An employer who was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedEmployer {
    /// Its id.
    pub id: SlotAskedId,
    /// The request.
    pub request: SlotRequestId,
    /// The employer.
    pub employer: EmployerId,
    /// Their contact.
    pub contact: EmployerContactId,
    /// `yes`, `no`, `late` or empty.
    pub answer: String,
}

/// Says what an employer answered.
pub fn answer_words(answer: &str) -> &'static str {
    match answer {
        "yes" => "Said yes first",
        "no" => "Not this time",
        "late" => "Said yes after another employer",
        _ => "No answer yet",
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn a_request_stands_by_who_took_it_and_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let open = SlotRequest {
            id: values::SlotRequestId(uuid::Uuid::from_u128(1)),
            kind: "mock-interview".into(),
            on: day("2026-11-26"),
            begins: "10:00".into(),
            minutes: 60,
            place: String::new(),
            words: String::new(),
            keeper: values::AccountId(uuid::Uuid::from_u128(1)),
            taken_by: None,
            taken_contact: None,
            withdrawn: None,
            outcome: None,
            outcome_words: String::new(),
            person: None,
        };
        let taken = SlotRequest {
            taken_by: Some(EmployerId(uuid::Uuid::from_u128(1))),
            ..open.clone()
        };
        let given = SlotRequest {
            outcome: Some(Outcome::Given),
            ..taken.clone()
        };
        let withdrawn = SlotRequest {
            withdrawn: Some((day("2026-11-25"), "Ill".into())),
            ..given.clone()
        };
        for (one, today, standing) in [
            (&open, "2026-11-26", Status::Open),
            (&open, "2026-11-27", Status::Missed),
            (&taken, "2026-11-26", Status::Taken),
            (&taken, "2026-11-27", Status::Past),
            (&given, "2026-11-27", Status::Given),
            (&withdrawn, "2026-11-27", Status::Withdrawn),
        ] {
            assert_eq!(one.stands(day(today)), standing, "{today}");
        }
        assert_eq!(open.ends(), "11:00");
        assert_eq!(
            open.title(),
            "Mock interview, Thursday 26 November 2026 at 10:00am"
        );
    }

    #[test]
    fn what_can_be_asked_is_on_the_menu() {
        for kind in KINDS {
            assert!(!worded(MENU, kind).is_empty(), "{kind}");
        }
    }
}

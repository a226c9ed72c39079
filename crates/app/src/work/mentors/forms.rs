//! The forms of mentors.

use chrono::{Months, NaiveDate};

use super::{
    model::{CHECKS, MEETINGS, Mentor},
    queries::{NewCheck, NewMeeting, NewMentor},
};
use crate::{
    engagement::employers::Employer,
    shell::{
        choices::SECTORS,
        web::{
            Errors, Form,
            form::{TypedDate, is_email},
        },
    },
};

/// The most characters of a line, and of a text.
const LINE: usize = 200;
const TEXT: usize = 4000;

#[derive(Default)]
pub(super) struct MentorForm {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) employer: String,
    pub(super) sector: String,
    pub(super) about: String,
    pub(super) capacity: String,
    pub(super) version: i32,
}

impl MentorForm {
    pub(super) fn blank() -> Self {
        Self {
            capacity: "1".into(),
            ..Self::default()
        }
    }

    pub(super) fn of(one: &Mentor) -> Self {
        let employer = one.employer;
        Self {
            name: one.name.clone(),
            phone: one.phone.clone(),
            email: one.email.clone(),
            employer: employer.map(|id| id.to_string()).unwrap_or_default(),
            sector: one.sector.clone(),
            about: one.about.clone(),
            capacity: one.capacity.to_string(),
            version: one.version,
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            phone: form.owned("phone"),
            email: form.owned("email"),
            employer: form.owned("employer"),
            sector: form.owned("sector"),
            about: form.owned("about"),
            capacity: form.owned("capacity"),
            version: form.version(),
        }
    }

    /// Reads the details of a mentor.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, employers: &[Employer]) -> Result<NewMentor, Errors> {
        let mut errors = Errors::default();
        errors.require(!self.name.is_empty(), "name", "Enter their name");
        errors.require(
            !self.phone.is_empty() || !self.email.is_empty(),
            "phone",
            "Enter a phone number or an email address",
        );
        errors.require(
            self.email.is_empty() || is_email(&self.email),
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
        let is_known = SECTORS.iter().any(|(code, _)| *code == self.sector);
        errors.require(is_known, "sector", "Choose the kind of work they know");
        let capacity = self.capacity.parse::<i32>().ok();
        let capacity = capacity.filter(|number| (1..=20).contains(number));
        errors.require(
            capacity.is_some(),
            "capacity",
            "Enter how many they can mentor at once, from 1 to 20",
        );
        for (field, text) in [
            ("name", &self.name),
            ("phone", &self.phone),
            ("email", &self.email),
            ("about", &self.about),
        ] {
            let is_short = text.chars().count() <= LINE;
            errors.require(is_short, field, "Use 200 characters or fewer");
        }
        let employer = employers
            .iter()
            .find(|one| one.id.to_string() == self.employer);
        errors.or(NewMentor {
            name: self.name.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            employer: employer.map(|one| one.id),
            sector: self.sector.clone(),
            about: self.about.clone(),
            capacity: capacity.unwrap_or(1),
        })
    }
}

#[derive(Default)]
pub(super) struct CheckForm {
    pub(super) kind: String,
    pub(super) passed: TypedDate,
    pub(super) expires: TypedDate,
}

impl CheckForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            passed: form.date("passed"),
            expires: form.date("expires"),
        }
    }

    /// Reads a check. If no last day is given, the usual time for its kind applies.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<NewCheck, Errors> {
        let mut errors = Errors::default();
        let known = CHECKS.iter().find(|(code, ..)| *code == self.kind);
        errors.require(known.is_some(), "kind", "Choose what they passed");
        let passed = errors.take("passed", self.passed.read("Day")).flatten();
        match passed {
            Some(on) if on > today => errors.add("passed", "Day must be today or in the past"),
            None if errors.at("passed").is_none() => errors.add("passed", "Enter the day"),
            _ => {}
        }
        let expires = errors
            .take("expires", self.expires.read("Expiry date"))
            .flatten();
        if let (Some(passed), Some(expires)) = (passed, expires) {
            errors.require(
                passed < expires,
                "expires",
                "Expiry date must be after the day they passed it",
            );
        }
        let months = known.map_or(0, |(.., months)| *months);
        let usual = passed
            .filter(|_| months > 0)
            .and_then(|on| on.checked_add_months(Months::new(months)));
        errors.or(NewCheck {
            kind: self.kind.clone(),
            passed_on: passed.unwrap_or(today),
            expires_on: expires.or(usual),
        })
    }
}

#[derive(Default)]
pub(super) struct MeetingForm {
    pub(super) on: TypedDate,
    pub(super) kind: String,
    pub(super) words: String,
}

impl MeetingForm {
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            on: form.date("on"),
            kind: form.owned("kind"),
            words: form.owned("words"),
        }
    }

    /// Reads a meeting.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<NewMeeting, Errors> {
        let mut errors = Errors::default();
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on > today => errors.add("on", "Day must be today or in the past"),
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let is_known = MEETINGS.iter().any(|(code, _)| *code == self.kind);
        errors.require(is_known, "kind", "Choose how they met");
        let is_short = self.words.chars().count() <= TEXT;
        errors.require(is_short, "words", "Use 4,000 characters or fewer");
        errors.or(NewMeeting {
            on: on.unwrap_or(today),
            kind: self.kind.clone(),
            words: self.words.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    #[test]
    fn a_check_runs_out_after_its_usual_time_unless_said_otherwise() {
        let read = |body: &str| {
            let form = Form::parse(body.as_bytes());
            CheckForm::typed(&form).read("2026-11-20".parse().unwrap())
        };
        let passed = "kind=dbs&passed-day=1&passed-month=11&passed-year=2026";
        assert_eq!(
            read(passed).unwrap().expires_on.unwrap().to_string(),
            "2029-11-01"
        );
        let sooner = format!("{passed}&expires-day=1&expires-month=11&expires-year=2027");
        assert_eq!(
            read(&sooner).unwrap().expires_on.unwrap().to_string(),
            "2027-11-01"
        );
        assert!(
            read("kind=references&passed-day=1&passed-month=11&passed-year=2026")
                .unwrap()
                .expires_on
                .is_none()
        );
        assert!(read("kind=dbs&passed-day=1&passed-month=12&passed-year=2026").is_err());
    }
}

//! The form of an appointment.

use chrono::NaiveDate;

use super::{
    clashes,
    model::{self, Appointment, USUAL_MINUTES},
    queries::NewAppointment,
};
use crate::shell::{
    choices::CONTACT_KINDS,
    web::{
        Errors, Form,
        form::{TypedDate, ask_about_skipped, time_of_day},
    },
};

#[derive(Default)]
pub(super) struct AppointmentForm {
    pub(super) kind: String,
    pub(super) on: TypedDate,
    pub(super) begins: String,
    pub(super) minutes: String,
    pub(super) place: String,
    pub(super) attends: String,
    pub(super) expected_back: String,
    pub(super) reason: String,
    /// Whether the time is kept though something speaks against it.
    pub(super) keeps_time: bool,
}

/// The most characters of a place, and of who else is coming.
const LONGEST: usize = 500;

impl AppointmentForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            on: form.date("on"),
            begins: form.owned("begins"),
            minutes: form.owned("minutes"),
            place: form.owned("place"),
            attends: form.owned("attends"),
            expected_back: form.owned("expected_back"),
            reason: form.owned("reason"),
            keeps_time: form.text(clashes::FIELD) == "yes",
        }
    }

    pub(super) fn blank(next_on: Option<NaiveDate>) -> Self {
        Self {
            on: TypedDate::of(next_on),
            minutes: USUAL_MINUTES.to_string(),
            ..Self::default()
        }
    }

    pub(super) fn of(one: &Appointment) -> Self {
        Self {
            kind: one.kind.clone(),
            on: TypedDate::of(Some(one.on)),
            begins: one.begins.clone(),
            minutes: one.minutes.to_string(),
            place: one.place.clone(),
            attends: one.attends.clone(),
            expected_back: one.expected_back.clone(),
            reason: String::new(),
            keeps_time: false,
        }
    }

    /// Reads an appointment. A home visit has a time by which the worker is back: an hour after its end, unless another was typed.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<NewAppointment, Errors> {
        let mut errors = Errors::default();
        let is_known = CONTACT_KINDS.iter().any(|(code, _)| *code == self.kind);
        errors.require(is_known, "kind", "Choose how you will be in touch");
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on < today => errors.add("on", "Day must be today or later"),
            Some(on) if (on - today).num_days() > 366 => {
                errors.add("on", "Day must be within a year");
            }
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let begins = errors.take("begins", time_of_day(&self.begins));
        ask_about_skipped(&mut errors, "begins", on, begins.as_deref());
        let begins = begins.unwrap_or_default();
        let minutes = if self.minutes.is_empty() {
            Some(USUAL_MINUTES)
        } else {
            let read = self.minutes.parse::<i32>().ok();
            read.filter(|minutes| (5..=600).contains(minutes))
        };
        errors.require(
            minutes.is_some(),
            "minutes",
            "Enter how long it takes, from 5 to 600 minutes",
        );
        let expected_back = errors.take("expected_back", time_of_day(&self.expected_back));
        let mut expected_back = expected_back.unwrap_or_default();
        let is_visit = model::is_at_home(&self.kind);
        if is_visit {
            errors.require(
                !begins.is_empty() || errors.at("begins").is_some(),
                "begins",
                "Enter when the visit starts, so that we know when to expect you back",
            );
            errors.require(!self.place.is_empty(), "place", "Enter where the visit is");
        }
        let begin = chrono::NaiveTime::parse_from_str(&begins, "%H:%M").ok();
        if let (true, true, Some(begin)) = (is_visit, expected_back.is_empty(), begin) {
            let suggested = model::expected_back(begin, minutes.unwrap_or(USUAL_MINUTES));
            expected_back = suggested.format("%H:%M").to_string();
        }
        let back = chrono::NaiveTime::parse_from_str(&expected_back, "%H:%M").ok();
        if let (true, Some(begin), Some(back)) = (is_visit, begin, back) {
            errors.require(
                model::minutes_out(begin, back) <= model::LONGEST_OUT * 60,
                "expected_back",
                "Enter when you will be back, within 12 hours of the start",
            );
        }
        errors.require(
            self.kind != "drop-in" || !self.place.is_empty(),
            "place",
            "Enter where the drop-in is, so that they know where to come",
        );
        for (field, text) in [
            ("place", &self.place),
            ("attends", &self.attends),
            ("reason", &self.reason),
        ] {
            errors.require(
                text.chars().count() <= LONGEST,
                field,
                "Use 500 characters or fewer",
            );
        }
        errors.or(NewAppointment {
            kind: self.kind.clone(),
            on: on.unwrap_or(today),
            begins,
            minutes: minutes.unwrap_or(USUAL_MINUTES),
            place: self.place.clone(),
            attends: self.attends.clone(),
            expected_back: if is_visit {
                expected_back
            } else {
                String::new()
            },
            drop_in: None,
        })
    }
}

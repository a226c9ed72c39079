//! The form of a request.

use chrono::NaiveDate;

use super::queries::NewRequest;
use crate::shell::web::{
    Errors, Form,
    form::{TypedDate, ask_about_skipped, time_of_day},
};

/// The most characters of a line.
const LINE: usize = 200;

#[derive(Default)]
pub(super) struct RequestForm {
    pub(super) on: TypedDate,
    pub(super) begins: String,
    pub(super) minutes: String,
    pub(super) place: String,
    pub(super) words: String,
    pub(super) employers: Vec<String>,
}

impl RequestForm {
    pub(super) fn blank(everybody: Vec<String>) -> Self {
        Self {
            minutes: "60".into(),
            employers: everybody,
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            on: form.date("on"),
            begins: form.owned("begins"),
            minutes: form.owned("minutes"),
            place: form.owned("place"),
            words: form.owned("words"),
            employers: form.all("employer").map(str::to_owned).collect(),
        }
    }

    /// Reads the request, apart from the employers to ask.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, kind: &str, today: NaiveDate) -> Result<NewRequest, Errors> {
        let mut errors = Errors::default();
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on < today => errors.add("on", "Day must be today or later"),
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let begins = errors.take("begins", time_of_day(&self.begins));
        ask_about_skipped(&mut errors, "begins", on, begins.as_deref());
        if begins.as_deref() == Some("") {
            errors.add("begins", "Enter when it starts, for example 10am");
        }
        let minutes = self.minutes.parse::<i32>().ok();
        let minutes = minutes.filter(|minutes| (15..=600).contains(minutes));
        errors.require(
            minutes.is_some(),
            "minutes",
            "Enter a number of minutes from 15 to 600",
        );
        errors.require(
            !self.place.is_empty(),
            "place",
            "Enter where it is, or how they join",
        );
        errors.require(
            !self.employers.is_empty(),
            "employer",
            "Choose at least one employer to ask",
        );
        for (field, text) in [("place", &self.place), ("words", &self.words)] {
            let is_short = text.chars().count() <= LINE;
            errors.require(is_short, field, "Use 200 characters or fewer");
        }
        errors.or(NewRequest {
            kind: kind.to_owned(),
            on: on.unwrap_or(today),
            begins: begins.unwrap_or_default(),
            minutes: minutes.unwrap_or(60),
            place: self.place.clone(),
            words: self.words.clone(),
            person: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    #[test]
    fn a_request_has_a_day_an_hour_a_place_and_somebody_to_ask() {
        let form = Form::parse(b"minutes=5");
        let errors = RequestForm::typed(&form)
            .read("taster", "2026-11-20".parse().unwrap())
            .unwrap_err();
        for field in ["on", "begins", "minutes", "place", "employer"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }
}

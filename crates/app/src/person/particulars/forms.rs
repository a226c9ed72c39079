//! What is typed into the forms of particulars: one reader for all of them, led by the fields.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use values::phones;

use super::model::{Asks, Field, Filled, Topic};
use crate::shell::{
    choices::Code,
    web::{
        Errors, Form,
        form::{TypedDate, is_email},
    },
};

/// The most characters of a few words, and of several lines.
const LONGEST: (usize, usize) = (200, 10_000);

/// What was typed.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) texts: BTreeMap<&'static str, String>,
    pub(super) days: BTreeMap<&'static str, TypedDate>,
}

impl Typed {
    /// Takes what was typed into the fields.
    pub(super) fn of(form: &Form, fields: &[Field]) -> Self {
        let mut typed = Self::default();
        for field in fields {
            match field.asks {
                Asks::Day => {
                    typed.days.insert(field.name, form.date(field.name));
                }
                _ => {
                    typed.texts.insert(field.name, form.owned(field.name));
                }
            }
        }
        typed
    }

    /// Takes what is stored.
    pub(super) fn known(fields: &[Field], stored: &BTreeMap<String, String>) -> Self {
        let mut typed = Self::default();
        for field in fields {
            let text = stored.get(field.name).cloned().unwrap_or_default();
            match field.asks {
                Asks::Day => {
                    typed
                        .days
                        .insert(field.name, TypedDate::of(text.parse().ok()));
                }
                _ => {
                    typed.texts.insert(field.name, text);
                }
            }
        }
        typed
    }

    /// Reads the fields. Only an end date or a date to check again may be in the future.
    ///
    /// Errors: a message at each field that cannot be read.
    pub(super) fn read(&self, fields: &[Field], today: NaiveDate) -> Result<Filled, Errors> {
        let (mut errors, mut filled) = (Errors::default(), Filled::default());
        for field in fields {
            let name = field.name;
            if let Some(typed) = self.days.get(name) {
                match typed.read(field.label.trim_end_matches('?')) {
                    Err(message) => errors.add(name, message),
                    Ok(None) => errors.require(field.needed.is_empty(), name, field.needed),
                    Ok(Some(day)) if day > today && !may_lie_ahead(name) => {
                        errors.add(name, "The date must be today or in the past");
                    }
                    Ok(Some(day)) => {
                        filled.days.insert(name, day);
                    }
                }
                continue;
            }
            let text = self.texts.get(name).map_or("", String::as_str);
            let longest = match field.asks {
                Asks::Lines => LONGEST.1,
                _ => LONGEST.0,
            };
            if text.is_empty() {
                errors.require(field.needed.is_empty(), name, field.needed);
            } else if text.chars().count() > longest {
                errors.add(name, format!("Use {longest} characters or fewer"));
            } else if let Asks::OneOf(choices) = field.asks
                && !choices().iter().any(|(code, _)| *code == text)
            {
                errors.add(name, "Choose one from the list");
            } else {
                filled.texts.insert(name, text.to_owned());
            }
        }
        for (name, message) in faults_between(&filled) {
            errors.add(name, message);
        }
        errors.or(filled)
    }
}

/// Returns what conflicts, and the field at which to say so.
fn faults_between(filled: &Filled) -> Vec<(&'static str, &'static str)> {
    let mut faults = Vec::new();
    let in_order = |first: &str, last: &str| match (filled.day(first), filled.day(last)) {
        (Some(first), Some(last)) => first <= last,
        _ => true,
    };
    if !in_order("agreed_on", "shares_until_on") {
        faults.push((
            "shares_until_on",
            "The end date must be after the date of the agreement",
        ));
    }
    if !in_order("looked_after_from", "looked_after_until") {
        faults.push((
            "looked_after_until",
            "The end date must be after the start date",
        ));
    }
    let is_told = Topic::ALL
        .iter()
        .any(|topic| filled.text(topic.field()) == "yes");
    if (is_told || !filled.text("shares").is_empty()) && filled.day("agreed_on").is_none() {
        faults.push(("agreed_on", "Enter the date the young person agreed"));
    }
    let reach = filled.text("reach");
    if is_told && phones::first_to_text(reach).is_none() && !is_email(reach) {
        faults.push((
            "reach",
            "Enter a mobile number or an email address, so that they can be told",
        ));
    }
    let number = filled.text("number");
    if !number.is_empty() && number.bytes().filter(u8::is_ascii_digit).count() < 3 {
        faults.push(("number", "Enter a phone number, like 07700 900123"));
    }
    faults
}

fn may_lie_ahead(name: &str) -> bool {
    name.contains("until") || name.contains("review")
}

#[cfg(test)]
mod tests {
    use super::super::{forms::*, model::Entry};

    fn read(entry: Entry, body: &str) -> Result<Filled, Errors> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let fields = entry.fields();
        Typed::of(&Form::parse(body.as_bytes()), fields).read(fields, today)
    }

    #[test]
    fn what_is_needed_is_asked_for_and_the_rest_is_not() {
        let errors = read(Entry::Circle, "").unwrap_err();
        assert!(errors.at("name").is_some() && errors.at("part").is_some());
        assert!(errors.at("reach").is_none());
        let filled = read(
            Entry::Circle,
            "name=Ada&part=carer&shares_until_on-day=1&shares_until_on-month=6&shares_until_on-year=2027",
        );
        assert_eq!(filled.unwrap().stored("shares_until_on"), "2027-06-01");
    }

    #[test]
    fn a_code_that_is_not_offered_and_a_day_ahead_are_refused() {
        let errors = read(
            Entry::LifeEvent,
            "kind=moved&from_on-day=1&from_on-month=1&from_on-year=2027",
        )
        .unwrap_err();
        assert_eq!(errors.at("kind"), Some("Choose one from the list"));
        assert_eq!(
            errors.at("from_on"),
            Some("The date must be today or in the past")
        );
    }

    #[test]
    fn no_field_stands_twice_in_a_form() {
        for fields in Entry::ALL
            .map(Entry::fields)
            .into_iter()
            .chain(super::super::model::GROUPS.iter().map(|group| group.fields))
        {
            let names: std::collections::BTreeSet<_> =
                fields.iter().map(|field| field.name).collect();
            assert_eq!(names.len(), fields.len());
        }
    }
}

//! The forms about an onward referral.

use chrono::{Days, NaiveDate};
use values::OrganisationId;

use crate::shell::{
    choices::Choices,
    web::{Errors, Form},
};

/// What a young person is referred for.
pub(super) const PURPOSES: Choices = &[
    ("clothes", "Clothes for interviews and work"),
    ("interview", "Interview coaching"),
    ("mentoring", "Mentoring"),
    ("learning", "A course or a language class"),
    ("health", "Health or counselling"),
    ("money", "Money or benefits advice"),
    ("home", "A home"),
    ("travel", "Travel"),
    ("other", "Something else"),
];

/// What came of it.
pub(super) const OUTCOMES: Choices = &[
    ("helped", "They got what they needed"),
    ("part", "They got part of it"),
    ("refused", "It was refused"),
    ("declined", "The young person did not want it after all"),
    ("silent", "There was no answer"),
];

/// How many days an organisation usually has to answer.
pub(super) const USUAL_DAYS: Days = Days::new(14);

/// An onward referral to record.
#[derive(Clone, Debug)]
pub(super) struct New {
    pub(super) to_whom: String,
    pub(super) purpose: &'static str,
    pub(super) words: String,
    pub(super) sent_on: NaiveDate,
    pub(super) answer_due_on: NaiveDate,
    /// The partner that it goes to, where it is one that uses this service.
    pub(super) organisation: Option<OrganisationId>,
}

/// What came of a referral.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) code: &'static str,
    pub(super) on: NaiveDate,
    pub(super) words: String,
}

fn code(all: Choices, typed: &str) -> Option<&'static str> {
    let found = all.iter().find(|(code, _)| *code == typed);
    found.map(|(code, _)| *code)
}

fn past(errors: &mut Errors, form: &Form, field: &str, today: NaiveDate) -> NaiveDate {
    let on = errors.take(field, form.date(field).read("Day")).flatten();
    match on {
        Some(on) if on > today => errors.add(field, "Day must be today or in the past"),
        None if errors.at(field).is_none() => errors.add(field, "Enter the day"),
        _ => {}
    }
    on.unwrap_or(today)
}

/// Reads an onward referral. The young person must have agreed.
pub(super) fn read(
    form: &Form,
    partners: &[(OrganisationId, String)],
    today: NaiveDate,
) -> Result<New, Errors> {
    let mut errors = Errors::default();
    let chosen = form.text("organisation");
    let partner = partners.iter().find(|(id, _)| id.to_string() == chosen);
    let to_whom = match partner {
        Some((_, name)) => name.clone(),
        None => form.owned("to_whom"),
    };
    errors.require(
        !to_whom.is_empty(),
        "to_whom",
        "Enter who you are referring them to",
    );
    errors.require(
        to_whom.chars().count() <= 200,
        "to_whom",
        "Use 200 characters or fewer",
    );
    let purpose = code(PURPOSES, form.text("purpose"));
    errors.require(purpose.is_some(), "purpose", "Choose what it is for");
    let words = form.owned("words");
    errors.require(
        words.chars().count() <= 1000,
        "words",
        "Use 1,000 characters or fewer",
    );
    let sent_on = past(&mut errors, form, "sent", today);
    let due = errors.take("due", form.date("due").read("Day")).flatten();
    let due = due.unwrap_or(sent_on + USUAL_DAYS);
    errors.require(
        due >= sent_on,
        "due",
        "The day must be on or after the day you referred them",
    );
    errors.require(
        form.text("agreed") == "yes",
        "agreed",
        "Ask them first, then tick that they agreed",
    );
    errors.or(New {
        to_whom,
        purpose: purpose.unwrap_or(""),
        words,
        sent_on,
        answer_due_on: due,
        organisation: partner.map(|(id, _)| *id),
    })
}

/// Reads what a partner says came of it, today.
pub(super) fn outcome_on(form: &Form, today: NaiveDate) -> Result<Outcome, Errors> {
    let day = [
        ("on-day".to_owned(), today.format("%-d").to_string()),
        ("on-month".to_owned(), today.format("%-m").to_string()),
        ("on-year".to_owned(), today.format("%Y").to_string()),
    ];
    outcome(&form.clone().with(day), NaiveDate::MIN, today)
}

/// Reads what came of it.
pub(super) fn outcome(
    form: &Form,
    sent_on: NaiveDate,
    today: NaiveDate,
) -> Result<Outcome, Errors> {
    let mut errors = Errors::default();
    let code = code(OUTCOMES, form.text("outcome"));
    errors.require(code.is_some(), "outcome", "Choose the outcome");
    let on = past(&mut errors, form, "on", today);
    errors.require(
        on >= sent_on,
        "on",
        "Day must be on or after the day they were referred",
    );
    let words = form.owned("words");
    errors.require(
        words.chars().count() <= 1000,
        "words",
        "Use 1,000 characters or fewer",
    );
    errors.or(Outcome {
        code: code.unwrap_or(""),
        on,
        words,
    })
}

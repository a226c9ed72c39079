//! The form of a contact.

use chrono::NaiveDate;

use super::{
    Facts,
    model::{Came, Canceller, Contact, NoteKind, Outcome, Why},
    queries::NewContact,
};
use crate::{
    care::{appointments::clashes, commitments::beyond},
    shell::{
        choices::{CONTACT_KINDS, Code, is_known},
        web::{
            Errors, Form,
            form::{TypedDate, ask_about_skipped, time_of_day},
        },
    },
};

#[derive(Default)]
pub(super) struct ContactForm {
    pub(super) kind: String,
    pub(super) outcome: String,
    pub(super) came: String,
    pub(super) why: String,
    pub(super) canceller: String,
    pub(super) note: String,
    pub(super) note_kind: String,
    pub(super) agreed: String,
    pub(super) on: TypedDate,
    /// The day of the next contact, and a time where one was agreed.
    pub(super) next: TypedDate,
    pub(super) next_time: String,
    /// What was promised, in one line, and when it is due.
    pub(super) promised: String,
    pub(super) promise_due: TypedDate,
    /// Whether somebody has made sure that it can be kept after support has ended.
    pub(super) goes_beyond: bool,
    /// Whether the time of the next contact is kept though something speaks against it.
    pub(super) keeps_time: bool,
}

/// What was read: the contact, and when the next one is.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) contact: NewContact,
    pub(super) next_on: Option<NaiveDate>,
    pub(super) next_time: String,
    /// A promise, and when it is due.
    pub(super) promise: Option<(String, NaiveDate)>,
}

/// The most characters of a note: several pages.
const LONGEST: usize = 10_000;

/// How far ahead something can be arranged, in days.
const AHEAD: i64 = 366;

impl ContactForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            outcome: form.owned("outcome"),
            came: form.owned("came"),
            why: form.owned("why"),
            canceller: form.owned("canceller"),
            note: form.owned("note"),
            note_kind: form.owned("note_kind"),
            agreed: form.owned("agreed"),
            on: form.date("on"),
            next: form.date("next"),
            next_time: form.owned("next_time"),
            promised: form.owned("promised"),
            promise_due: form.date("promise_due"),
            goes_beyond: form.text(beyond::FIELD) == "yes",
            keeps_time: form.text(clashes::FIELD) == "yes",
        }
    }

    pub(super) fn blank(today: NaiveDate, next_on: Option<NaiveDate>) -> Self {
        Self {
            note_kind: NoteKind::Staff.code().into(),
            on: TypedDate::of(Some(today)),
            next: TypedDate::of(next_on),
            ..Self::default()
        }
    }

    pub(super) fn of(contact: &Contact) -> Self {
        Self {
            kind: contact.kind.clone(),
            outcome: contact.facts.outcome.code().into(),
            came: contact.facts.came.code().into(),
            why: contact.facts.why.code().into(),
            canceller: contact.facts.canceller.code().into(),
            note: contact.note.clone(),
            note_kind: contact.note_kind.code().into(),
            agreed: contact.agreed.clone(),
            on: TypedDate::of(Some(contact.held_on)),
            ..Self::default()
        }
    }

    pub(super) fn read(
        &self,
        today: NaiveDate,
        born_on: Option<NaiveDate>,
    ) -> Result<Read, Errors> {
        let mut errors = Errors::default();
        errors.require(
            is_known(CONTACT_KINDS, &self.kind),
            "kind",
            "Choose how you were in touch",
        );
        let facts = self.facts(&mut errors);
        let on = match errors.take("on", self.on.read("Day")) {
            Some(Some(on)) if on > today => {
                errors.add("on", "Day must be today or in the past");
                today
            }
            Some(Some(on)) if born_on.is_some_and(|born| on < born) => {
                errors.add("on", "Day must be after they were born");
                today
            }
            Some(Some(on)) => on,
            Some(None) => {
                errors.add("on", "Enter the day");
                today
            }
            None => today,
        };
        for (field, text) in [("note", &self.note), ("agreed", &self.agreed)] {
            errors.require(
                text.chars().count() <= LONGEST,
                field,
                "Use 10,000 characters or fewer",
            );
        }
        let next_on = errors
            .take("next", self.next.read("Next contact"))
            .flatten();
        if let Some(next) = next_on {
            errors.require(next >= today, "next", "Next contact must be today or later");
            let is_near = (next - today).num_days() <= AHEAD;
            errors.require(is_near, "next", "Next contact must be within a year");
        }
        let next_time = errors.take("next_time", time_of_day(&self.next_time));
        ask_about_skipped(&mut errors, "next_time", next_on, next_time.as_deref());
        let has_day = next_on.is_some() || errors.at("next").is_some();
        errors.require(
            self.next_time.is_empty() || has_day,
            "next",
            "Enter the day for this time",
        );
        let promise = self.promise(today, &mut errors);
        let note_kind = NoteKind::parse(&self.note_kind).unwrap_or(NoteKind::Staff);
        errors.or(Read {
            contact: NewContact {
                kind: self.kind.clone(),
                facts,
                held_on: on,
                note: self.note.clone(),
                note_kind,
                agreed: self.agreed.clone(),
            },
            next_on,
            next_time: next_time.unwrap_or_default(),
            promise,
        })
    }

    /// Reads what was promised, if anything.
    fn promise(&self, today: NaiveDate, errors: &mut Errors) -> Option<(String, NaiveDate)> {
        let due = self.promise_due.read("The day");
        let due = errors.take("promise_due", due).flatten();
        let is_short = self.promised.chars().count() <= 1000;
        errors.require(is_short, "promised", "Use 1,000 characters or fewer");
        let is_dated = due.is_some() || errors.at("promise_due").is_some();
        errors.require(
            self.promised.is_empty() || is_dated,
            "promise_due",
            "Enter the day it is due, so that it is not forgotten",
        );
        errors.require(
            !self.promised.is_empty() || due.is_none(),
            "promised",
            "Enter what was promised for this day",
        );
        if due.is_some_and(|on| on < today) {
            errors.add("promise_due", "The day must be today or later");
        }
        due.filter(|_| !self.promised.is_empty())
            .map(|on| (self.promised.clone(), on))
    }

    /// Reads the facts, and checks that they do not contradict each other.
    fn facts(&self, errors: &mut Errors) -> Facts {
        let outcome = Outcome::parse(&self.outcome);
        errors.require(outcome.is_some(), "outcome", "Choose whether it took place");
        let came = Came::parse(&self.came);
        errors.require(came.is_some(), "came", "Choose whether they came");
        let why = Why::parse(&self.why);
        errors.require(why.is_some(), "why", "Choose why");
        let canceller = Canceller::parse(&self.canceller);
        errors.require(canceller.is_some(), "canceller", "Choose who cancelled");
        let is_held = outcome == Some(Outcome::Held);
        errors.require(
            !(is_held && came == Some(Came::No)),
            "came",
            "It took place, so they came. Change one of the two answers",
        );
        errors.require(
            !is_held || canceller == Some(Canceller::NoOne),
            "canceller",
            "It took place, so no one cancelled. Change one of the two answers",
        );
        let did_come = matches!(came, Some(Came::OnTime | Came::Late));
        errors.require(
            outcome.is_none() || is_held || !did_come,
            "came",
            "It did not take place, so they did not come to it. Change one of the two answers",
        );
        Facts {
            outcome: outcome.unwrap_or(Outcome::NotHeld),
            came: came.unwrap_or(Came::NotArranged),
            why: why.unwrap_or(Why::NotKnown),
            canceller: canceller.unwrap_or(Canceller::NoOne),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn read(body: &str) -> Result<Read, Errors> {
        let form = Form::parse(body.as_bytes());
        ContactForm::typed(&form).read("2026-11-20".parse().unwrap(), "2007-03-27".parse().ok())
    }

    const DAY: &str = "&on-day=20&on-month=11&on-year=2026";

    #[test]
    fn a_contact_in_the_future_or_before_birth_is_refused() {
        let errors = read("kind=call&outcome=held&on-day=21&on-month=11&on-year=2026").unwrap_err();
        assert_eq!(errors.at("on"), Some("Day must be today or in the past"));
        let errors = read("kind=call&outcome=held&on-day=21&on-month=11&on-year=1996").unwrap_err();
        assert_eq!(errors.at("on"), Some("Day must be after they were born"));
    }

    #[test]
    fn an_empty_form_names_what_it_needs() {
        let errors = read("").unwrap_err();
        for field in ["kind", "outcome", "on"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }

    #[test]
    fn facts_that_speak_against_each_other_are_refused() {
        for (body, field) in [
            ("outcome=held&came=no", Some("came")),
            ("outcome=held&canceller=them", Some("canceller")),
            ("outcome=not-held&came=late", Some("came")),
            ("outcome=no-answer&came=yes", Some("came")),
            ("outcome=held&came=late&why=travel", None),
            ("outcome=not-held&came=no&canceller=them", None),
        ] {
            let read = read(&format!("kind=call&{body}{DAY}"));
            match field {
                Some(field) => assert!(read.unwrap_err().at(field).is_some(), "{body}"),
                None => assert!(read.is_ok(), "{body}"),
            }
        }
    }
}

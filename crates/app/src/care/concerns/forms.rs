//! The forms about a concern.

use chrono::NaiveDate;

use super::model::{Agrees, Answers, Danger, Kind, PARTS, Telling};
use crate::shell::{
    choices::{Code, is_known},
    web::{
        Errors, Form,
        form::{TypedDate, ask_about_skipped, time_of_day},
    },
};

/// The most characters of an answer in words.
pub(super) const LONGEST: usize = 10_000;

/// What is typed when a concern is raised.
#[derive(Default)]
pub(super) struct ConcernForm {
    pub(super) kind: String,
    pub(super) danger: String,
    pub(super) agrees: String,
    pub(super) words: String,
}

impl ConcernForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            danger: form.owned("danger"),
            agrees: form.owned("agrees"),
            words: form.owned("words"),
        }
    }

    pub(super) fn read(&self) -> Result<Answers, Errors> {
        let mut errors = Errors::default();
        let danger = Danger::parse(&self.danger);
        errors.require(
            danger.is_some(),
            "danger",
            "Choose whether anyone is in danger now",
        );
        let kind = Kind::parse(&self.kind);
        errors.require(kind.is_some(), "kind", "Choose what it is about");
        let agrees = Agrees::parse(&self.agrees);
        errors.require(agrees.is_some(), "agrees", "Choose whether they agree");
        errors.require(
            !self.words.is_empty(),
            "words",
            "Enter what you saw or heard",
        );
        let is_short = self.words.chars().count() <= LONGEST;
        errors.require(is_short, "words", "Use 10,000 characters or fewer");
        errors.or(Answers {
            kind: kind.unwrap_or(Kind::Other),
            danger: danger.unwrap_or(Danger::NotKnown),
            agrees: agrees.unwrap_or(Agrees::NotAsked),
        })
    }
}

/// What is typed about someone who was told.
#[derive(Default)]
pub(super) struct TellingForm {
    pub(super) who: String,
    pub(super) part: String,
    pub(super) on: TypedDate,
    pub(super) time: String,
    pub(super) note: String,
}

impl TellingForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            who: form.owned("who"),
            part: form.owned("part"),
            on: form.date("on"),
            time: form.owned("time"),
            note: form.owned("note"),
        }
    }

    pub(super) fn blank(now: chrono::NaiveDateTime) -> Self {
        Self {
            on: TypedDate::of(Some(now.date())),
            time: now.format("%H:%M").to_string(),
            ..Self::default()
        }
    }

    pub(super) fn read(&self, today: NaiveDate) -> Result<Telling, Errors> {
        let mut errors = Errors::default();
        errors.require(is_known(PARTS, &self.part), "part", "Choose who was told");
        errors.require(
            !self.who.is_empty(),
            "who",
            "Enter their name, or a reference",
        );
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on > today => errors.add("on", "Day must be today or in the past"),
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let time = errors.take("time", time_of_day(&self.time));
        ask_about_skipped(&mut errors, "time", on, time.as_deref());
        if time.as_deref() == Some("") {
            errors.add("time", "Enter the time, for example 2:30pm");
        }
        for (field, text, most) in [("who", &self.who, 200), ("note", &self.note, LONGEST)] {
            let message = format!("Use {most} characters or fewer");
            errors.require(text.chars().count() <= most, field, &message);
        }
        errors.or(Telling {
            who: self.who.clone(),
            part: self.part.clone(),
            on: on.unwrap_or(today),
            time: time.unwrap_or_default(),
            note: self.note.clone(),
            by: None,
        })
    }
}

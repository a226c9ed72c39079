//! What is typed about an enrolment.

use chrono::{Days, NaiveDate};
use programme::{Event, ExitKey, PauseKey, StageKey};

use crate::shell::web::{Errors, Form, form::TypedDate};

/// Enrolling on a stage.
pub(super) struct EnrolForm {
    /// `version/stage`, as the radios offer it.
    pub(super) stage: String,
    pub(super) reason: String,
    pub(super) on: TypedDate,
    /// Who works with them, where it is a second programme.
    pub(super) lead: String,
}

impl EnrolForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            stage: form.owned("stage"),
            reason: form.owned("reason"),
            on: form.date("on"),
            lead: form.owned("lead"),
        }
    }

    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            stage: String::new(),
            reason: String::new(),
            on: TypedDate::of(Some(today)),
            lead: String::new(),
        }
    }

    /// Returns the stage's choice and the first day.
    pub(super) fn read(&self, today: NaiveDate) -> Result<(String, NaiveDate), Errors> {
        let mut errors = Errors::default();
        errors.require(!self.stage.is_empty(), "stage", "Choose where they start");
        let on = day(&self.on, "First day", today, &mut errors);
        errors.require(
            self.reason.chars().count() <= 2000,
            "reason",
            "Use 2,000 characters or fewer",
        );
        errors.or((self.stage.clone(), on))
    }
}

/// What happened to an enrolment.
pub(super) struct Moved {
    pub(super) event: Event,
    pub(super) on: NaiveDate,
    /// When a pause that begins is looked at again.
    pub(super) review_on: Option<NaiveDate>,
}

/// How long after a pause begins it is looked at again, unless somebody says otherwise.
const PAUSE: Days = Days::new(28);

/// Moving, pausing, resuming, ending or returning.
pub(super) struct MoveForm {
    /// `move/STAGE`, `pause/REASON`, `resume`, `exit/REASON` or `return/STAGE`, as the radios offer it.
    pub(super) event: String,
    pub(super) reason: String,
    pub(super) on: TypedDate,
    /// When a pause is looked at again.
    pub(super) review: TypedDate,
    /// The coach who takes over; empty for the same as before.
    pub(super) takes_over: String,
}

impl MoveForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            event: form.owned("event"),
            reason: form.owned("reason"),
            on: form.date("on"),
            review: form.date("review"),
            takes_over: form.owned("takes_over"),
        }
    }

    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            event: String::new(),
            reason: String::new(),
            on: TypedDate::of(Some(today)),
            review: TypedDate::default(),
            takes_over: String::new(),
        }
    }

    /// Returns when a pause that goes on is looked at again.
    pub(super) fn read_review(&self, today: NaiveDate) -> Result<NaiveDate, Errors> {
        let mut errors = Errors::default();
        let on = errors.take("review", self.review.read("Day")).flatten();
        let on = on.unwrap_or(today + PAUSE);
        errors.require(on > today, "review", "Day must be in the future");
        errors.or(on)
    }

    /// Returns what happens, on which day, and when a pause is looked at again.
    pub(super) fn read(&self, today: NaiveDate) -> Result<Moved, Errors> {
        let mut errors = Errors::default();
        let event = event(&self.event);
        errors.require(event.is_some(), "event", "Choose what happens");
        let on = day(&self.on, "Day", today, &mut errors);
        errors.require(
            self.reason.chars().count() <= 2000,
            "reason",
            "Use 2,000 characters or fewer",
        );
        let review = errors.take("review", self.review.read("Day")).flatten();
        let is_pause = matches!(event, Some(Event::Pause(_)));
        let review_on = is_pause.then(|| review.unwrap_or(on + PAUSE));
        errors.require(
            review_on.is_none_or(|review| review > on),
            "review",
            "Day must be after the pause begins",
        );
        match event {
            Some(event) => errors.or(Moved {
                event,
                on,
                review_on,
            }),
            None => Err(errors),
        }
    }
}

fn day(typed: &TypedDate, what: &str, today: NaiveDate, errors: &mut Errors) -> NaiveDate {
    match errors.take("on", typed.read(what)) {
        Some(Some(on)) if on > today => {
            errors.add("on", format!("{what} must be today or in the past"));
            today
        }
        Some(Some(on)) => on,
        Some(None) => {
            errors.add("on", format!("Enter the {}", what.to_lowercase()));
            today
        }
        None => today,
    }
}

fn event(text: &str) -> Option<Event> {
    let (kind, key) = text.split_once('/').unwrap_or((text, ""));
    match kind {
        "move" => StageKey::parse(key).ok().map(Event::MoveTo),
        "pause" => PauseKey::parse(key).ok().map(Event::Pause),
        "resume" => Some(Event::Resume),
        "exit" => ExitKey::parse(key).ok().map(Event::Exit),
        "return" => StageKey::parse(key).ok().map(Event::Return),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    #[test]
    fn an_event_is_read_as_the_page_offers_it() {
        assert!(matches!(event("move/strand-2"), Some(Event::MoveTo(_))));
        assert!(matches!(event("resume"), Some(Event::Resume)));
        assert_eq!(event("move/Not A Key"), None);
        assert_eq!(event(""), None);
    }
}

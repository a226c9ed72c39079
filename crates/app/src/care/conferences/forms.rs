//! The form of a case conference.

use chrono::NaiveDate;
use values::AccountId;

use super::queries::Conference;
use crate::{
    care::plans::{NewStep, Owner},
    shell::web::{Errors, Form, form::TypedDate},
};

/// How many actions the form asks for.
pub(super) const ACTIONS: usize = 4;

/// The most characters of an answer.
const LONGEST: usize = 4000;

#[derive(Clone, Default)]
pub(super) struct ActionForm {
    pub(super) words: String,
    pub(super) owner: String,
    pub(super) due: TypedDate,
}

#[derive(Clone, Default)]
pub(super) struct ConferenceForm {
    pub(super) on: TypedDate,
    pub(super) attendees: String,
    pub(super) agenda: String,
    pub(super) note: String,
    pub(super) actions: Vec<ActionForm>,
}

impl ConferenceForm {
    pub(super) fn typed(form: &Form) -> Self {
        let action = |place: usize| ActionForm {
            words: form.owned(&format!("action-{place}")),
            owner: form.owned(&format!("owner-{place}")),
            due: form.date(&format!("due-{place}")),
        };
        Self {
            on: form.date("on"),
            attendees: form.owned("attendees"),
            agenda: form.owned("agenda"),
            note: form.owned("note"),
            actions: (0..ACTIONS).map(action).collect(),
        }
    }

    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            agenda: "What they want\nWhat is in the way\nPromises not kept\nWho will do what next"
                .into(),
            actions: vec![ActionForm::default(); ACTIONS],
            ..Self::default()
        }
    }

    /// Reads the conference and its actions; `offered` are the workers who can take one. An action without words is ignored.
    pub(super) fn read(
        &self,
        today: NaiveDate,
        offered: &[(AccountId, String)],
    ) -> Result<(Conference, Vec<NewStep>), Errors> {
        let mut errors = Errors::default();
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on > today => errors.add("on", "Day must be today or in the past"),
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        errors.require(!self.attendees.is_empty(), "attendees", "Enter who came");
        for (field, text) in [
            ("attendees", &self.attendees),
            ("agenda", &self.agenda),
            ("note", &self.note),
        ] {
            let is_short = text.chars().count() <= LONGEST;
            errors.require(is_short, field, "Use 4,000 characters or fewer");
        }
        let mut steps = Vec::new();
        for (place, action) in self.actions.iter().enumerate() {
            if action.words.is_empty() {
                continue;
            }
            let (owner, due) = (format!("owner-{place}"), format!("due-{place}"));
            let worker = action.owner.parse::<AccountId>().ok();
            let worker = worker.filter(|id| offered.iter().any(|(one, _)| one == id));
            errors.require(worker.is_some(), &owner, "Choose who will do it");
            let due_on = errors.take(&due, action.due.read("The day")).flatten();
            match due_on {
                Some(on) if on < today => errors.add(&*due, "The day must be today or later"),
                None if errors.at(&due).is_none() => errors.add(&*due, "Enter the day it is due"),
                _ => {}
            }
            steps.extend(worker.map(|worker| NewStep {
                words: action.words.clone(),
                owner: Owner::Worker(worker),
                due_on,
                conference: None,
                activity: None,
            }));
        }
        errors.or((
            Conference {
                held_on: on.unwrap_or(today),
                attendees: self.attendees.clone(),
                agenda: self.agenda.clone(),
                note: self.note.clone(),
                by: None,
            },
            steps,
        ))
    }
}

//! The forms of a work placement.

use chrono::NaiveDate;

use super::{
    lists::{CameNext, EndReason, EventKind, Going, PROOFS, SIDES},
    model::{PLAN, PlanWords, WorkPlacement},
    queries::{Answered, Ending, NewEvent, NewProof},
};
use crate::shell::{
    choices::{Code, is_known},
    web::{Errors, Form, form::TypedDate},
};

/// The most characters of a text.
pub(super) const TEXT: usize = 4000;

pub(super) fn short(errors: &mut Errors, field: &str, text: &str) {
    let is_short = text.chars().count() <= TEXT;
    errors.require(is_short, field, "Use 4,000 characters or fewer");
}

/// Reads a required day.
pub(super) fn needed(
    errors: &mut Errors,
    form: &Form,
    field: &str,
    message: &str,
) -> Option<NaiveDate> {
    let on = errors.take(field, form.date(field).read("Day")).flatten();
    errors.require(on.is_some() || errors.at(field).is_some(), field, message);
    on
}

/// Reads a day that is not in the future.
pub(super) fn past(errors: &mut Errors, form: &Form, field: &str, today: NaiveDate) -> NaiveDate {
    let on = needed(errors, form, field, "Enter the day");
    if on.is_some_and(|on| on > today) {
        errors.add(field, "Day must be today or in the past");
    }
    on.unwrap_or(today)
}

/// Returns a form filled in with a day.
pub(super) fn with_day(field: &str, on: Option<NaiveDate>) -> Form {
    let typed = TypedDate::of(on);
    let parts = [
        ("day", typed.day),
        ("month", typed.month),
        ("year", typed.year),
    ];
    Form::default().with(parts.map(|(part, value)| (format!("{field}-{part}"), value)))
}

/// Reads an employment plan: some answers are required.
///
/// Errors: a message at each field.
pub(super) fn read_plan(form: &Form) -> Result<PlanWords, Errors> {
    let mut errors = Errors::default();
    let words = std::array::from_fn(|place| form.owned(PLAN[place].0));
    for (field, _, _) in PLAN {
        let is_needed = !["staggered", "adjustments", "buddy"].contains(field);
        let message = "Enter an answer. A sentence is enough";
        errors.require(!is_needed || !form.text(field).is_empty(), field, message);
        short(&mut errors, field, form.text(field));
    }
    errors.or(PlanWords(words))
}

/// Reads how one side says it is going.
///
/// Errors: a message at each field.
pub(super) fn read_said(form: &Form) -> Result<Answered, Errors> {
    let mut errors = Errors::default();
    let answer = Going::parse(form.text("going"));
    errors.require(answer.is_some(), "going", "Choose how it is going");
    short(&mut errors, "words", form.text("words"));
    let Some(answer) = answer else {
        return Err(errors);
    };
    errors.or(Answered {
        answer,
        words: form.owned("words"),
        shares: form.text("shares") == "yes",
    })
}

/// Reads what happened. A moved last day needs the new one.
///
/// Errors: a message at each field.
pub(super) fn read_event(
    form: &Form,
    of: &WorkPlacement,
    today: NaiveDate,
) -> Result<(NewEvent, Option<NaiveDate>), Errors> {
    let mut errors = Errors::default();
    let kind = EventKind::parse(form.text("kind"));
    errors.require(kind.is_some(), "kind", "Choose what this is about");
    let on = past(&mut errors, form, "on", today);
    errors.require(
        !form.text("words").is_empty(),
        "words",
        "Enter what happened",
    );
    for field in ["words", "agreed"] {
        short(&mut errors, field, form.text(field));
    }
    let look_on = errors.take("look", form.date("look").read("Day")).flatten();
    let ends = errors.take("ends", form.date("ends").read("Day")).flatten();
    let is_moved = kind == Some(EventKind::Extended);
    if is_moved {
        let goes_on = of.started_on.is_some() && of.ended_on.is_none();
        errors.require(
            goes_on,
            "kind",
            "You can only move the last day of work that has not ended",
        );
        errors.require(
            ends.is_some() || errors.at("ends").is_some(),
            "ends",
            "Enter the new last day",
        );
        if let Some(ends) = ends {
            errors.require(
                ends >= of.starts_on,
                "ends",
                "Last day must be after the first",
            );
        }
    }
    let ends = ends.filter(|_| is_moved);
    let Some(kind) = kind else {
        return Err(errors);
    };
    let new = NewEvent {
        kind,
        on,
        words: moved(form.text("words"), of.ends_on, ends),
        agreed: form.owned("agreed"),
        look_on,
    };
    errors.or((new, ends))
}

/// Adds the old and the new last day, so that both stay in the history.
fn moved(words: &str, before: Option<NaiveDate>, ends: Option<NaiveDate>) -> String {
    let Some(ends) = ends else {
        return words.to_owned();
    };
    let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
    let before = before.map_or("no last day".to_owned(), day);
    format!("{words} (from {before} to {})", day(ends))
}

/// Reads how it ended.
///
/// Errors: a message at each field.
pub(super) fn read_ending(
    form: &Form,
    of: &WorkPlacement,
    today: NaiveDate,
) -> Result<Ending, Errors> {
    let mut errors = Errors::default();
    let on = past(&mut errors, form, "on", today);
    let from = of.started_on.unwrap_or(of.starts_on);
    errors.require(
        on >= from || of.started_on.is_none() || errors.at("on").is_some(),
        "on",
        "Last day must be after the first",
    );
    let reason = EndReason::parse(form.text("reason"));
    errors.require(reason.is_some(), "reason", "Choose why it ended");
    errors.require(
        is_known(SIDES, form.text("side")),
        "side",
        "Choose whose decision it was",
    );
    short(&mut errors, "words", form.text("words"));
    let came_next = CameNext::parse(form.text("next"));
    let is_known = form.text("next").is_empty() || came_next.is_some();
    errors.require(is_known, "next", "Choose what came next");
    let Some(reason) = reason else {
        return Err(errors);
    };
    errors.or(Ending {
        on,
        reason,
        side: form.owned("side"),
        words: form.owned("words"),
        came_next,
    })
}

/// Reads evidence.
///
/// Errors: a message at each field.
pub(super) fn read_proof(form: &Form) -> Result<NewProof, Errors> {
    let mut errors = Errors::default();
    let weeks = form.text("weeks").parse::<u16>().ok();
    let weeks = weeks.filter(|weeks| programme::MARKS.contains(weeks));
    errors.require(weeks.is_some(), "weeks", "Choose how many weeks it shows");
    errors.require(
        is_known(PROOFS, form.text("kind")),
        "kind",
        "Choose the kind of evidence",
    );
    errors.require(
        !form.text("words").is_empty(),
        "words",
        "Enter what it says, such as the dates on the payslip",
    );
    short(&mut errors, "words", form.text("words"));
    errors.or(NewProof {
        weeks: weeks.unwrap_or(0),
        kind: form.owned("kind"),
        words: form.owned("words"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    #[test]
    fn a_plan_asks_for_what_somebody_needs_on_the_first_day() {
        let errors = read_plan(&Form::default()).unwrap_err();
        for field in ["tasks", "hours", "practices", "supervisor"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
        assert!(errors.at("staggered").is_none());
    }

    #[test]
    fn evidence_says_of_which_mark_it_is() {
        assert!(read_proof(&Form::parse(b"weeks=5&kind=payslip&words=x")).is_err());
        assert_eq!(
            read_proof(&Form::parse(b"weeks=13&kind=payslip&words=x"))
                .unwrap()
                .weeks,
            13
        );
    }
}

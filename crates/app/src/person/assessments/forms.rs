//! What is typed in a deep dive. Everything can be skipped.

use chrono::NaiveDate;
use programme::{AnswerKind, Barrier, Programme, Question, Rating, Ratings, Readiness, StageKey};

use super::{
    model::{Kind, NewAssessment},
    parts::{Part, Shown, questions},
};
use crate::shell::web::{Errors, Form, form::TypedDate};

/// The most characters of an answer in words: several pages.
const LONGEST: usize = 10_000;

/// The fields in words: name, and what they are in [`NewAssessment`].
pub(super) const WORDS: [&str; 4] = ["strengths", "work_wanted", "work_to_leave", "own_words"];

pub(super) struct AssessmentForm {
    pub(super) said: NewAssessment,
    pub(super) on: TypedDate,
    pub(super) is_empty: bool,
}

/// Returns the name of the field for what is said about a barrier.
pub(super) fn about(barrier: Barrier) -> String {
    format!("about-{}", barrier.code())
}

/// Returns the name of the field of a question of the programme.
pub(super) fn field_of(question: &Question) -> String {
    format!("q-{}", question.key)
}

impl AssessmentForm {
    pub(super) fn blank(kind: Kind, today: NaiveDate) -> Self {
        Self {
            said: NewAssessment {
                kind,
                ..NewAssessment::default()
            },
            on: TypedDate::of(Some(today)),
            is_empty: true,
        }
    }

    /// Begins with what was said before.
    pub(super) fn of(said: NewAssessment) -> Self {
        Self {
            on: TypedDate::of(said.held_on),
            said,
            is_empty: false,
        }
    }

    /// Takes what was typed on a page, in place of what was said there before. A rating or an answer that is not offered counts as not given.
    pub(super) fn typed(
        form: &Form,
        before: NewAssessment,
        shown: Shown,
        programme: Option<&Programme>,
    ) -> Self {
        let mut said = before;
        let kind = said.kind;
        if shown.has(Part::Wants) {
            said.strengths = form.owned("strengths");
            said.work_wanted = form.owned("work_wanted");
            said.work_to_leave = form.owned("work_to_leave");
            said.readiness = Readiness::parse(form.text("readiness"));
        }
        for barrier in shown.parts(kind).iter().flat_map(|part| part.asked(kind)) {
            let code = barrier.code();
            let rated = |who: &str| Rating::parse(form.text(&format!("{who}-{code}")));
            let ratings = Ratings {
                own: rated("own"),
                coach: rated("coach"),
            };
            said.ratings.remove(&barrier);
            if ratings != Ratings::default() {
                said.ratings.insert(barrier, ratings);
            }
            let words = form.owned(&about(barrier));
            said.about.remove(&barrier);
            if !words.is_empty() {
                said.about.insert(barrier, words);
            }
        }
        if shown.has(Part::More) {
            said.own_words = form.owned("own_words");
            said.answers.clear();
            for question in questions(programme) {
                let field = field_of(question);
                let answers: Vec<&str> = form
                    .all(&field)
                    .filter(|answer| is_offered(question, answer))
                    .collect();
                if !answers.is_empty() {
                    let key = question.key.to_string();
                    said.answers.push((key, answers.join("; ")));
                }
            }
        }
        let on = if shown.has(Part::Wants) {
            form.date("on")
        } else {
            TypedDate::of(said.held_on)
        };
        let nothing = NewAssessment {
            kind,
            held_on: said.held_on,
            ..NewAssessment::default()
        };
        Self {
            is_empty: said == nothing,
            said,
            on,
        }
    }

    /// Reads the deep dive. A part can be skipped as a whole, but for the last page there must be something.
    ///
    /// Errors: a message at each field that is too long, at the day, or one at the top where nothing was filled in.
    pub(super) fn read(&self, shown: Shown, today: NaiveDate) -> Result<NewAssessment, Errors> {
        let mut errors = Errors::default();
        let first = shown.parts(self.said.kind)[0];
        if self.is_empty {
            let field = first.asked(self.said.kind).next();
            let field = match first {
                Part::Wants => "strengths".to_owned(),
                _ => field.map_or("own_words".into(), |one| format!("own-{}", one.code())),
            };
            errors.add(
                &field,
                "Answer at least one question. You can skip the rest",
            );
        }
        for (name, text) in WORDS.iter().zip(self.words()) {
            errors.require(
                text.chars().count() <= LONGEST,
                name,
                "Use 10,000 characters or fewer",
            );
        }
        for (barrier, words) in &self.said.about {
            errors.require(
                words.chars().count() <= LONGEST,
                &about(*barrier),
                "Use 10,000 characters or fewer",
            );
        }
        for (key, answer) in &self.said.answers {
            errors.require(
                answer.chars().count() <= LONGEST,
                &format!("q-{key}"),
                "Use 10,000 characters or fewer",
            );
        }
        let mut held_on = errors.take("on", self.on.read("Day")).flatten();
        if self.on.is_blank() && !shown.has(Part::Wants) {
            held_on = Some(today);
        }
        if held_on.is_some_and(|on| on > today) {
            errors.add("on", "Day must be today or in the past");
        } else if held_on.is_none() && errors.at("on").is_none() {
            errors.add("on", "Enter the day");
        }
        errors.or(NewAssessment {
            held_on,
            ..self.said.clone()
        })
    }

    /// Returns the answers in words, in the order of [`WORDS`].
    pub(super) fn words(&self) -> [&str; 4] {
        let said = &self.said;
        [
            &said.strengths,
            &said.work_wanted,
            &said.work_to_leave,
            &said.own_words,
        ]
    }

    /// Returns what was answered to a question.
    pub(super) fn answer(&self, question: &Question) -> &str {
        let key = question.key.to_string();
        let answers = self.said.answers.iter();
        answers
            .filter(|(known, _)| *known == key)
            .map(|(_, answer)| answer.as_str())
            .next()
            .unwrap_or("")
    }
}

fn is_offered(question: &Question, answer: &str) -> bool {
    match question.answer {
        AnswerKind::Text => true,
        AnswerKind::YesNo => ["Yes", "No"].contains(&answer),
        AnswerKind::OneOf | AnswerKind::AnyOf => {
            question.choices.iter().any(|choice| choice == answer)
        }
    }
}

/// What is chosen after a deep dive.
#[derive(Default)]
pub(super) struct StageForm {
    pub(super) stage: String,
    pub(super) reason: String,
    pub(super) on: TypedDate,
}

impl StageForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            stage: form.owned("stage"),
            reason: form.owned("reason"),
            on: form.date("on"),
        }
    }

    /// Reads the choice: the stage, the reason and the first day.
    ///
    /// Errors: a message at `stage` where none was chosen, and at `reason` where a stage other than the suggested one has no reason.
    pub(super) fn read(
        &self,
        programme: &Programme,
        suggested: &str,
        today: NaiveDate,
    ) -> Result<(StageKey, NaiveDate), Errors> {
        let mut errors = Errors::default();
        let stage = StageKey::parse(&self.stage)
            .ok()
            .filter(|key| programme.stage(key).is_some());
        errors.require(stage.is_some(), "stage", "Choose a stage");
        let is_other = !suggested.is_empty() && self.stage != suggested;
        errors.require(
            !(is_other && self.reason.is_empty()),
            "reason",
            "Enter why you chose a different stage from the one suggested",
        );
        errors.require(
            self.reason.chars().count() <= LONGEST,
            "reason",
            "Use 10,000 characters or fewer",
        );
        let on = errors.take("on", self.on.read("First day")).flatten();
        errors.require(
            on.is_some() || errors.at("on").is_some(),
            "on",
            "Enter the first day",
        );
        if on.is_some_and(|on| on > today) {
            errors.add("on", "First day must be today or in the past");
        }
        match (stage, on) {
            (Some(stage), Some(on)) => errors.or((stage, on)),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn typed(body: &str) -> AssessmentForm {
        let form = Form::parse(body.as_bytes());
        AssessmentForm::typed(&form, NewAssessment::default(), Shown::All, None)
    }

    #[test]
    fn one_word_is_enough_and_none_is_not() {
        let day = "&on-day=20&on-month=11&on-year=2026";
        let one = typed(&format!("work_to_leave=Retail{day}"));
        assert_eq!(
            one.read(Shown::All, today()).unwrap().work_to_leave,
            "Retail"
        );
        let none = typed(day).read(Shown::All, today()).unwrap_err();
        assert!(none.at("strengths").is_some());
        assert_eq!(
            typed("strengths=Patient")
                .read(Shown::All, today())
                .unwrap_err()
                .at("on"),
            Some("Enter the day")
        );
    }

    #[test]
    fn a_page_changes_what_it_shows_and_nothing_else() {
        let before =
            typed("strengths=Patient&own-housing=3&about-housing=A+sofa&own-travel=1").said;
        let form = Form::parse(b"own-debt=2&own-travel=3");
        let shown = Shown::One(Part::Home);
        let after = AssessmentForm::typed(&form, before.clone(), shown, None).said;
        assert_eq!(after.strengths, "Patient");
        assert_eq!(
            after.ratings[&Barrier::Travel],
            before.ratings[&Barrier::Travel]
        );
        assert!(!after.ratings.contains_key(&Barrier::Housing) && after.about.is_empty());
        assert_eq!(
            after.ratings[&Barrier::Debt].own.map(Rating::code),
            Some("2")
        );
    }

    #[test]
    fn a_rating_that_is_not_offered_was_not_given() {
        let form = typed("own-housing=3&coach-housing=9&own-nothing=2");
        let rated: Vec<_> = form.said.ratings.into_iter().collect();
        assert_eq!(rated.len(), 1);
        assert_eq!(rated[0].1.own.map(Rating::code), Some("3"));
        assert_eq!(rated[0].1.coach, None);
    }
}

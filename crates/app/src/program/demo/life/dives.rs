//! Deep dives and qualifications.

use chrono::{Days, NaiveDate};
use programme::{Answers, Barrier, Rating, Ratings, Readiness, Suggestion};

use super::{super::dice::Dice, Life, Plan, Words};
use crate::person::assessments::NewAssessment;

/// A deep dive and what the engine suggested after it.
#[derive(Clone, Debug)]
pub(in crate::program::demo) struct Dive {
    pub(in crate::program::demo) said: NewAssessment,
    pub(in crate::program::demo) suggestion: Suggestion,
}

/// How often each barrier comes up, and how much it weighs where it does: in percent.
const WEIGHTS: [(Barrier, usize); 10] = [
    (Barrier::Confidence, 45),
    (Barrier::Experience, 40),
    (Barrier::Housing, 25),
    (Barrier::Debt, 25),
    (Barrier::Health, 30),
    (Barrier::Travel, 25),
    (Barrier::Structure, 25),
    (Barrier::Qualifications, 20),
    (Barrier::Childcare, 10),
    (Barrier::Safety, 8),
];

/// Draws the answers on the day of enrolment, and for some again half a year later, with fewer barriers.
pub(super) fn draw(plan: &Plan<'_>, dice: &mut Dice, life: &mut Life, words: &Words) {
    life.qualifications = qualifications(dice);
    let Some(enrolled) = &life.enrolment else {
        return;
    };
    if !dice.chance(99) {
        return;
    }
    let began = enrolled.history.began_on();
    let first = said(plan, dice, words, began);
    let later = began
        .checked_add_days(Days::new(180))
        .filter(|on| *on < plan.today && dice.chance(40));
    let again = later.map(|on| NewAssessment {
        held_on: Some(on),
        readiness: Some(Readiness::Close),
        ratings: first
            .ratings
            .iter()
            .map(|(barrier, rated)| (*barrier, eased(*rated)))
            .collect(),
        ..first.clone()
    });
    for said in std::iter::once(first).chain(again) {
        let dive = dive(plan, life, said);
        life.dives.push(dive);
    }
}

fn dive(plan: &Plan<'_>, life: &Life, said: NewAssessment) -> Dive {
    let answers = Answers {
        readiness: said.readiness,
        ratings: said.ratings.clone(),
        born_on: life.fields.born_on,
    };
    let on = said.held_on.unwrap_or(plan.today);
    Dive {
        suggestion: programme::suggest(plan.programme, &answers, on),
        said,
    }
}

fn said(plan: &Plan<'_>, dice: &mut Dice, words: &Words, on: NaiveDate) -> NewAssessment {
    let leaving = plan.source.notes.interests.as_slice();
    let mut new = NewAssessment {
        held_on: Some(on),
        strengths: dice.pick(&plan.source.notes.strengths).clone(),
        work_wanted: words.interest.clone(),
        readiness: Some(dice.weighted(&[
            (Readiness::NotNow, 20),
            (Readiness::WantsTo, 40),
            (Readiness::Close, 30),
            (Readiness::WantsBetter, 10),
        ])),
        ..NewAssessment::default()
    };
    if dice.chance(30) {
        new.work_to_leave.clone_from(dice.pick(leaving));
    }
    for (barrier, percent) in WEIGHTS {
        if dice.chance(percent) {
            let rated = Ratings {
                own: Some(*dice.pick(&Rating::ALL[1..])),
                coach: dice.chance(70).then(|| *dice.pick(Rating::ALL)),
            };
            new.ratings.insert(barrier, rated);
        }
    }
    new
}

fn eased(rated: Ratings) -> Ratings {
    let ease = |rating: Rating| match rating {
        Rating::Stops => Rating::Much,
        Rating::Much => Rating::Little,
        _ => Rating::None,
    };
    Ratings {
        own: rated.own.map(ease),
        coach: rated.coach.map(ease),
    }
}

fn qualifications(dice: &mut Dice) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for (kind, percent) in [
        ("english-2", 55),
        ("maths-2", 48),
        ("level-2", 25),
        ("level-3", 20),
    ] {
        if dice.chance(percent) {
            kinds.push(kind);
        }
    }
    kinds
}

//! Contacts, made backwards: first the last one, which decides what is due today, then those before it.

use chrono::{NaiveDate, TimeDelta};
use programme::{Cadence, StageHistory};

use super::{
    super::{
        DemoError,
        dice::Dice,
        source::{Phase, weekday_before},
    },
    Enrolled, Fate, LEFT_DAYS, Life, Plan, Talk, Words,
};
use crate::{care::contacts::Outcome, shell::choices::Code};

/// How many of the latest contacts keep the cadence.
const AT_CADENCE: usize = 12;

/// The most contacts before those.
const BEFORE: i64 = 24;

/// Draws every contact and attempt with someone who is or was enrolled, oldest first.
///
/// Errors: [`DemoError`] when the calendar lacks a year.
pub(super) fn draw(
    plan: &Plan<'_>,
    dice: &mut Dice,
    life: &Life,
    enrolled: &Enrolled,
    referred_on: NaiveDate,
    fate: Fate,
    words: &Words,
) -> Result<Vec<Talk>, DemoError> {
    let yesterday = plan.today - TimeDelta::days(1);
    let first =
        weekday_before(referred_on + TimeDelta::days(dice.between(1, 6)), 0).max(referred_on);
    if fate == Fate::New || first > yesterday {
        return Ok(Vec::new());
    }
    let cadence = cadence(plan, enrolled);
    let last = weekday_before(last(plan, dice, enrolled, cadence, fate)?.min(yesterday), 0);
    let days = held_days(dice, first, last.max(first), length(cadence));
    let mut talks = Vec::new();
    for (place, on) in days.iter().copied().enumerate() {
        if !is_in_support(&enrolled.history, on) {
            continue;
        }
        if place > 0 && dice.chance(26) {
            let on = weekday_before(on, dice.between(1, 4));
            if on > days[place - 1] && is_in_support(&enrolled.history, on) {
                talks.push(missed(plan, dice, life, on));
            }
        }
        let phase = (!talks.is_empty()).then(|| phase_on(plan, &enrolled.history, on));
        talks.push(held(plan, dice, life, on, phase, words));
    }
    let quiet_until = enrolled.history.exited().map_or(yesterday, |(_, on)| on);
    if enrolled.history.current_pause().is_none() && (quiet_until - last).num_days() > 9 {
        tries(plan, dice, life, (last, quiet_until), &mut talks);
    }
    Ok(talks)
}

/// Adds attempts after the last contact, if that was a while ago.
fn tries(
    plan: &Plan<'_>,
    dice: &mut Dice,
    life: &Life,
    (last, until): (NaiveDate, NaiveDate),
    talks: &mut Vec<Talk>,
) {
    let mut on = last;
    for _ in 0..dice.below(4) {
        on = weekday_before(on + TimeDelta::days(dice.between(8, 16)), 0);
        if on >= until {
            break;
        }
        talks.push(missed(plan, dice, life, on));
    }
}

/// Returns the cadence in force, or two weeks if the stage sets none.
fn cadence(plan: &Plan<'_>, enrolled: &Enrolled) -> Cadence {
    let current = enrolled.history.stages().last();
    let stage = current.and_then(|span| plan.programme.stage(&span.stage));
    let rule = stage.and_then(|stage| stage.contact.as_ref());
    enrolled
        .own_cadence
        .or(rule.map(|rule| rule.every))
        .unwrap_or(Cadence::Weeks(2))
}

/// Returns roughly how many days a cadence lasts.
fn length(cadence: Cadence) -> i64 {
    match cadence {
        Cadence::WorkingDays(days) => i64::from(days) * 7 / 5,
        Cadence::Weeks(weeks) => i64::from(weeks) * 7,
    }
}

/// Draws the day of the last contact that took place.
fn last(
    plan: &Plan<'_>,
    dice: &mut Dice,
    enrolled: &Enrolled,
    cadence: Cadence,
    fate: Fate,
) -> Result<NaiveDate, DemoError> {
    let today = plan.today;
    if let Some((reason, on)) = enrolled.history.exited() {
        let is_lost = reason.as_str().contains("lost");
        let before = if is_lost {
            dice.between(35, 70)
        } else {
            dice.between(0, 10)
        };
        return Ok(on - TimeDelta::days(before));
    }
    if let Some(pause) = enrolled.history.current_pause() {
        return Ok(pause.from - TimeDelta::days(dice.between(1, 9)));
    }
    let due = match dice.below(100) {
        // No one has been able to reach them for weeks.
        0..3 if fate == Fate::Open => return Ok(today - TimeDelta::days(dice.between(32, 75))),
        3..13 => today - TimeDelta::days(dice.between(1, 9)),
        13..18 => today,
        _ => today + TimeDelta::days(dice.between(1, length(cadence))),
    };
    for days in 0..120 {
        let last = due - TimeDelta::days(days);
        if cadence.next(last, plan.calendar)? <= due {
            return Ok(last);
        }
    }
    Ok(due - TimeDelta::days(120))
}

/// Lists the days of the contacts, oldest first: at the cadence lately, further apart long ago, so that no one has hundreds.
fn held_days(dice: &mut Dice, first: NaiveDate, last: NaiveDate, every: i64) -> Vec<NaiveDate> {
    let (mut days, mut on, mut gap) = (Vec::new(), last, every);
    while on > first + TimeDelta::days(3) {
        days.push(weekday_before(on, 0));
        if days.len() == AT_CADENCE {
            gap = every.max((on - first).num_days() / BEFORE);
        }
        on -= TimeDelta::days((gap + dice.between(-2, 2)).max(3));
    }
    days.push(first);
    days.reverse();
    days.dedup();
    days
}

/// Returns whether they were in support on a day. The days before the first stage belong to the referral.
fn is_in_support(history: &StageHistory, on: NaiveDate) -> bool {
    let is_before = on < history.began_on();
    let in_stage = history
        .stages()
        .iter()
        .any(|span| span.from <= on && span.until.is_none_or(|until| on <= until));
    let in_pause = history
        .pauses()
        .iter()
        .any(|pause| pause.from < on && pause.until.is_none_or(|until| on < until));
    (is_before || in_stage) && !in_pause
}

fn phase_on(plan: &Plan<'_>, history: &StageHistory, on: NaiveDate) -> Phase {
    let mut stages = history.stages().iter().rev();
    let span = stages.find(|span| span.from <= on);
    span.map_or(Phase::Early, |span| plan.council.phase(span.stage.as_str()))
}

/// Draws who was in touch: the coach at the time, the adviser or the partner.
fn worker(plan: &Plan<'_>, dice: &mut Dice, life: &Life, on: NaiveDate) -> usize {
    let places = &life.places;
    let left_on = plan.today - TimeDelta::days(LEFT_DAYS);
    let coach = places
        .earlier_coach
        .filter(|_| on < left_on)
        .or(places.coach);
    let partner = places.partner.map(|(adviser, _)| adviser);
    let other = if dice.chance(12) {
        partner.or(places.adviser)
    } else {
        None
    };
    let referrer = life.referral.as_ref().map_or(0, |one| one.decided_by);
    other
        .or(coach)
        .or(partner)
        .or(places.adviser)
        .unwrap_or(referrer)
}

fn held(
    plan: &Plan<'_>,
    dice: &mut Dice,
    life: &Life,
    on: NaiveDate,
    phase: Option<Phase>,
    words: &Words,
) -> Talk {
    let noted = dice.pick(plan.source.notes.held(phase));
    let kind = dice.weighted(&[
        ("one-to-one", 34),
        ("call", 36),
        ("text", 10),
        ("email", 4),
        ("video", 5),
        ("drop-in", 6),
        ("home-visit", 5),
    ]);
    let agreed = match dice.chance(70) {
        true => words.fill(&noted.agreed),
        false => String::new(),
    };
    Talk {
        on,
        worker: worker(plan, dice, life, on),
        kind: kind.into(),
        outcome: Outcome::Held.code().into(),
        note: words.fill(&noted.note),
        agreed,
    }
}

fn missed(plan: &Plan<'_>, dice: &mut Dice, life: &Life, on: NaiveDate) -> Talk {
    let outcome = dice.weighted(&[
        ("no-answer", 44),
        ("did-not-come", 26),
        ("cancelled-by-them", 18),
        ("cancelled-by-us", 12),
    ]);
    let kind = match outcome {
        "no-answer" => dice.weighted(&[("call", 70), ("text", 30)]),
        _ => dice.weighted(&[("one-to-one", 70), ("video", 15), ("home-visit", 15)]),
    };
    let notes = plan.source.notes.missed(outcome);
    let note = if notes.is_empty() {
        String::new()
    } else {
        dice.pick(notes).clone()
    };
    Talk {
        on,
        worker: worker(plan, dice, life, on),
        kind: kind.into(),
        outcome: outcome.into(),
        note,
        agreed: String::new(),
    }
}

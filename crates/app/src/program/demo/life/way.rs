//! The way through the programme: the engine decides every stage and every pause.

use chrono::{NaiveDate, TimeDelta};
use programme::{Direction, Event, ExitCode, ExitKey, PauseKey, Refusal, StageHistory, StageKey};

use super::{
    super::{DemoError, dice::Dice, source::weekday_before},
    Enrolled, Fate, Plan, Words, is_eligible,
};
use crate::person::people::Fields;

/// How many weeks a stage lasts if it has no usual length.
const OPEN_ENDED_WEEKS: i64 = 60;

/// Draws the day of the referral. Few joined in a year whose money is ending or has ended, and no one before they were eligible.
pub(super) fn referred_on(
    plan: &Plan<'_>,
    dice: &mut Dice,
    fields: &Fields,
    fate: Fate,
) -> NaiveDate {
    let mut on = plan.today;
    for _ in 0..20 {
        let days = match fate {
            Fate::Waiting | Fate::New => dice.between(1, 9),
            Fate::Accepted => dice.between(4, 8),
            Fate::Left | Fate::Returned => dice.between(240, 725),
            Fate::Declined | Fate::Withdrawn => dice.between(12, 600),
            _ => match dice.below(100) {
                0..10 => dice.between(18, 60),
                10..38 => dice.between(61, 250),
                _ => dice.between(251, 725),
            },
        };
        on = weekday_before(plan.today, days);
        let fits = is_eligible(plan, fields, on) || fate == Fate::Declined;
        let is_funded = fate == Fate::Left || !notice_has_passed(plan, on) || dice.chance(3);
        if fits && is_funded {
            break;
        }
    }
    on
}

fn notice_has_passed(plan: &Plan<'_>, joined_on: NaiveDate) -> bool {
    let window = plan
        .programme
        .last_funding(programme::joining_year(joined_on));
    window.is_some_and(|window| {
        let notice = TimeDelta::weeks(window.announced_weeks_before.into());
        window.until - notice <= plan.today
    })
}

/// Draws the first day of support, if it has started.
pub(super) fn enrolled_on(
    plan: &Plan<'_>,
    dice: &mut Dice,
    fate: Fate,
    referred_on: NaiveDate,
) -> Option<NaiveDate> {
    let yesterday = plan.today.pred_opt()?;
    match fate {
        Fate::Open | Fate::Paused | Fate::Returned | Fate::Left => {
            Some((referred_on + TimeDelta::days(dice.between(2, 12))).min(yesterday))
        }
        Fate::New => Some((referred_on + TimeDelta::days(1)).min(yesterday)),
        _ => None,
    }
}

/// Goes through the programme from the first day on.
pub(super) fn walk(
    plan: &Plan<'_>,
    dice: &mut Dice,
    fate: Fate,
    from: NaiveDate,
    words: &Words,
) -> Result<Enrolled, DemoError> {
    let starts: Vec<(&str, usize)> = plan
        .council
        .starts
        .iter()
        .map(|(stage, weight)| (stage.as_str(), *weight))
        .collect();
    let first = stage_key(dice.weighted(&starts))?;
    let mut history = plan.programme.start(&first, from)?.history;
    let today = plan.today;
    match fate {
        Fate::Left => {
            let latest = (today - from).num_days() - 60;
            let until = today - TimeDelta::days(dice.between(20, latest.max(21)));
            history = go_on(plan, dice, history, until)?;
            history = leave(plan, dice, &history, until)?;
        }
        Fate::Returned => {
            let back = today - TimeDelta::days(dice.between(30, 110));
            let until = back - TimeDelta::days(dice.between(14, 80));
            history = go_on(plan, dice, history, until)?;
            history = leave(plan, dice, &history, until)?;
            let stages = plan.programme.returns(&history);
            if let Some(stage) = stages.first().map(|stage| stage.key.clone()) {
                let step = plan.programme.advance(&history, Event::Return(stage), back);
                history = go_on(plan, dice, step?.history, today)?;
            }
        }
        Fate::Paused => {
            let on = (today - TimeDelta::days(dice.between(4, 50))).max(from);
            history = go_on(plan, dice, history, on)?;
            let reasons = &plan.programme.definition().pauses;
            let reason = dice.pick(reasons).key.clone();
            history = pause(plan, &history, reason, on)?;
        }
        _ => history = go_on(plan, dice, history, today)?,
    }
    Ok(Enrolled {
        reasons: reasons(plan, dice, &history, words),
        own_cadence: own_cadence(plan, dice, &history),
        history,
    })
}

fn stage_key(text: &str) -> Result<StageKey, DemoError> {
    StageKey::parse(text).map_err(|error| DemoError::Files(format!("stage {text}: {error}")))
}

fn pause(
    plan: &Plan<'_>,
    history: &StageHistory,
    reason: PauseKey,
    on: NaiveDate,
) -> Result<StageHistory, Refusal> {
    let on = on.max(history.changed_on());
    let step = plan.programme.advance(history, Event::Pause(reason), on)?;
    Ok(step.history)
}

/// Goes from stage to stage until a day.
fn go_on(
    plan: &Plan<'_>,
    dice: &mut Dice,
    mut history: StageHistory,
    until: NaiveDate,
) -> Result<StageHistory, DemoError> {
    while let Some(current) = history.current() {
        let (from, key) = (current.from, current.stage.clone());
        let stage = plan.programme.stage(&key);
        let weeks = stage
            .and_then(|stage| stage.usual_weeks)
            .map_or(OPEN_ENDED_WEEKS, i64::from);
        let stay = (weeks * 7 * dice.between(50, 160) / 100).max(7);
        let leave_on = from + TimeDelta::days(stay);
        if dice.chance(8) && stay > 60 {
            let on = from + TimeDelta::days(stay / 3);
            let back = on + TimeDelta::days(dice.between(14, 50));
            if back < leave_on.min(until) {
                let reason = dice.pick(&plan.programme.definition().pauses).key.clone();
                history = pause(plan, &history, reason, on)?;
                let step = plan.programme.advance(&history, Event::Resume, back)?;
                history = step.history;
            }
        }
        let is_final = stage.is_some_and(|stage| stage.is_final);
        let next = next_stage(plan, dice, &key, is_final);
        let Some(next) = next.filter(|_| leave_on < until) else {
            break;
        };
        let step = plan
            .programme
            .advance(&history, Event::MoveTo(next), leave_on)?;
        history = step.history;
    }
    Ok(history)
}

/// Draws a move that the programme allows. From the last stage most stay.
fn next_stage(
    plan: &Plan<'_>,
    dice: &mut Dice,
    from: &StageKey,
    is_final: bool,
) -> Option<StageKey> {
    if is_final && !dice.chance(30) {
        return None;
    }
    let wanted = dice.weighted(&[
        (Direction::Forward, 80),
        (Direction::Back, 14),
        (Direction::Sideways, 6),
    ]);
    let moves = plan.programme.moves_from(from);
    let fitting: Vec<_> = moves.iter().filter(|one| one.direction == wanted).collect();
    match (fitting.as_slice(), moves.as_slice()) {
        ([], []) => None,
        ([], moves) => Some(moves[0].to.clone()),
        (fitting, _) => {
            // The nearest stage comes first in a file, and most go there.
            let place = dice.below(fitting.len()).min(dice.below(fitting.len()));
            Some(fitting[place].to.clone())
        }
    }
}

fn leave(
    plan: &Plan<'_>,
    dice: &mut Dice,
    history: &StageHistory,
    on: NaiveDate,
) -> Result<StageHistory, DemoError> {
    let is_final = history
        .current()
        .and_then(|span| plan.programme.stage(&span.stage))
        .is_some_and(|stage| stage.is_final);
    let funded = plan
        .programme
        .last_funding(programme::joining_year(history.began_on()));
    let code = if funded.is_some_and(|window| window.until <= on) && dice.chance(60) {
        ExitCode::FundingEnded
    } else if is_final {
        dice.weighted(&[(ExitCode::Employment, 60), (ExitCode::Learning, 40)])
    } else {
        dice.weighted(&[
            (ExitCode::Declined, 35),
            (ExitCode::LostContact, 30),
            (ExitCode::MovedAway, 20),
            (ExitCode::ReferredOn, 15),
        ])
    };
    let reason = exit_key(plan, code)?;
    let on = on.max(history.changed_on());
    let step = plan.programme.advance(history, Event::Exit(reason), on)?;
    Ok(step.history)
}

fn exit_key(plan: &Plan<'_>, code: ExitCode) -> Result<ExitKey, DemoError> {
    let exits = &plan.programme.definition().exits;
    let found = exits.iter().find(|exit| exit.code == code);
    found
        .map(|exit| exit.key.clone())
        .ok_or_else(|| DemoError::Files(format!("no exit with the code {code:?}")))
}

/// Gives the reason for each stage: by how far it is, or for the step back.
fn reasons(plan: &Plan<'_>, dice: &mut Dice, history: &StageHistory, words: &Words) -> Vec<String> {
    let notes = &plan.source.notes;
    let mut before: Option<&StageKey> = None;
    let mut reasons = Vec::new();
    for span in history.stages() {
        let is_back = before.is_some_and(|from| {
            let moves = plan.programme.moves_from(from);
            moves
                .iter()
                .any(|one| one.to == span.stage && one.direction == Direction::Back)
        });
        let from = if is_back {
            notes.back.as_slice()
        } else {
            notes.reasons(plan.council.phase(span.stage.as_str()))
        };
        reasons.push(words.fill(dice.pick::<String>(from)));
        before = Some(&span.stage);
    }
    reasons
}

fn own_cadence(
    plan: &Plan<'_>,
    dice: &mut Dice,
    history: &StageHistory,
) -> Option<programme::Cadence> {
    let stage = plan.programme.stage(&history.current()?.stage)?;
    let offered = &stage.contact.as_ref()?.per_person;
    (dice.chance(8) && !offered.is_empty()).then(|| *dice.pick(offered))
}

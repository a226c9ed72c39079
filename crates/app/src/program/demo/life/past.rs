//! What a young person did and where they lived, up to now.

use chrono::{NaiveDate, TimeDelta};
use values::codes::{Accommodation, Activity};

use super::{super::dice::Dice, Life, Plan};

const WORK_OR_LEARNING: &[(Activity, usize)] = &[
    (Activity::F2, 34),
    (Activity::F5, 24),
    (Activity::P5, 16),
    (Activity::F4, 9),
    (Activity::P2, 7),
    (Activity::F1, 10),
];

const NEITHER: &[(Activity, usize)] = &[(Activity::G5, 66), (Activity::G4, 21), (Activity::G6, 13)];

/// Draws the history of education, employment and training, and of homes.
pub(super) fn draw(plan: &Plan<'_>, dice: &mut Dice, life: &mut Life) {
    let (now, since) = now(plan, dice, life);
    let born = life.fields.born_on.unwrap_or(plan.today);
    let sixteen = born + TimeDelta::days(16 * 365 + 4);
    let start = sixteen
        .max(plan.today - TimeDelta::days(5 * 365))
        .min(plan.today - TimeDelta::days(200));
    let days: Vec<NaiveDate> = {
        let wanted = dice.between(1, 4);
        let most = (since - start).num_days() - 1;
        let mut days: Vec<_> = (1..wanted)
            .map(|_| start + TimeDelta::days(dice.between(1, most.max(1))))
            .filter(|day| *day < since)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    };
    let mut eet = vec![(start.min(since - TimeDelta::days(1)), Activity::F2)];
    for day in days {
        let code = if dice.chance(45) {
            dice.weighted(NEITHER)
        } else {
            dice.weighted(WORK_OR_LEARNING)
        };
        if eet.last().is_some_and(|(_, before)| *before != code) {
            eet.push((day, code));
        }
    }
    eet.push((since, now));
    life.eet = eet;
    if dice.chance(62) {
        life.homes = homes(plan, dice, born, start);
    }
}

/// Draws what they do now, and since when. In the last stage of a programme they work or learn.
fn now(plan: &Plan<'_>, dice: &mut Dice, life: &Life) -> (Activity, NaiveDate) {
    let current = life.enrolment.as_ref().map(|one| one.history.current());
    let since = plan.today - TimeDelta::days(dice.between(15, 180));
    let neither_percent = match current {
        Some(Some(span)) => {
            let is_settled =
                plan.council.phase(span.stage.as_str()) == super::super::source::Phase::Settled;
            if is_settled {
                return (dice.weighted(WORK_OR_LEARNING), span.from);
            }
            80
        }
        Some(None) => 36,
        None => 42,
    };
    let code = match dice.below(100) {
        drawn if drawn < neither_percent => dice.weighted(NEITHER),
        drawn if drawn >= 94 => Activity::NotKnown,
        _ => dice.weighted(WORK_OR_LEARNING),
    };
    (code, since)
}

fn homes(
    plan: &Plan<'_>,
    dice: &mut Dice,
    born: NaiveDate,
    start: NaiveDate,
) -> Vec<(NaiveDate, Accommodation)> {
    use Accommodation::{B1, C1, D1, E1, K1, S2, T1, U1, V2, X2, Z1};

    let adult = born + TimeDelta::days(18 * 365 + 5);
    let mut homes: Vec<(NaiveDate, Accommodation)> = Vec::new();
    let mut from = start;
    for _ in 0..dice.between(1, 3) {
        let code = if from < adult {
            dice.weighted(&[(D1, 40), (E1, 25), (C1, 25), (B1, 10)])
        } else {
            dice.weighted(&[
                (U1, 46),
                (D1, 16),
                (Z1, 12),
                (B1, 10),
                (T1, 6),
                (K1, 4),
                (S2, 3),
                (V2, 2),
                (X2, 1),
            ])
        };
        if homes.last().is_none_or(|(_, before)| *before != code) {
            homes.push((from, code));
        }
        from += TimeDelta::days(dice.between(120, 500));
        if from >= plan.today {
            break;
        }
    }
    homes
}

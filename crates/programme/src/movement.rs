//! How many moved from where to where, and how long they stayed: the figures behind a flow picture.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{ExitKey, StageHistory, StageKey};

/// An end of a move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// Before the first stage.
    Start,
    /// A stage.
    Stage(StageKey),
    /// Out of the programme, by reason. A return leads from here.
    Exit(ExitKey),
}

/// How many moved from one point to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// From where.
    pub from: Point,
    /// To where.
    pub to: Point,
    /// How many moves; a young person who moves twice counts twice.
    pub count: u32,
}

/// How long young people stayed in a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// The stage.
    pub stage: StageKey,
    /// The median length, in days, pauses included.
    pub median_days: f64,
    /// The number of stretches.
    pub count: u32,
}

/// Movement through a programme in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movement {
    /// Every route that was taken, in a fixed order.
    pub flows: Vec<Flow>,
    /// Every stage that was left, with the stretches that ended in the period.
    pub stays: Vec<Stay>,
}

/// Counts the movement of enrolments from the day `from` to the day `until`, both included.
pub fn movement<'a>(
    histories: impl IntoIterator<Item = &'a StageHistory>,
    from: NaiveDate,
    until: NaiveDate,
) -> Movement {
    let period = from..=until;
    let mut flows: BTreeMap<(Point, Point), u32> = BTreeMap::new();
    let mut stays: BTreeMap<StageKey, Vec<i64>> = BTreeMap::new();
    for history in histories {
        let mut here = Point::Start;
        for span in history.stages() {
            let stage = Point::Stage(span.stage.clone());
            if period.contains(&span.from) {
                *flows.entry((here, stage.clone())).or_default() += 1;
            }
            here = stage;
            let Some(left) = span.until else { continue };
            if period.contains(&left) {
                stays
                    .entry(span.stage.clone())
                    .or_default()
                    .push((left - span.from).num_days());
            }
            if let Some(reason) = &span.exit {
                let exit = Point::Exit(reason.clone());
                if period.contains(&left) {
                    *flows.entry((here, exit.clone())).or_default() += 1;
                }
                here = exit;
            }
        }
    }
    Movement {
        flows: flows
            .into_iter()
            .map(|((from, to), count)| Flow { from, to, count })
            .collect(),
        stays: stays
            .into_iter()
            .map(|(stage, days)| stay(stage, days))
            .collect(),
    }
}

fn stay(stage: StageKey, mut days: Vec<i64>) -> Stay {
    days.sort_unstable();
    let (low, high) = (days[(days.len() - 1) / 2], days[days.len() / 2]);
    let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
    Stay {
        stage,
        median_days: (low + high) as f64 / 2.0,
        count,
    }
}

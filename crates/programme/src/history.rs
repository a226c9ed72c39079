//! Where a young person has been in a programme: stages and pauses over time.
//!
//! A stretch runs between two dates; the day on which one ends is the day on which the next begins, so it belongs to the next. Two
//! moves on one day leave a stretch of no days, which is kept so that nothing is lost.
//!
//! Absent on purpose: rules of a programme. A history stays readable when the programme that made it has changed.

use chrono::NaiveDate;

use crate::{ExitKey, PauseKey, StageKey};

/// A stretch in one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageSpan {
    /// The stage.
    pub stage: StageKey,
    /// The first day.
    pub from: NaiveDate,
    /// The day on which it was left. `None` while it lasts.
    pub until: Option<NaiveDate>,
    /// Why support ended on that day; `None` where the young person moved to another stage.
    pub exit: Option<ExitKey>,
}

/// A stretch in which support was paused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PauseSpan {
    /// Why.
    pub reason: PauseKey,
    /// The first day.
    pub from: NaiveDate,
    /// The day on which support resumed or ended. `None` while it lasts.
    pub until: Option<NaiveDate>,
}

/// Why stretches do not form a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// There is no stretch of a stage.
    #[error("a history begins with a stage")]
    Empty,
    /// A stretch ends before it begins, begins before the one before it ends, or lasts although another follows.
    #[error("the stages and pauses of a history follow one another")]
    Disordered,
    /// Stages leave a gap although nobody exited, or a stage has a reason for an exit and no end.
    #[error("a stage ends with the next one or with an exit")]
    Gap,
    /// A pause lasts although support has ended, or is before the first stage.
    #[error("a pause lies within a stage")]
    PauseOutside,
}

/// Where a young person has been in a programme, from the first stage on. It has exactly one current stage, or none after an exit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageHistory {
    pub(crate) stages: Vec<StageSpan>,
    pub(crate) pauses: Vec<PauseSpan>,
}

impl StageHistory {
    /// Rebuilds a history from stored stretches, each list in order.
    ///
    /// Errors: [`HistoryError`] when they are not what [`crate::Programme::start`] and [`crate::Programme::advance`] produce.
    pub fn new(stages: Vec<StageSpan>, pauses: Vec<PauseSpan>) -> Result<Self, HistoryError> {
        check_stages(&stages)?;
        check_pauses(&stages, &pauses)?;
        Ok(Self { stages, pauses })
    }

    /// Returns every stretch of a stage, oldest first. Never empty.
    pub fn stages(&self) -> &[StageSpan] {
        &self.stages
    }

    /// Returns the stage that they moved from into the current one; `None` in the first stage, and after a return.
    pub fn moved_from(&self) -> Option<&StageKey> {
        let [.., before, now] = self.stages.as_slice() else {
            return None;
        };
        let is_move = now.until.is_none() && before.exit.is_none();
        is_move.then_some(&before.stage)
    }

    /// Returns every pause, oldest first.
    pub fn pauses(&self) -> &[PauseSpan] {
        &self.pauses
    }

    /// Returns the current stage, or `None` after an exit.
    pub fn current(&self) -> Option<&StageSpan> {
        self.stages.last().filter(|span| span.until.is_none())
    }

    /// Returns the current pause.
    pub fn current_pause(&self) -> Option<&PauseSpan> {
        self.pauses.last().filter(|pause| pause.until.is_none())
    }

    /// Returns the current exit, with its day; `None` while support continues.
    pub fn exited(&self) -> Option<(&ExitKey, NaiveDate)> {
        let last = self.stages.last()?;
        Some((last.exit.as_ref()?, last.until?))
    }

    /// Returns the first day of the first stage.
    pub fn began_on(&self) -> NaiveDate {
        self.stages
            .first()
            .expect("a history begins with a stage")
            .from
    }

    /// Returns the day on which support last resumed after an exit.
    pub fn returned_on(&self) -> Option<NaiveDate> {
        let pairs = self.stages.windows(2).rev();
        let mut returns = pairs.filter(|pair| pair[0].exit.is_some());
        returns.next().map(|pair| pair[1].from)
    }

    /// Returns the latest day on which anything changed.
    pub fn changed_on(&self) -> NaiveDate {
        let stage = self
            .stages
            .last()
            .map(|span| span.until.unwrap_or(span.from));
        let pause = self
            .pauses
            .last()
            .map(|span| span.until.unwrap_or(span.from));
        stage.max(pause).expect("a history begins with a stage")
    }
}

fn check_stages(stages: &[StageSpan]) -> Result<(), HistoryError> {
    let last = stages.last().ok_or(HistoryError::Empty)?;
    if stages
        .iter()
        .any(|span| span.until.is_some_and(|until| until < span.from))
    {
        return Err(HistoryError::Disordered);
    }
    if last.until.is_some() != last.exit.is_some() {
        return Err(HistoryError::Gap);
    }
    for pair in stages.windows(2) {
        match pair[0].until {
            None => return Err(HistoryError::Disordered),
            Some(until) if until > pair[1].from => return Err(HistoryError::Disordered),
            Some(until) if until < pair[1].from && pair[0].exit.is_none() => {
                return Err(HistoryError::Gap);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn check_pauses(stages: &[StageSpan], pauses: &[PauseSpan]) -> Result<(), HistoryError> {
    if pauses
        .iter()
        .any(|span| span.until.is_some_and(|until| until < span.from))
    {
        return Err(HistoryError::Disordered);
    }
    for pair in pauses.windows(2) {
        if pair[0].until.is_none_or(|until| until > pair[1].from) {
            return Err(HistoryError::Disordered);
        }
    }
    let exited = stages.last().is_some_and(|span| span.until.is_some());
    let lasting = pauses.last().is_some_and(|pause| pause.until.is_none());
    let early = pauses
        .first()
        .zip(stages.first())
        .is_some_and(|(pause, stage)| pause.from < stage.from);
    if early || (exited && lasting) {
        Err(HistoryError::PauseOutside)
    } else {
        Ok(())
    }
}

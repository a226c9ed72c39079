//! Why an enrolment cannot change as asked.

use chrono::NaiveDate;

use crate::{ExitKey, PauseKey, StageKey};

/// Why something cannot happen. Shown to the worker as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The programme has no such stage.
    #[error("This programme has no stage “{0}”.")]
    NoSuchStage(StageKey),
    /// The programme has no such reason for a pause.
    #[error("This programme has no pause reason “{0}”.")]
    NoSuchPause(PauseKey),
    /// The programme has no such reason for an exit.
    #[error("This programme has no exit reason “{0}”.")]
    NoSuchExit(ExitKey),
    /// An enrolment cannot start in this stage.
    #[error("Support cannot start in {stage}. It can start in {possible}.")]
    NotAStart {
        /// The label of the stage.
        stage: String,
        /// The labels of the stages where it can start.
        possible: String,
    },
    /// The programme allows no such move.
    #[error(
        "There is no move from {from} to {to}. From {from}, the young person can move to {possible}."
    )]
    NotFromHere {
        /// The label of the current stage.
        from: String,
        /// The label of the stage that was wanted.
        to: String,
        /// The labels of the stages that are possible.
        possible: String,
    },
    /// The stage is the current one.
    #[error("The young person is already in {0}.")]
    AlreadyThere(
        /// The label of the stage.
        String,
    ),
    /// The date is before the last change.
    #[error("{} is before the last change, on {}.", plain(.on), plain(.last))]
    TooEarly {
        /// The date that was given.
        on: NaiveDate,
        /// The day of the last change.
        last: NaiveDate,
    },
    /// Support is paused.
    #[error("Support is paused. Resume it first.")]
    Paused,
    /// Support is not paused.
    #[error("Support is not paused.")]
    NotPaused,
    /// Support has ended.
    #[error("Support has ended. Record a return first.")]
    Ended,
    /// Support has not ended.
    #[error("Support has not ended, so there is nothing to return from.")]
    NotEnded,
    /// The young person has died.
    #[error("Support ended because the young person died, so it cannot restart.")]
    Died,
    /// A return can lead to a start, or to a stage the young person has been in.
    #[error("They can return to {possible}, not to {stage}.")]
    NoReturnTo {
        /// The label of the stage that was wanted.
        stage: String,
        /// The labels of the stages that are possible.
        possible: String,
    },
}

/// Writes a date as people do, such as "3 March 2026".
pub(crate) fn plain(day: &NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

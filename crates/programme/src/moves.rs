//! How an enrolment continues: starts, moves, pauses, exits, returns.
//!
//! What is allowed is decided first and then applied as [`Change`]s, which are also what is stored. So the stored rows and the
//! history cannot disagree.

use chrono::NaiveDate;

use crate::{
    ExitCode, ExitKey, PauseKey, PauseSpan, Programme, Refusal, Stage, StageHistory, StageKey,
    StageSpan,
};

/// What happens to an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The young person moves to another stage.
    MoveTo(StageKey),
    /// Support pauses.
    Pause(PauseKey),
    /// Support resumes after a pause.
    Resume,
    /// Support ends.
    Exit(ExitKey),
    /// Support resumes after an exit, without a new referral.
    Return(StageKey),
}

/// One thing to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The current stage ends: by an exit where a reason is given, by a move otherwise.
    StageEnded {
        /// The stage.
        stage: StageKey,
        /// The day.
        on: NaiveDate,
        /// Why, for an exit.
        exit: Option<ExitKey>,
    },
    /// A stage begins.
    StageBegan {
        /// The stage.
        stage: StageKey,
        /// The day.
        on: NaiveDate,
    },
    /// A pause begins.
    PauseBegan {
        /// Why.
        reason: PauseKey,
        /// The day.
        on: NaiveDate,
    },
    /// The current pause ends.
    PauseEnded {
        /// The day.
        on: NaiveDate,
    },
}

/// What an event leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The history after it.
    pub history: StageHistory,
    /// What to store, in order.
    pub changes: Vec<Change>,
}

/// Where a move leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Towards what the programme leads to.
    Forward,
    /// To an earlier stage.
    Back,
    /// To another stage of the same kind.
    Sideways,
}

/// A move that a programme allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The stage to which it leads.
    pub to: StageKey,
    /// What that stage is called.
    pub label: String,
    /// Where it leads.
    pub direction: Direction,
}

impl Programme {
    /// Begins an enrolment. Errors: [`Refusal`] when the stage cannot be entered from a referral.
    pub fn start(&self, stage: &StageKey, on: NaiveDate) -> Result<Step, Refusal> {
        let stage = self.known(stage)?;
        if !stage.from_referral {
            let (stage, possible) = (stage.label.clone(), labels(self.starts()));
            return Err(Refusal::NotAStart { stage, possible });
        }
        let began = StageSpan {
            stage: stage.key.clone(),
            from: on,
            until: None,
            exit: None,
        };
        let history = StageHistory {
            stages: vec![began],
            pauses: Vec::new(),
        };
        let changes = vec![Change::StageBegan {
            stage: stage.key.clone(),
            on,
        }];
        Ok(Step { history, changes })
    }

    /// Applies an event to an enrolment.
    ///
    /// `on` can be the day of the last change, not before it. Errors: [`Refusal`] when the programme does not allow it; the history
    /// is unchanged.
    pub fn advance(
        &self,
        history: &StageHistory,
        event: Event,
        on: NaiveDate,
    ) -> Result<Step, Refusal> {
        let last = history.changed_on();
        if on < last {
            return Err(Refusal::TooEarly { on, last });
        }
        let changes = match event {
            Event::MoveTo(to) => self.move_to(history, &to, on),
            Event::Pause(reason) => self.pause(history, reason, on),
            Event::Resume => resume(history, on),
            Event::Exit(reason) => self.exit(history, reason, on),
            Event::Return(stage) => self.return_to(history, &stage, on),
        }?;
        let mut history = history.clone();
        for change in &changes {
            history.apply(change);
        }
        Ok(Step { history, changes })
    }

    /// Lists the moves that a stage allows: forward, back, sideways. Empty for a stage that the programme does not have.
    pub fn moves_from(&self, stage: &StageKey) -> Vec<Move> {
        let Some(stage) = self.stage(stage) else {
            return Vec::new();
        };
        let directions = [
            (Direction::Forward, &stage.forward),
            (Direction::Back, &stage.back),
            (Direction::Sideways, &stage.sideways),
        ];
        let mut moves = Vec::new();
        for (direction, keys) in directions {
            for to in keys.iter().filter_map(|key| self.stage(key)) {
                moves.push(Move {
                    to: to.key.clone(),
                    label: to.label.clone(),
                    direction,
                });
            }
        }
        moves
    }

    /// Lists the stages to which a young person can return after an exit: every start, and every stage they have been in.
    ///
    /// Empty where there is no return, or support has not ended.
    pub fn returns(&self, history: &StageHistory) -> Vec<&Stage> {
        let Some((reason, _)) = history.exited() else {
            return Vec::new();
        };
        if self.is_death(reason) {
            return Vec::new();
        }
        let been = |stage: &Stage| history.stages.iter().any(|span| span.stage == stage.key);
        let stages = self.definition().stages.iter();
        stages
            .filter(|stage| stage.from_referral || been(stage))
            .collect()
    }

    fn known(&self, key: &StageKey) -> Result<&Stage, Refusal> {
        self.stage(key)
            .ok_or_else(|| Refusal::NoSuchStage(key.clone()))
    }

    fn is_death(&self, reason: &ExitKey) -> bool {
        self.exit_reason(reason)
            .is_some_and(|reason| reason.code == ExitCode::Died)
    }

    fn move_to(
        &self,
        history: &StageHistory,
        to: &StageKey,
        on: NaiveDate,
    ) -> Result<Vec<Change>, Refusal> {
        let from = running(history)?.stage.clone();
        let to = self.known(to)?;
        if from == to.key {
            return Err(Refusal::AlreadyThere(to.label.clone()));
        }
        let moves = self.moves_from(&from);
        if !moves.iter().any(|possible| possible.to == to.key) {
            return Err(Refusal::NotFromHere {
                from: self
                    .stage(&from)
                    .map_or_else(|| from.to_string(), |stage| stage.label.clone()),
                to: to.label.clone(),
                possible: join_labels(moves.into_iter().map(|possible| possible.label)),
            });
        }
        let ended = Change::StageEnded {
            stage: from,
            on,
            exit: None,
        };
        Ok(vec![
            ended,
            Change::StageBegan {
                stage: to.key.clone(),
                on,
            },
        ])
    }

    fn pause(
        &self,
        history: &StageHistory,
        reason: PauseKey,
        on: NaiveDate,
    ) -> Result<Vec<Change>, Refusal> {
        running(history)?;
        if self.pause_reason(&reason).is_none() {
            return Err(Refusal::NoSuchPause(reason));
        }
        Ok(vec![Change::PauseBegan { reason, on }])
    }

    fn exit(
        &self,
        history: &StageHistory,
        reason: ExitKey,
        on: NaiveDate,
    ) -> Result<Vec<Change>, Refusal> {
        let stage = history.current().ok_or(Refusal::Ended)?.stage.clone();
        if self.exit_reason(&reason).is_none() {
            return Err(Refusal::NoSuchExit(reason));
        }
        let resumed = history.current_pause().map(|_| Change::PauseEnded { on });
        let ended = Change::StageEnded {
            stage,
            on,
            exit: Some(reason),
        };
        Ok(resumed.into_iter().chain([ended]).collect())
    }

    fn return_to(
        &self,
        history: &StageHistory,
        stage: &StageKey,
        on: NaiveDate,
    ) -> Result<Vec<Change>, Refusal> {
        let (reason, _) = history.exited().ok_or(Refusal::NotEnded)?;
        if self.is_death(reason) {
            return Err(Refusal::Died);
        }
        let stage = self.known(stage)?;
        let possible = self.returns(history);
        if !possible.iter().any(|possible| possible.key == stage.key) {
            let (stage, possible) = (stage.label.clone(), labels(possible.into_iter()));
            return Err(Refusal::NoReturnTo { stage, possible });
        }
        Ok(vec![Change::StageBegan {
            stage: stage.key.clone(),
            on,
        }])
    }
}

impl StageHistory {
    pub(crate) fn apply(&mut self, change: &Change) {
        match change {
            Change::StageBegan { stage, on } => {
                self.stages.push(StageSpan {
                    stage: stage.clone(),
                    from: *on,
                    until: None,
                    exit: None,
                });
            }
            Change::StageEnded { on, exit, .. } => {
                let span = self
                    .stages
                    .last_mut()
                    .expect("a history begins with a stage");
                (span.until, span.exit) = (Some(*on), exit.clone());
            }
            Change::PauseBegan { reason, on } => {
                self.pauses.push(PauseSpan {
                    reason: reason.clone(),
                    from: *on,
                    until: None,
                });
            }
            Change::PauseEnded { on } => {
                let pause = self
                    .pauses
                    .last_mut()
                    .expect("only a current pause is ended");
                pause.until = Some(*on);
            }
        }
    }
}

/// Returns the current stage of an enrolment that is neither paused nor ended.
fn running(history: &StageHistory) -> Result<&StageSpan, Refusal> {
    let current = history.current().ok_or(Refusal::Ended)?;
    if history.current_pause().is_some() {
        Err(Refusal::Paused)
    } else {
        Ok(current)
    }
}

fn resume(history: &StageHistory, on: NaiveDate) -> Result<Vec<Change>, Refusal> {
    history.current().ok_or(Refusal::Ended)?;
    history.current_pause().ok_or(Refusal::NotPaused)?;
    Ok(vec![Change::PauseEnded { on }])
}

fn labels<'a>(stages: impl Iterator<Item = &'a Stage>) -> String {
    join_labels(stages.map(|stage| stage.label.clone()))
}

/// Joins labels as in a sentence: "A", "A or B", "A, B or C".
fn join_labels(labels: impl Iterator<Item = String>) -> String {
    let labels: Vec<String> = labels.collect();
    match labels.split_last() {
        None => "no other stage".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

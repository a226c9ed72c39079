//! Which stage of a newer version of a programme replaces each stage of an older one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{Change, Programme, Refusal, ReplacedKind, StageHistory, StageKey, Step};

/// Finds the stage of the newer version for every stage of the older: the one of the same key, or the one that replaced it.
///
/// Errors: a sentence for each stage that has gone without a successor, in the order of the older file.
pub fn successors(
    old: &Programme,
    new: &Programme,
) -> Result<BTreeMap<StageKey, StageKey>, Vec<String>> {
    let (mut found, mut gone) = (BTreeMap::new(), Vec::new());
    for stage in &old.definition().stages {
        match successor(&stage.key, new) {
            Some(key) => {
                found.insert(stage.key.clone(), key);
            }
            None => gone.push(format!(
                "The stage “{}” ({}) has been removed and nothing replaces it. Name its successor in `replaced`.",
                stage.label, stage.key
            )),
        }
    }
    if gone.is_empty() {
        Ok(found)
    } else {
        Err(gone)
    }
}

impl Programme {
    /// Carries an enrolment over from an older version: where its stage has a successor with another key, that stage begins on a day.
    ///
    /// The step has no changes where the stage is the same, or support has ended. A pause continues. Errors: [`Refusal::TooEarly`] when the
    /// day is before the last change, [`Refusal::NoSuchStage`] when this version has no successor for the stage.
    pub fn take_over(
        &self,
        history: &StageHistory,
        successors: &BTreeMap<StageKey, StageKey>,
        on: NaiveDate,
    ) -> Result<Step, Refusal> {
        let mut step = Step {
            history: history.clone(),
            changes: Vec::new(),
        };
        let Some(current) = history.current() else {
            return Ok(step);
        };
        let from = &current.stage;
        let to = successors.get(from).filter(|to| self.stage(to).is_some());
        let to = to.ok_or_else(|| Refusal::NoSuchStage(from.clone()))?;
        if to == from {
            return Ok(step);
        }
        let last = history.changed_on();
        if on < last {
            return Err(Refusal::TooEarly { on, last });
        }
        step.changes = vec![
            Change::StageEnded {
                stage: from.clone(),
                on,
                exit: None,
            },
            Change::StageBegan {
                stage: to.clone(),
                on,
            },
        ];
        for change in &step.changes {
            step.history.apply(change);
        }
        Ok(step)
    }
}

fn successor(key: &StageKey, new: &Programme) -> Option<StageKey> {
    if let Some(same) = new.stage(key) {
        return Some(same.key.clone());
    }
    let replaced = new.definition().replaced.iter();
    let by = replaced
        .filter(|entry| entry.kind == ReplacedKind::Stage && entry.key.as_str() == key.as_str())
        .map(|entry| entry.by.as_str())
        .next()?;
    let mut stages = new.definition().stages.iter();
    stages
        .find(|stage| stage.key.as_str() == by)
        .map(|stage| stage.key.clone())
}

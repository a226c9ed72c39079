//! Which stage of a newer version of a programme stands for each stage of an older one.

use std::collections::BTreeMap;

use crate::{Programme, ReplacedKind, StageKey};

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
                "The stage “{}” ({}) has gone, and nothing took its place. Name its successor in `replaced`.",
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

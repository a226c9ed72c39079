//! Rules for what replaces parts of earlier versions.

use std::collections::BTreeSet;

use super::Check;
use crate::{Definition, ReplacedKind, source::Path};

impl Check<'_> {
    /// What was replaced is gone, is listed once, and its replacement is there.
    pub(super) fn replaced(&mut self) {
        let definition = self.definition;
        let mut named = BTreeSet::new();
        for (index, replaced) in definition.replaced.iter().enumerate() {
            let path = Path::to("replaced").at(index);
            let (name, known) = keys(definition, replaced.kind);
            let (key, by) = (replaced.key.as_str(), replaced.by.as_str());
            if known.contains(key) {
                self.fault(
                    path.clone().key("key"),
                    format!("the {name} `{key}` is still there"),
                    format!("Remove the {name} from the file, or remove this entry."),
                );
            } else if !named.insert((replaced.kind, key)) {
                self.fault(
                    path.clone().key("key"),
                    format!("the {name} `{key}` is replaced twice"),
                    "Name one successor.",
                );
            }
            if !known.contains(by) {
                self.fault(
                    path.key("by"),
                    format!("there is no {name} `{by}`"),
                    "Name one that is in this file.",
                );
            }
        }
    }
}

/// Returns what a kind is called, and its keys in the file.
fn keys(definition: &Definition, kind: ReplacedKind) -> (&'static str, BTreeSet<&str>) {
    let stages = definition.stages.iter();
    match kind {
        ReplacedKind::Stage => ("stage", stages.map(|stage| stage.key.as_str()).collect()),
        ReplacedKind::Offer => {
            let offers = stages.flat_map(|stage| &stage.offers);
            ("offer", offers.map(|offer| offer.key.as_str()).collect())
        }
        ReplacedKind::Question => {
            let questions = definition.questions.iter();
            let keys = questions.map(|question| question.key.as_str());
            ("question", keys.collect())
        }
    }
}

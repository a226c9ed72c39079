//! Rules for the answers for which a stage is suggested.

use std::collections::BTreeSet;

use super::Check;
use crate::{Barrier, Stage, SuggestWhen, source::Path};

impl Check<'_> {
    /// Some answers suggest the stage, and support can start in it.
    pub(super) fn suggestion(&mut self, index: usize, stage: &Stage) {
        let Some(rule) = &stage.suggest_when else {
            return;
        };
        let path = Path::to("stages").at(index).key("suggest_when");
        if !stage.from_referral {
            self.fault(
                path.clone(),
                "support cannot start in this stage, so it is never suggested",
                "Write `from_referral = true`, or remove `suggest_when`.",
            );
        }
        self.answers(&path, rule);
        if let Some(also) = &rule.or {
            let path = path.clone().key("or");
            self.answers(&path, also);
            if also.or.is_some() {
                self.fault(
                    path.key("or"),
                    "a rule has one `or`",
                    "Put all the answers into one of the two.",
                );
            }
        }
    }

    /// The answers of one rule can all be given.
    fn answers(&mut self, path: &Path, rule: &SuggestWhen) {
        let distinct: BTreeSet<_> = rule.readiness.iter().collect();
        if rule.readiness.is_empty() {
            self.fault(
                path.clone().key("readiness"),
                "`readiness` is empty",
                "Add at least one.",
            );
        } else if distinct.len() < rule.readiness.len() {
            self.fault(
                path.clone().key("readiness"),
                "the same answer is listed twice",
                "List each once.",
            );
        }
        for (name, number) in [
            ("most_in_the_way", rule.most_in_the_way),
            ("least_in_the_way", rule.least_in_the_way),
        ] {
            if number.is_some_and(|number| usize::from(number) > Barrier::ALL.len()) {
                self.fault(
                    path.clone().key(name),
                    "there are not that many barriers",
                    format!("Write at most {}.", Barrier::ALL.len()),
                );
            }
        }
        if let (Some(least), Some(most)) = (rule.least_in_the_way, rule.most_in_the_way)
            && least > most
        {
            self.fault(
                path.clone().key("least_in_the_way"),
                format!("no number is at least {least} and at most {most}"),
                "Make it `most_in_the_way` or less.",
            );
        }
        let min_age = self.definition.eligibility.min_age;
        if let Some(below) = rule.below_age.filter(|below| *below <= min_age) {
            self.fault(
                path.clone().key("below_age"),
                format!("nobody in this programme is under {below}"),
                format!("Make it greater than `min_age`, which is {min_age}, or leave it out."),
            );
        }
    }
}

//! Rules for the stages of a programme file.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::{Stage, source::Path};

impl Check<'_> {
    /// Its tests and offers have distinct keys, are not empty and name known teams.
    pub(super) fn stage(&mut self, index: usize, stage: &Stage) {
        let path = Path::to("stages").at(index);
        if stage.usual_weeks == Some(0) {
            self.fault(
                path.clone().key("usual_weeks"),
                "a stage cannot take 0 weeks",
                "Write 1 or more, or leave it out.",
            );
        }
        for (name, tests) in [
            ("entry_tests", &stage.entry_tests),
            ("exit_tests", &stage.exit_tests),
        ] {
            let list = path.clone().key(name);
            self.distinct(&list, tests.iter().map(|test| test.key.as_str()));
            for (index, test) in tests.iter().enumerate() {
                self.said(list.clone().at(index).key("says"), &test.says);
            }
        }
        let offers = path.key("offers");
        self.distinct(&offers, stage.offers.iter().map(|offer| offer.key.as_str()));
        for (index, offer) in stage.offers.iter().enumerate() {
            self.said(offers.clone().at(index).key("label"), &offer.label);
            self.team(offers.clone().at(index).key("team"), &offer.team);
        }
    }

    /// Every move leads to another stage, in the direction its key names, and is listed under only one key.
    pub(super) fn moves(&mut self, index: usize, stage: &Stage) {
        let path = Path::to("stages").at(index);
        let mut named = BTreeSet::new();
        for (name, moves) in [
            ("forward", &stage.forward),
            ("back", &stage.back),
            ("sideways", &stage.sideways),
        ] {
            for to in moves {
                let path = path.clone().key(name);
                let place = self
                    .definition
                    .stages
                    .iter()
                    .position(|other| other.key == *to);
                let Some(place) = place else {
                    self.fault(
                        path,
                        format!("there is no stage `{to}`"),
                        "Name a stage in this file.",
                    );
                    continue;
                };
                if place == index {
                    self.fault(path, format!("`{to}` is the stage itself"), "Remove it.");
                } else if !named.insert(to) {
                    self.fault(
                        path,
                        format!("`{to}` is named twice"),
                        "Name each move once, in one direction.",
                    );
                } else if (name == "forward" && place < index) || (name == "back" && place > index)
                {
                    self.fault(
                        path,
                        format!("`{to}` is not {name} from this stage in the file"),
                        "Put the stages in the order they are meant to follow, or use the other direction.",
                    );
                }
            }
        }
        if stage.is_final && !stage.forward.is_empty() {
            self.fault(
                path.key("forward"),
                "a final stage cannot have moves forward",
                "Remove the moves, or remove `final`.",
            );
        } else if !stage.is_final && stage.moves().next().is_none() {
            self.fault(
                path,
                format!("there is no way out of `{}`", stage.key),
                "Give it a move, or write `final = true`.",
            );
        }
    }

    /// Contact is made often enough to happen within the stage.
    pub(super) fn contact(&mut self, index: usize, stage: &Stage) {
        let Some(rule) = &stage.contact else { return };
        let path = Path::to("stages").at(index).key("contact");
        self.role(path.clone().key("role"), &rule.role);
        let others = rule.per_person.iter().enumerate();
        let others =
            others.map(|(index, cadence)| (path.clone().key("per_person").at(index), cadence));
        for (path, cadence) in [(path.clone(), &rule.every)].into_iter().chain(others) {
            let days = cadence.in_working_days();
            if days == 0 {
                self.fault(
                    path,
                    "contact is more than once a working day",
                    "Write 1 or more; a cadence is at least one working day.",
                );
            } else if let Some(weeks) = stage
                .usual_weeks
                .filter(|weeks| days > u32::from(*weeks) * 5)
            {
                self.fault(
                    path,
                    format!("contact {cadence} would never happen in a stage of {weeks} weeks"),
                    "Make it more often, or make `usual_weeks` longer.",
                );
            }
        }
        if rule.per_person.contains(&rule.every) {
            self.fault(
                path.key("per_person"),
                format!("{} is already the usual cadence", rule.every),
                "List only cadences that differ.",
            );
        }
    }

    /// An offer says the same wherever it is made.
    pub(super) fn offers(&mut self) {
        let mut known = BTreeMap::new();
        for (stage_index, stage) in self.definition.stages.iter().enumerate() {
            for (index, offer) in stage.offers.iter().enumerate() {
                if *known.entry(&offer.key).or_insert(offer) != offer {
                    self.fault(
                        Path::to("stages").at(stage_index).key("offers").at(index),
                        format!("the offer `{}` is different in an earlier stage", offer.key),
                        "Give it the same label and team, or its own key.",
                    );
                }
            }
        }
    }

    /// Every stage can be reached from a referral.
    pub(super) fn reach(&mut self) {
        let stages = &self.definition.stages;
        if !stages.is_empty() && !stages.iter().any(|stage| stage.from_referral) {
            self.fault(
                Path::to("stages"),
                "no stage can be entered from a referral",
                "Write `from_referral = true` in at least one.",
            );
            return;
        }
        let mut reached = BTreeSet::new();
        let mut ahead: Vec<&Stage> = stages.iter().filter(|stage| stage.from_referral).collect();
        while let Some(stage) = ahead.pop() {
            if reached.insert(&stage.key) {
                let next = |other: &&Stage| stage.moves().any(|to| *to == other.key);
                ahead.extend(stages.iter().filter(next));
            }
        }
        for (index, stage) in stages.iter().enumerate() {
            if !reached.contains(&stage.key) {
                self.fault(
                    Path::to("stages").at(index),
                    format!("`{}` can never be reached", stage.key),
                    "Name it in a move from another stage, or write `from_referral = true`.",
                );
            }
        }
    }
}

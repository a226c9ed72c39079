//! Rules across the tables of a programme file, checked once, when it is read.

mod contacts;
mod plans;
mod replaced;
mod stages;
mod suggestions;

use std::collections::BTreeSet;

use values::codes::CareStatus;

use crate::{
    AnswerKind, Definition, Fault, RoleKey, TeamKey,
    source::{Path, Source},
};

/// The longest promise of a first contact, in working days.
const LONGEST_FIRST_CONTACT: u16 = 60;

/// The oldest age that a rule may name, in years.
const OLDEST: u8 = 120;

/// Returns everything that breaks a rule.
pub(crate) fn faults(file: &str, source: &Source<'_>, definition: &Definition) -> Vec<Fault> {
    let mut check = Check {
        file,
        source,
        definition,
        faults: Vec::new(),
    };
    check.words();
    check.lists();
    check.eligibility();
    check.people();
    for (index, stage) in definition.stages.iter().enumerate() {
        check.stage(index, stage);
        check.moves(index, stage);
        check.contact(index, stage);
        check.suggestion(index, stage);
    }
    check.offers();
    check.reach();
    check.funding();
    check.questions();
    check.plans();
    check.replaced();
    check.faults
}

struct Check<'a> {
    file: &'a str,
    source: &'a Source<'a>,
    definition: &'a Definition,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, path: Path, problem: impl Into<String>, mend: impl Into<String>) {
        let (line, key) = self.source.place(&path);
        let (problem, mend) = (problem.into(), mend.into());
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line,
            key,
            problem,
            mend,
        });
    }

    fn said(&mut self, path: Path, text: &str) {
        if text.trim().is_empty() {
            self.fault(path, "this is empty", "Write the text to show.");
        }
    }

    /// No text that is shown is empty.
    fn words(&mut self) {
        let definition = self.definition;
        self.said(Path::to("name"), &definition.name);
        self.labels("routes", definition.routes.iter().map(|route| &route.label));
        self.labels("teams", definition.teams.iter().map(|team| &team.label));
        self.labels("roles", definition.roles.iter().map(|role| &role.label));
        self.labels("stages", definition.stages.iter().map(|stage| &stage.label));
        self.labels("pauses", definition.pauses.iter().map(|pause| &pause.label));
        self.labels("exits", definition.exits.iter().map(|exit| &exit.label));
        for (index, route) in definition.routes.iter().enumerate() {
            self.said(Path::to("routes").at(index).key("who"), &route.who);
        }
    }

    fn labels<'l>(&mut self, list: &str, labels: impl Iterator<Item = &'l String>) {
        for (index, label) in labels.enumerate() {
            self.said(Path::to(list).at(index).key("label"), label);
        }
    }

    /// No list that needs an entry is empty, and no key appears twice in a list.
    fn lists(&mut self) {
        let definition = self.definition;
        self.list(
            "routes",
            definition.routes.iter().map(|route| route.key.as_str()),
            true,
        );
        self.list(
            "teams",
            definition.teams.iter().map(|team| team.key.as_str()),
            false,
        );
        self.list(
            "roles",
            definition.roles.iter().map(|role| role.key.as_str()),
            true,
        );
        self.list(
            "stages",
            definition.stages.iter().map(|stage| stage.key.as_str()),
            true,
        );
        self.list(
            "pauses",
            definition.pauses.iter().map(|pause| pause.key.as_str()),
            false,
        );
        self.list(
            "exits",
            definition.exits.iter().map(|exit| exit.key.as_str()),
            true,
        );
        let questions = definition
            .questions
            .iter()
            .map(|question| question.key.as_str());
        self.list("questions", questions, false);
    }

    fn list<'k>(
        &mut self,
        list: &str,
        keys: impl ExactSizeIterator<Item = &'k str>,
        required: bool,
    ) {
        if required && keys.len() == 0 {
            self.fault(
                Path::to(list),
                format!("`{list}` is empty"),
                "Add at least one.",
            );
        }
        self.distinct(&Path::to(list), keys);
    }

    fn distinct<'k>(&mut self, list: &Path, keys: impl Iterator<Item = &'k str>) {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.enumerate() {
            if !seen.insert(key) {
                self.fault(
                    list.clone().at(index).key("key"),
                    format!("the key `{key}` is used twice"),
                    "Give each its own key; a key is never reused for something else.",
                );
            }
        }
    }

    fn eligibility(&mut self) {
        let rule = &self.definition.eligibility;
        let path = Path::to("eligibility");
        if rule.min_age >= rule.below_age {
            self.fault(
                path.clone().key("below_age"),
                format!(
                    "nobody is both {} or over and under {}",
                    rule.min_age, rule.below_age
                ),
                "Make `below_age` greater than `min_age`.",
            );
        }
        if let Some(age) = rule
            .below_age_with_ehcp
            .filter(|age| *age <= rule.below_age)
        {
            self.fault(
                path.clone().key("below_age_with_ehcp"),
                format!("a plan that ends eligibility at {age} does not extend it"),
                "Make it greater than `below_age`, or leave it out.",
            );
        }
        if rule.below_age.max(rule.below_age_with_ehcp.unwrap_or(0)) > OLDEST {
            self.fault(
                path.clone().key("below_age"),
                "this age is too high",
                format!("Write an age in years, up to {OLDEST}."),
            );
        }
        if rule.care_statuses.is_empty() {
            self.fault(
                path.clone().key("care_statuses"),
                "no care status is listed, so nobody is eligible",
                "Add at least one.",
            );
        }
        if rule.care_statuses.contains(&CareStatus::NotKnown) {
            self.fault(
                path.key("care_statuses"),
                "`not_known` is not a care status that a programme can list",
                "Remove it; a young person whose status is not known is asked about it, not turned away.",
            );
        }
    }

    /// First contact and roles.
    fn people(&mut self) {
        let definition = self.definition;
        let first = &definition.first_contact;
        if !(1..=LONGEST_FIRST_CONTACT).contains(&first.within_working_days) {
            self.fault(
                Path::to("first_contact").key("within_working_days"),
                format!(
                    "a first contact within {} working days cannot be promised",
                    first.within_working_days
                ),
                format!("Write a number from 1 to {LONGEST_FIRST_CONTACT}."),
            );
        }
        self.role(Path::to("first_contact").key("role"), &first.role);
        for (index, role) in definition.roles.iter().enumerate() {
            let path = Path::to("roles").at(index);
            if role.capacity == Some(0) {
                self.fault(
                    path.clone().key("capacity"),
                    "a worker in this role could not work with anyone",
                    "Write 1 or more, or leave it out for no limit.",
                );
            }
            self.contacts(&path, role);
            if let Some(team) = &role.team {
                self.team(path.key("team"), team);
            }
        }
    }

    fn role(&mut self, path: Path, role: &RoleKey) {
        if !self.definition.roles.iter().any(|known| known.key == *role) {
            self.fault(
                path,
                format!("there is no role `{role}`"),
                "Add it to `roles`, or name one that is there.",
            );
        }
    }

    fn team(&mut self, path: Path, team: &TeamKey) {
        if !self.definition.teams.iter().any(|known| known.key == *team) {
            self.fault(
                path,
                format!("there is no team `{team}`"),
                "Add it to `teams`, or name one that is there.",
            );
        }
    }

    fn funding(&mut self) {
        let windows = &self.definition.funding;
        for (index, window) in windows.iter().enumerate() {
            let path = Path::to("funding").at(index);
            let days = (window.until - window.from).num_days();
            if days < 0 {
                self.fault(
                    path.key("until"),
                    "the window ends before it begins",
                    "Put the later date in `until`.",
                );
                continue;
            }
            if window.announced_weeks_before == 0 {
                self.fault(
                    path.clone().key("announced_weeks_before"),
                    "nobody is told before the end",
                    "Write 1 or more, so that everyone is told in time.",
                );
            }
            if i64::from(window.announced_weeks_before) * 7 > days {
                self.fault(
                    path.clone().key("announced_weeks_before"),
                    "the end is announced before the window begins",
                    "Announce it later, or make the window longer.",
                );
            }
            let overlaps = windows.iter().take(index).any(|other| {
                other.joining_year == window.joining_year
                    && other.from <= window.until
                    && window.from <= other.until
            });
            if overlaps {
                self.fault(
                    path.key("from"),
                    format!(
                        "two windows for those who joined in {} overlap",
                        window.joining_year
                    ),
                    "Start the later one after the earlier one ends.",
                );
            }
        }
    }

    fn questions(&mut self) {
        for (index, question) in self.definition.questions.iter().enumerate() {
            let path = Path::to("questions").at(index);
            self.said(path.clone().key("asks"), &question.asks);
            let chooses = matches!(question.answer, AnswerKind::OneOf | AnswerKind::AnyOf);
            let distinct: BTreeSet<_> = question
                .choices
                .iter()
                .map(|choice| choice.trim())
                .collect();
            if chooses
                && (question.choices.len() < 2
                    || distinct.len() < question.choices.len()
                    || distinct.contains(""))
            {
                self.fault(
                    path.key("choices"),
                    "there are fewer than two different choices, or one is empty or listed twice",
                    "Give at least two, each once.",
                );
            } else if !chooses && !question.choices.is_empty() {
                self.fault(
                    path.key("choices"),
                    "this kind of answer takes no choices",
                    "Remove the choices, or write `answer = \"one-of\"` or `\"any-of\"`.",
                );
            }
        }
    }
}

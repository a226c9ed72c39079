//! Rules for plans, work placements and lost contact.

use super::Check;
use crate::source::Path;

/// The longest time to a first plan, and between two reviews, in weeks: by law a pathway plan is reviewed every six months.
const LONGEST: u16 = 26;

impl Check<'_> {
    /// Weeks are within reason, templates are not empty, and lost contact takes longer than the longest cadence.
    pub(super) fn plans(&mut self) {
        let definition = self.definition;
        if let Some(plan) = &definition.plan {
            for (key, weeks) in [
                ("first_within_weeks", plan.first_within_weeks),
                ("review_every_weeks", plan.review_every_weeks),
            ] {
                if !(1..=LONGEST).contains(&weeks) {
                    self.fault(
                        Path::to("plan").key(key),
                        format!("{weeks} weeks is not between 1 and {LONGEST}"),
                        format!("Write a number of weeks from 1 to {LONGEST}."),
                    );
                }
            }
            let keys = plan.templates.iter().map(|one| one.key.as_str());
            self.distinct(&Path::to("plan").key("templates"), keys);
            for (index, template) in plan.templates.iter().enumerate() {
                let path = || Path::to("plan").key("templates").at(index);
                self.said(path().key("goal"), &template.goal);
                if template.steps.iter().all(|step| step.trim().is_empty()) {
                    self.fault(
                        path().key("steps"),
                        "there are no steps",
                        "Write at least one step towards the goal.",
                    );
                }
            }
        }
        self.work_placements();
        if !(1..=90).contains(&definition.escalate_after_days) {
            self.fault(
                Path::to("escalate_after_days"),
                "this is not from 1 to 90 days",
                "Write a number of days from 1 to 90.",
            );
        }
        for (key, aim) in definition.aims.all() {
            if aim.is_some_and(|aim| !(1..=100).contains(&aim)) {
                self.fault(
                    Path::to("aims").key(key),
                    "this is not from 1 to 100 percent",
                    "Write a share in percent, or leave it out for no aim.",
                );
            }
        }
        let Some(silence) = &definition.silence else {
            return;
        };
        let contacts = definition
            .stages
            .iter()
            .filter_map(|stage| stage.contact.as_ref());
        let longest = contacts.map(|rule| rule.every.in_working_days()).max();
        let longest = longest.unwrap_or(0).div_ceil(5);
        let weeks = silence.after_weeks;
        if !(2..=52).contains(&weeks) || u32::from(weeks) <= longest {
            self.fault(
                Path::to("silence").key("after_weeks"),
                format!("{weeks} weeks is not between 2 and 52, or not longer than the longest time between contacts, {longest} weeks"),
                format!("Write more than {longest} weeks, and at most 52."),
            );
        }
    }

    /// Check-ins come in order and within a year, and gaps stay short.
    fn work_placements(&mut self) {
        let rule = &self.definition.work_placement;
        let path = |key| Path::to("work_placement").key(key);
        let intakes = &self.definition.intakes;
        self.distinct(
            &Path::to("intakes"),
            intakes.iter().map(|one| one.key.as_str()),
        );
        for (index, intake) in intakes.iter().enumerate() {
            self.said(Path::to("intakes").at(index).key("label"), &intake.label);
        }
        let series = &self.definition.series;
        self.distinct(
            &Path::to("series"),
            series.iter().map(|one| one.key.as_str()),
        );
        for (index, one) in series.iter().enumerate() {
            let path = |key| Path::to("series").at(index).key(key);
            self.said(path("label"), &one.label);
            for (key, number) in [("every_weeks", one.every_weeks), ("times", one.times)] {
                if !(1..=52).contains(&number) {
                    self.fault(
                        path(key),
                        "the number is not between 1 and 52",
                        "Write a number from 1 to 52.",
                    );
                }
            }
        }
        if let Some(top_up) = &rule.top_up {
            let path = |key| Path::to("work_placement").key("top_up").key(key);
            if !(1..=100_000).contains(&top_up.pounds) {
                self.fault(
                    path("pounds"),
                    "the sum is not between £1 and £100,000",
                    "Write whole pounds, from 1 to 100000.",
                );
            }
            self.said(path("kind"), &top_up.kind);
            if !(1..=60).contains(&top_up.months) {
                self.fault(
                    path("months"),
                    "the months are not between 1 and 60",
                    "Write a number from 1 to 60.",
                );
            }
        }
        let weeks = &rule.check_in_after_weeks;
        if !weeks.iter().all(|week| (1..=52).contains(week)) || !weeks.is_sorted_by(|a, b| a < b) {
            self.fault(
                path("check_in_after_weeks"),
                "the weeks are not in order, or not between 1 and 52",
                "Write weeks from 1 to 52, earliest first, each once.",
            );
        }
        for (key, weeks, least, most) in [
            (
                "check_in_every_weeks",
                rule.check_in_every_weeks,
                1,
                LONGEST,
            ),
            ("gap_weeks", rule.gap_weeks, 0, 12),
        ] {
            if !(least..=most).contains(&weeks) {
                self.fault(
                    path(key),
                    format!("{weeks} weeks is not between {least} and {most}"),
                    format!("Write a number of weeks from {least} to {most}."),
                );
            }
        }
    }
}

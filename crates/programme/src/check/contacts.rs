//! Whether a programme's workers can keep to its cadences.

use super::Check;
use crate::{Role, source::Path};

/// A week in working days, as cadences count it.
const WEEK: u64 = 5;

impl Check<'_> {
    /// A worker with as many young people as the role allows can contact each as often as promised.
    pub(super) fn contacts(&mut self, path: &Path, role: &Role) {
        let Some(possible) = role.contacts_a_week else {
            return;
        };
        if possible == 0 {
            self.fault(
                path.clone().key("contacts_a_week"),
                "a worker in this role could not contact anyone",
                "Write 1 or more, or leave it out.",
            );
            return;
        }
        let Some(people) = role.capacity.filter(|people| *people > 0) else {
            return;
        };
        // A cadence of no days has a fault of its own.
        let rules = self.definition.stages.iter().filter_map(|stage| {
            let rule = stage.contact.as_ref()?;
            let days = u64::from(rule.every.in_working_days());
            (rule.role == role.key && days > 0).then_some((days, &stage.key, rule.every))
        });
        let Some((days, stage, cadence)) = rules.min_by_key(|(days, ..)| *days) else {
            return;
        };
        let (people, possible) = (u64::from(people), u64::from(possible));
        if people * WEEK <= possible * days {
            return;
        }
        let needed = (people * WEEK).div_ceil(days);
        let fewer = match possible * days / WEEK {
            0 => String::new(),
            enough => format!("`capacity` to at most {enough}, "),
        };
        let slower = (people * WEEK).div_ceil(possible);
        self.fault(
            path.clone().key("contacts_a_week"),
            format!(
                "contacting {people} young people {cadence}, as `{stage}` promises, takes {needed} contacts a week, and a worker in this role makes {possible}"
            ),
            format!(
                "Set {fewer}`contacts_a_week` to {needed} or more, or the contact in `{stage}` to every {slower} working days or more."
            ),
        );
    }
}

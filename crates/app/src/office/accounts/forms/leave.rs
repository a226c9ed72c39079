//! What was chosen for the young people that a leaver works with.

use std::collections::BTreeMap;

use values::AccountId;

use super::super::model::{Handover, Held, Holding, WorkerChoice, brought};
use crate::shell::web::{Errors, Form};

/// The value for "Nobody yet" in the form. It has to be chosen, so that no one is forgotten by mistake.
pub(in crate::office::accounts) const NOBODY: &str = "nobody";

/// Who can take over the young people of each kind.
pub(in crate::office::accounts) type Candidates = BTreeMap<Holding, Vec<WorkerChoice>>;

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::office::accounts) struct LeaveForm {
    pub(in crate::office::accounts) successors: BTreeMap<Holding, String>,
    /// Whether someone may get more young people than they can take.
    pub(in crate::office::accounts) allows_over: bool,
}

impl LeaveForm {
    /// Reads what was chosen.
    pub(in crate::office::accounts) fn typed(form: &Form) -> Self {
        Self {
            successors: Holding::ALL
                .into_iter()
                .map(|holding| (holding, form.owned(holding.code())))
                .collect(),
            allows_over: form.text("over") == "yes",
        }
    }

    /// Checks the form.
    ///
    /// Errors: a sentence at each field that cannot be used; at `over` for each successor who would have more than they can take,
    /// unless that is allowed.
    pub(in crate::office::accounts) fn read(
        &self,
        held: &Held,
        candidates: &Candidates,
    ) -> Result<Vec<Handover>, Errors> {
        let mut errors = Errors::default();
        let mut handovers = Vec::new();
        for holding in held.keys() {
            match self.successor(*holding, candidates) {
                Some(successor) => handovers.push(Handover {
                    holding: *holding,
                    successor,
                }),
                None => errors.add(
                    holding.code(),
                    format!(
                        "Choose who takes over as {}, or choose “Nobody yet”",
                        holding.words()
                    ),
                ),
            }
        }
        if errors.is_empty() && !self.allows_over {
            for sentence in over(held, candidates, &handovers) {
                errors.add("over", sentence);
            }
        }
        errors.or(handovers)
    }

    /// Returns who takes over, `Some(None)` for nobody yet, and `None` where no one was chosen.
    fn successor(&self, holding: Holding, candidates: &Candidates) -> Option<Option<AccountId>> {
        let text = self.successors.get(&holding)?;
        if text == NOBODY {
            return Some(None);
        }
        let id: AccountId = text.parse().ok()?;
        let choices = candidates.get(&holding)?;
        choices
            .iter()
            .any(|choice| choice.id == id)
            .then_some(Some(id))
    }
}

/// Lists the successors who would have more young people than they can take, a sentence each.
fn over(held: &Held, candidates: &Candidates, handovers: &[Handover]) -> Vec<String> {
    let successors: BTreeMap<AccountId, &WorkerChoice> = candidates
        .values()
        .flatten()
        .filter(|choice| {
            handovers
                .iter()
                .any(|handover| handover.successor == Some(choice.id))
        })
        .map(|choice| (choice.id, choice))
        .collect();
    successors
        .values()
        .filter_map(|choice| {
            let more = brought(held, handovers, choice.id);
            (more > 0 && choice.over_with(more) > 0).then(|| {
                format!(
                    "{} would have {} young people but can take {}. Choose someone else, or tick the box",
                    choice.name,
                    choice.allocated + more,
                    choice.capacity
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use values::PersonId;

    use super::super::leave::*;

    fn world() -> (Held, Candidates, AccountId) {
        let ben = AccountId(Uuid::from_u128(1));
        let people = (1..=3).map(|id| PersonId(Uuid::from_u128(id))).collect();
        let choice = WorkerChoice {
            id: ben,
            name: "Ben".into(),
            capacity: 10,
            allocated: 8,
        };
        (
            Held::from([(Holding::Coach, people)]),
            Candidates::from([(Holding::Coach, vec![choice])]),
            ben,
        )
    }

    fn choose(text: &str, allows_over: bool) -> LeaveForm {
        LeaveForm {
            successors: BTreeMap::from([(Holding::Coach, text.to_owned())]),
            allows_over,
        }
    }

    #[test]
    fn nobody_yet_must_be_said() {
        let (held, candidates, _) = world();
        let errors = choose("", false).read(&held, &candidates).unwrap_err();
        assert!(errors.at("coach").is_some());
        let handovers = choose(NOBODY, false).read(&held, &candidates).unwrap();
        assert!(handovers[0].successor.is_none());
    }

    #[test]
    fn a_successor_is_one_of_those_who_hold_the_role() {
        let (held, candidates, _) = world();
        let stranger = Uuid::from_u128(9).to_string();
        let errors = choose(&stranger, true)
            .read(&held, &candidates)
            .unwrap_err();
        assert!(errors.at("coach").is_some());
    }

    #[test]
    fn more_than_a_successor_can_take_is_a_warning_that_can_be_passed() {
        let (held, candidates, ben) = world();
        let chosen = ben.to_string();
        let errors = choose(&chosen, false).read(&held, &candidates).unwrap_err();
        assert_eq!(
            errors.at("over"),
            Some(
                "Ben would have 11 young people but can take 10. Choose someone else, or tick the box"
            )
        );
        let handovers = choose(&chosen, true).read(&held, &candidates).unwrap();
        assert_eq!(handovers[0].successor, Some(ben));
    }
}

//! What was typed about a team.

use crate::web::{Errors, Form};

/// What was typed about a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct TeamForm {
    pub(in super::super) name: String,
    pub(in super::super) closes: bool,
}

impl TeamForm {
    /// Takes what was typed.
    pub(in super::super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            closes: form.text("close") == "yes",
        }
    }

    /// Reads the name.
    ///
    /// Errors: a sentence at the field.
    pub(in super::super) fn read(&self) -> Result<String, Errors> {
        match self.name.chars().count() {
            0 => Err(Errors::one("name", "Enter a name")),
            1..=100 => Ok(self.name.clone()),
            _ => Err(Errors::one(
                "name",
                "The name must be 100 characters or fewer",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_has_a_name_of_at_most_a_hundred_characters() {
        for (length, good) in [(0, false), (1, true), (100, true), (101, false)] {
            let form = TeamForm {
                name: "é".repeat(length),
                closes: false,
            };
            assert_eq!(form.read().is_ok(), good, "{length}");
        }
    }
}

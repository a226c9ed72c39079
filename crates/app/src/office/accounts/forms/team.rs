//! What was typed about a team.

use crate::shell::web::{Errors, Form};

/// What was typed about a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::office::accounts) struct TeamForm {
    pub(in crate::office::accounts) name: String,
    pub(in crate::office::accounts) closes: bool,
}

impl TeamForm {
    /// Reads what was typed.
    pub(in crate::office::accounts) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            closes: form.text("close") == "yes",
        }
    }

    /// Reads the name.
    ///
    /// Errors: a sentence at the field.
    pub(in crate::office::accounts) fn read(&self) -> Result<String, Errors> {
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
    use super::super::team::*;

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

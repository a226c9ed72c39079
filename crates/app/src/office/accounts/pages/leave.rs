//! The form that closes an account.

use govuk::{Checkboxes, Choice, Html, Select, WarningText};

use super::super::{
    forms::{Candidates, LeaveForm, NOBODY},
    model::{Account, Held, Holding},
};
use crate::shell::web::{Ctx, Errors, FormPage, words};

/// What the form that closes an account is made from.
pub(in crate::office::accounts) struct LeavePage<'a> {
    pub(in crate::office::accounts) leaver: &'a Account,
    pub(in crate::office::accounts) typed: &'a LeaveForm,
    pub(in crate::office::accounts) held: &'a Held,
    pub(in crate::office::accounts) candidates: &'a Candidates,
    pub(in crate::office::accounts) errors: &'a Errors,
}

impl LeavePage<'_> {
    /// Returns the page.
    pub(in crate::office::accounts) fn of(&self, ctx: &Ctx) -> FormPage {
        let mut page = FormPage::new(ctx, format!("Close the account of {}", self.leaver.name))
            .errors(self.errors, &[])
            .intro(self.intro())
            .warning_button("Close the account")
            .cancel(format!("/accounts/{}", self.leaver.id));
        for (holding, people) in self.held {
            page = page.field(self.successor(*holding, people.len()));
        }
        if let Some(over) = self.errors.at("over") {
            let allow = Checkboxes::bare("over")
                .item("yes", "Hand over anyway")
                .error(Some(over));
            return page.field(allow);
        }
        page
    }

    fn intro(&self) -> Html {
        let what = "They are signed out at once, and any cover for them or by them ends. The account cannot be reopened.";
        let works_with = if self.held.is_empty() {
            "They do not work with any young people now.".to_owned()
        } else {
            let parts: Vec<String> = self
                .held
                .iter()
                .map(|(holding, people)| format!("{} as {}", count(people.len()), holding.words()))
                .collect();
            format!("They work with {}.", parts.join(", "))
        };
        Html::joined([
            Html::of(WarningText::new(what)),
            Html::paragraph(works_with),
        ])
    }

    fn successor(&self, holding: Holding, people: usize) -> Select {
        let workers = self.candidates.get(&holding).into_iter().flatten();
        let choices = workers.map(|choice| {
            let text = format!(
                "{} (has {} of {})",
                choice.name, choice.allocated, choice.capacity
            );
            Choice::new(choice.id.to_string(), text)
        });
        let chosen = self.typed.successors.get(&holding);
        let label = format!("Who takes over {} as {}?", count(people), holding.words());
        Select::new(holding.code(), label)
            .blank("Choose")
            .item(NOBODY, "Nobody yet")
            .choices(choices)
            .selected(chosen.cloned().unwrap_or_default())
            .error(self.errors.at(holding.code()))
    }
}

fn count(people: usize) -> String {
    words::count(people as u64, "young person", "young people")
}

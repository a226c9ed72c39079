//! The forms of cover.

use govuk::{Choice, Html, Radios, Select};

use super::{
    super::{
        forms::CoverForm,
        model::{Account, Cover, WorkerChoice},
    },
    NamesOf,
};
use crate::shell::web::{Ctx, Errors, FormPage, words};

/// The form that arranges cover.
pub(in crate::office::accounts) struct CoverPage<'a> {
    pub(in crate::office::accounts) typed: &'a CoverForm,
    pub(in crate::office::accounts) choices: &'a [WorkerChoice],
    pub(in crate::office::accounts) errors: &'a Errors,
}

impl CoverPage<'_> {
    /// Returns the page.
    pub(in crate::office::accounts) fn of(&self, ctx: &Ctx, absent: &Account) -> FormPage {
        let intro = "The person covering can see their young people between these dates. Only someone with one of the same roles can cover.";
        let page = FormPage::new(ctx, format!("Arrange cover for {}", absent.name))
            .errors(self.errors, &["from", "until"])
            .intro(Html::paragraph(intro))
            .button("Save cover")
            .cancel(format!("/accounts/{}", absent.id));
        if self.choices.is_empty() {
            let nobody = "No one else has one of the same roles. Add an account, or give someone the role first.";
            return page.intro(Html::paragraph(nobody)).without_form();
        }
        let choices = self
            .choices
            .iter()
            .map(|choice| Choice::new(choice.id.to_string(), choice.name.clone()));
        let stand_in = Select::new("stand-in", "Who will cover?")
            .blank("Choose a person")
            .choices(choices)
            .selected(&*self.typed.stand_in)
            .error(self.errors.at("stand-in"));
        let (from, until) = (&self.typed.from, &self.typed.until);
        page.field(stand_in)
            .field(from.field("from", "First day", self.errors))
            .field(until.field("until", "Last day", self.errors))
    }
}

/// The form that ends cover.
pub(in crate::office::accounts) struct EndCoverPage<'a> {
    pub(in crate::office::accounts) covers: &'a [Cover],
    pub(in crate::office::accounts) chosen: &'a str,
    pub(in crate::office::accounts) names: &'a NamesOf,
    pub(in crate::office::accounts) errors: &'a Errors,
}

impl EndCoverPage<'_> {
    /// Returns the page.
    pub(in crate::office::accounts) fn of(&self, ctx: &Ctx, absent: &Account) -> FormPage {
        let page = FormPage::new(ctx, format!("End cover for {}", absent.name))
            .errors(self.errors, &[])
            .button("End cover")
            .cancel(format!("/accounts/{}", absent.id));
        let choices = self.covers.iter().map(|cover| {
            let text = format!(
                "{} covers from {} until {}",
                self.names.worker(cover.stand_in),
                words::day(cover.from),
                words::day(cover.until)
            );
            Choice::new(cover.id.to_string(), text)
        });
        let which = Radios::new("cover", "Which cover do you want to end now?")
            .choices(choices)
            .selected(self.chosen)
            .error(self.errors.at("cover"));
        if self.covers.is_empty() {
            let none = "No cover is arranged for them, or it has already ended.";
            return page.intro(Html::paragraph(none)).without_form();
        }
        page.field(which)
    }
}

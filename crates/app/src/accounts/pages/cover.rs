//! The forms of cover.

use govuk::{Choice, Html, Select};

use super::{
    super::{
        forms::CoverForm,
        model::{Account, Cover, WorkerChoice},
    },
    NamesOf,
};
use crate::web::{Ctx, Errors, FormPage, words};

/// The form that arranges cover.
pub(in super::super) struct CoverPage<'a> {
    pub(in super::super) typed: &'a CoverForm,
    pub(in super::super) choices: &'a [WorkerChoice],
    pub(in super::super) errors: &'a Errors,
}

impl CoverPage<'_> {
    /// Returns the page.
    pub(in super::super) fn of(&self, ctx: &Ctx, absent: &Account) -> FormPage {
        let intro = "The person who stands in sees their young people between the two days, as far as both hold the same role.";
        let page = FormPage::new(ctx, format!("Arrange cover for {}", absent.name))
            .errors(self.errors, &["from", "until"])
            .intro(Html::paragraph(intro))
            .button("Save the cover")
            .cancel(format!("/accounts/{}", absent.id));
        if self.choices.is_empty() {
            let nobody = "Nobody else works here yet. Add their account first.";
            return page.field(Html::paragraph(nobody));
        }
        let choices = self
            .choices
            .iter()
            .map(|choice| Choice::new(choice.id.to_string(), choice.name.clone()));
        let stand_in = Select::new("stand-in", "Who stands in?")
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

/// Returns the page that asks whether to end a cover.
pub(in super::super) fn end_page(ctx: &Ctx, cover: &Cover, names: &NamesOf) -> FormPage {
    let intro = format!(
        "{} stands in for {} from {} until {}. It ends at once.",
        names.worker(cover.stand_in),
        names.worker(cover.absent),
        words::day(cover.from),
        words::day(cover.until)
    );
    FormPage::new(ctx, "End this cover")
        .intro(Html::paragraph(intro))
        .button("End the cover")
        .cancel(format!("/accounts/{}", cover.absent))
}

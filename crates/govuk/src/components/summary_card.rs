//! Facts about one of several things.

use askama::Template;

use crate::attributes::{Extra, component, extra_methods};
use crate::{Action, Html, SummaryList};

/// Facts about one of several things, with a title and with what can be done about it.
#[derive(Template, Clone, Debug)]
#[template(path = "summary_card.html")]
pub struct SummaryCard {
    title: Html,
    list: SummaryList,
    actions: Vec<Action>,
    extra: Extra,
}

component! { SummaryCard }
extra_methods! { SummaryCard }

impl SummaryCard {
    /// Makes a card. Every link in it says the title to a screen reader.
    pub fn new(title: impl Into<Html>, list: SummaryList) -> Self {
        let title = title.into();
        Self {
            list: list.in_card(&title),
            title,
            actions: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Adds a link beside the title.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action.in_card(Some(&self.title)));
        self
    }
}

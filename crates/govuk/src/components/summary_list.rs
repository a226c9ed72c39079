//! Facts by their names.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Facts by their names, each with what can be done about it.
///
/// ```
/// # use govuk::{Action, SummaryList};
/// let facts = SummaryList::new()
///     .row("Name", "Kai Hart")
///     .row_with_action("Coach", "Asha", Action::new("Change", "/coach").hidden("coach"));
/// assert!(facts.to_string().contains("govuk-summary-list__row--no-actions"));
/// ```
#[derive(Template, Clone, Debug, Default)]
#[template(path = "summary_list.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    card_title: Option<Html>,
    extra: Extra,
}

/// One fact.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    key: Html,
    value: Html,
    actions: Vec<Action>,
    extra: Extra,
}

/// A link to what can be done about a fact or a card.
#[derive(Template, Clone, Debug)]
#[template(path = "action.html")]
pub struct Action {
    text: Html,
    href: String,
    hidden: Option<Html>,
    card_title: Option<Html>,
    extra: Extra,
}

component! { Action SummaryList }
extra_methods! { Action SummaryList SummaryRow }

impl SummaryList {
    /// Makes a list without facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fact.
    pub fn row(self, key: impl Into<Html>, value: impl Into<Html>) -> Self {
        self.add_row(SummaryRow::new(key, value))
    }

    /// Adds a fact with a link.
    pub fn row_with_action(
        self,
        key: impl Into<Html>,
        value: impl Into<Html>,
        action: Action,
    ) -> Self {
        self.add_row(SummaryRow::new(key, value).action(action))
    }

    /// Adds a fact.
    pub fn add_row(mut self, row: SummaryRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Draws no lines between the facts.
    pub fn without_borders(self) -> Self {
        self.class("govuk-summary-list--no-border")
    }

    /// Says in every link what card it belongs to.
    pub(crate) fn in_card(mut self, title: &Html) -> Self {
        self.card_title = Some(title.clone());
        self
    }

    /// A row keeps the place of the links free where other rows have some.
    fn lacks_actions(&self, row: &SummaryRow) -> bool {
        row.actions.is_empty() && self.rows.iter().any(|row| !row.actions.is_empty())
    }

    fn link(&self, action: &Action) -> Html {
        Html::of(action.clone().in_card(self.card_title.as_ref()))
    }
}

impl SummaryRow {
    /// Makes a fact.
    pub fn new(key: impl Into<Html>, value: impl Into<Html>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            actions: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Adds a link.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}

impl Action {
    /// Makes a link.
    pub fn new(text: impl Into<Html>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            hidden: None,
            card_title: None,
            extra: Extra::default(),
        }
    }

    /// Adds words that only a screen reader says, because "Change" alone says too little: change what?
    pub fn hidden(mut self, words: impl Into<Html>) -> Self {
        self.hidden = Some(words.into());
        self
    }

    pub(crate) fn in_card(mut self, title: Option<&Html>) -> Self {
        self.card_title = title.cloned();
        self
    }
}

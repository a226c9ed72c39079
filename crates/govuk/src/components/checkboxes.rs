//! A choice of any among a few.

use askama::Template;

use super::choice::Entry;
use super::field::{Field, field_methods, legend_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Choice, Html, Legend};

/// A choice of any among a few. An error summary links to the field's own id, which is that of the first choice.
#[derive(Template, Clone, Debug)]
#[template(path = "checkboxes.html")]
pub struct Checkboxes {
    field: Field,
    legend: Option<Legend>,
    entries: Vec<Entry>,
    selected: Vec<String>,
    extra: Extra,
}

component! { Checkboxes }
extra_methods! { Checkboxes }
field_methods! { Checkboxes }
legend_methods! { Checkboxes }

impl Checkboxes {
    /// Makes a question without choices yet.
    pub fn new(id: impl Into<String>, legend: impl Into<Html>) -> Self {
        Self {
            legend: Some(Legend::new(legend)),
            ..Self::bare(id)
        }
    }

    /// Makes checkboxes without a legend, for a single box to tick or where something else on the page names the group.
    pub fn bare(id: impl Into<String>) -> Self {
        Self {
            field: Field::new(id),
            legend: None,
            entries: Vec::new(),
            selected: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Adds a choice that is only text.
    pub fn item(self, value: impl Into<String>, text: impl Into<Html>) -> Self {
        self.choice(Choice::new(value, text))
    }

    /// Adds a choice.
    pub fn choice(mut self, choice: Choice) -> Self {
        self.entries.push(Entry::Choice(choice));
        self
    }

    /// Adds several choices.
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.entries.extend(choices.into_iter().map(Entry::Choice));
        self
    }

    /// Adds a word between two choices, such as "or".
    pub fn divider(mut self, text: impl Into<Html>) -> Self {
        self.entries.push(Entry::Divider(text.into()));
        self
    }

    /// Ticks the choices with these values.
    pub fn selected<Value: Into<String>>(
        mut self,
        values: impl IntoIterator<Item = Value>,
    ) -> Self {
        self.selected = values.into_iter().map(Into::into).collect();
        self
    }

    /// Draws the choices small, where they are less important than the rest of the page.
    pub fn small(self) -> Self {
        self.class("govuk-checkboxes--small")
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        choice.chosen || self.selected.contains(&choice.value)
    }

    /// Without a fieldset, each box carries the description of the whole group.
    fn describing_ids(&self, choice: &Choice, id: &str) -> Option<String> {
        let group = if self.legend.is_none() {
            self.field.describing_ids()
        } else {
            None
        };
        let hint = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
        match (group, hint) {
            (Some(group), Some(hint)) => Some(format!("{group} {hint}")),
            (group, hint) => group.or(hint),
        }
    }
}

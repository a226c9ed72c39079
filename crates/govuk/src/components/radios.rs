//! A choice of one among a few.

use askama::Template;

use super::choice::Entry;
use super::field::{Field, field_methods, legend_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Choice, Html, Legend};

/// A choice of one among a few. An error summary links to the field's own id, which is that of the first choice.
///
/// ```
/// # use govuk::{Choice, Input, Radios};
/// let kind = Radios::new("kind", "What kind of contact was it?")
///     .item("call", "Phone call")
///     .choice(Choice::new("other", "Something else").reveals(Input::new("other-kind", "What was it?")))
///     .selected("call");
/// assert!(kind.to_string().contains("value=\"call\" checked"));
/// ```
#[derive(Template, Clone, Debug)]
#[template(path = "radios.html")]
pub struct Radios {
    field: Field,
    legend: Option<Legend>,
    entries: Vec<Entry>,
    selected: String,
    extra: Extra,
}

component! { Radios }
extra_methods! { Radios }
field_methods! { Radios }
legend_methods! { Radios }

impl Radios {
    /// Makes a question without choices yet.
    pub fn new(id: impl Into<String>, legend: impl Into<Html>) -> Self {
        Self {
            legend: Some(Legend::new(legend)),
            ..Self::bare(id)
        }
    }

    /// Makes radios without a legend, where something else on the page already names the group.
    pub fn bare(id: impl Into<String>) -> Self {
        Self {
            field: Field::new(id),
            legend: None,
            entries: Vec::new(),
            selected: String::new(),
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

    /// Selects the choice with this value. An empty value selects none.
    pub fn selected(mut self, value: impl Into<String>) -> Self {
        self.selected = value.into();
        self
    }

    /// Puts the choices side by side, for two short ones.
    pub fn inline(self) -> Self {
        self.class("govuk-radios--inline")
    }

    /// Draws the choices small, where they are less important than the rest of the page.
    pub fn small(self) -> Self {
        self.group_class("govuk-radios--small")
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        choice.chosen || (!self.selected.is_empty() && choice.value == self.selected)
    }
}

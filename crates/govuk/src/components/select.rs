//! A choice of one among many.

use askama::Template;

use super::field::{Field, field_methods, label_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Choice, Html, Label};

/// A choice of one among many. Radios are easier to use; this is for lists that are too long for them.
#[derive(Template, Clone, Debug)]
#[template(path = "select.html")]
pub struct Select {
    field: Field,
    label: Label,
    choices: Vec<Choice>,
    selected: String,
    disabled: bool,
    extra: Extra,
}

component! { Select }
extra_methods! { Select }
field_methods! { Select }
label_methods! { Select }

impl Select {
    /// Makes a question without choices yet.
    pub fn new(id: impl Into<String>, label: impl Into<Html>) -> Self {
        let field = Field::new(id);
        Self {
            label: Label::new(label, field.id.clone()),
            field,
            choices: Vec::new(),
            selected: String::new(),
            disabled: false,
            extra: Extra::default(),
        }
    }

    /// Adds a choice with an empty value, such as "Choose a coach".
    pub fn blank(self, text: impl Into<Html>) -> Self {
        self.item("", text)
    }

    /// Adds a choice.
    pub fn item(self, value: impl Into<String>, text: impl Into<Html>) -> Self {
        self.choice(Choice::new(value, text))
    }

    /// Adds a choice that may be disabled. Its text must be plain, because a select shows nothing else.
    pub fn choice(mut self, choice: Choice) -> Self {
        self.choices.push(choice);
        self
    }

    /// Adds several choices.
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// Selects the choice with this value. Without it the browser selects the first.
    pub fn selected(mut self, value: impl Into<String>) -> Self {
        self.selected = value.into();
        self
    }

    /// Makes the field one that cannot be changed.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        choice.chosen || (!self.selected.is_empty() && choice.value == self.selected)
    }
}

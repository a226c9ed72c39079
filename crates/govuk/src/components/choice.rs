//! One of the things to choose from, in radios, checkboxes and selects.

use crate::Html;

/// One of the things to choose from, in [`Radios`](crate::Radios), [`Checkboxes`](crate::Checkboxes) and
/// [`Select`](crate::Select).
#[derive(Clone, Debug)]
pub struct Choice {
    pub(crate) value: String,
    pub(crate) text: Html,
    pub(crate) hint: Option<Html>,
    pub(crate) revealed: Option<Html>,
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) chosen: bool,
    pub(crate) disabled: bool,
    pub(crate) exclusive: bool,
}

/// An entry in a list of choices.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    Choice(Choice),
    Divider(Html),
}

impl Choice {
    /// Makes a choice that sends `value`.
    pub fn new(value: impl Into<String>, text: impl Into<Html>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            hint: None,
            revealed: None,
            id: None,
            name: None,
            chosen: false,
            disabled: false,
            exclusive: false,
        }
    }

    /// Sets the hint. A select shows none.
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets what else is asked, once this is chosen. Without JavaScript it is always shown. A select shows none.
    pub fn reveals(mut self, content: impl Into<Html>) -> Self {
        self.revealed = Some(content.into());
        self
    }

    /// Sets the id, instead of one made from the field's id and the position in the list.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the name of one checkbox, instead of the field's. Radios and selects have only one name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says whether it is chosen.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Makes it one that cannot be chosen.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Makes it a checkbox that unticks all others, for "None of these".
    pub fn exclusive(mut self) -> Self {
        self.exclusive = true;
        self
    }

    /// The id, given the field's and the position in the list. The first is the field's own, so that an error summary can
    /// link to it.
    pub(crate) fn id_at(&self, field_id: &str, index: usize) -> String {
        match (&self.id, index) {
            (Some(id), _) => id.clone(),
            (None, 0) => field_id.to_owned(),
            (None, index) => format!("{field_id}-{}", index + 1),
        }
    }
}

//! A field for several lines of text.

use askama::Template;

use super::field::{Field, field_methods, label_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Label};

/// A field for several lines of text.
#[derive(Template, Clone, Debug)]
#[template(path = "textarea.html")]
pub struct Textarea {
    field: Field,
    label: Label,
    value: String,
    rows: u32,
    autocomplete: Option<&'static str>,
    spellcheck: Option<bool>,
    extra: Extra,
}

component! { Textarea }
extra_methods! { Textarea }
field_methods! { Textarea }
label_methods! { Textarea }

impl Textarea {
    /// Makes a field of five lines.
    pub fn new(id: impl Into<String>, label: impl Into<Html>) -> Self {
        let field = Field::new(id);
        Self {
            label: Label::new(label, field.id.clone()),
            field,
            value: String::new(),
            rows: 5,
            autocomplete: None,
            spellcheck: None,
            extra: Extra::default(),
        }
    }

    /// Sets what the field holds.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Sets the number of lines that are seen at once.
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    /// Sets what the browser can fill in.
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// Says whether the browser checks the spelling.
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }
}

//! Help with one field.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Help with one field. Fields have their own; this one is for a control written by hand.
#[derive(Template, Clone, Debug)]
#[template(path = "hint.html")]
pub struct Hint {
    text: Html,
    id: Option<String>,
    extra: Extra,
}

component! { Hint }
extra_methods! { Hint }

impl Hint {
    /// Makes a hint.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            id: None,
            extra: Extra::default(),
        }
    }

    /// Sets the id, for the control's `aria-describedby`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

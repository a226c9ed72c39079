//! What is wrong with one field.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// What is wrong with one field. Fields have their own; this one is for a control written by hand.
#[derive(Template, Clone, Debug)]
#[template(path = "error_message.html")]
pub struct ErrorMessage {
    text: Html,
    prefix: Html,
    id: Option<String>,
    extra: Extra,
}

component! { ErrorMessage }
extra_methods! { ErrorMessage }

impl ErrorMessage {
    /// Makes a message.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            prefix: Html::literal("Error"),
            id: None,
            extra: Extra::default(),
        }
    }

    /// Sets the word that a screen reader says first, "Error" by default. An empty one says none.
    pub fn prefix(mut self, prefix: impl Into<Html>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets the id, for the control's `aria-describedby`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

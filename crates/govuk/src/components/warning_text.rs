//! What has consequences.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// What has consequences, with a sign before it.
#[derive(Template, Clone, Debug)]
#[template(path = "warning_text.html")]
pub struct WarningText {
    text: Html,
    prefix: Html,
    extra: Extra,
}

component! { WarningText }
extra_methods! { WarningText }

impl WarningText {
    /// Makes a warning.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            prefix: Html::literal("Warning"),
            extra: Extra::default(),
        }
    }

    /// Sets the word that a screen reader says for the sign, "Warning" by default.
    pub fn prefix(mut self, prefix: impl Into<Html>) -> Self {
        self.prefix = prefix.into();
        self
    }
}

//! A link back to the page before.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// A link back to the page before, at the top of a question.
#[derive(Template, Clone, Debug)]
#[template(path = "back_link.html")]
pub struct BackLink {
    href: String,
    text: Html,
    extra: Extra,
}

component! { BackLink }
extra_methods! { BackLink }

impl BackLink {
    /// Makes a link that says "Back".
    pub fn new(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: Html::literal("Back"),
            extra: Extra::default(),
        }
    }

    /// Sets what the link says.
    pub fn text(mut self, text: impl Into<Html>) -> Self {
        self.text = text.into();
        self
    }
}

//! A link past the navigation, for those who use the keyboard.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// A link past the navigation, for those who use the keyboard. It is seen only while it has the focus.
#[derive(Template, Clone, Debug)]
#[template(path = "skip_link.html")]
pub struct SkipLink {
    text: Html,
    href: String,
    extra: Extra,
}

component! { SkipLink }
extra_methods! { SkipLink }

impl Default for SkipLink {
    fn default() -> Self {
        Self::new("Skip to main content", "#main-content")
    }
}

impl SkipLink {
    /// Makes a link to a part of the page.
    pub fn new(text: impl Into<Html>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            extra: Extra::default(),
        }
    }
}

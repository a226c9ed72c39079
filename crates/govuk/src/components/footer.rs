//! The foot of every page.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The foot of every page: links, and a few words. It shows neither crown nor licence, which are the government's.
#[derive(Template, Clone, Debug)]
#[template(path = "footer.html")]
pub struct Footer {
    title: Html,
    links: Vec<FooterLink>,
    content: Option<Html>,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct FooterLink {
    text: Html,
    href: String,
}

component! { Footer }
extra_methods! { Footer }

impl Default for Footer {
    fn default() -> Self {
        Self {
            title: Html::literal("Support links"),
            links: Vec::new(),
            content: None,
            extra: Extra::default(),
        }
    }
}

impl Footer {
    /// Makes an empty footer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a link.
    pub fn link(mut self, text: impl Into<Html>, href: impl Into<String>) -> Self {
        self.links.push(FooterLink {
            text: text.into(),
            href: href.into(),
        });
        self
    }

    /// Sets what is below the links.
    pub fn content(mut self, content: impl Into<Html>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// Sets the heading that only a screen reader says, "Support links" by default.
    pub fn title(mut self, title: impl Into<Html>) -> Self {
        self.title = title.into();
        self
    }
}

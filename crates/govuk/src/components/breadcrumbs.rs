//! The path from the first page to this one.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The path from the first page to this one.
#[derive(Template, Clone, Debug)]
#[template(path = "breadcrumbs.html")]
pub struct Breadcrumbs {
    crumbs: Vec<Crumb>,
    label: Html,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct Crumb {
    text: Html,
    href: Option<String>,
}

component! { Breadcrumbs }
extra_methods! { Breadcrumbs }

impl Default for Breadcrumbs {
    fn default() -> Self {
        Self {
            crumbs: Vec::new(),
            label: Html::literal("Breadcrumb"),
            extra: Extra::default(),
        }
    }
}

impl Breadcrumbs {
    /// Makes a path without steps yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page on the path.
    pub fn item(mut self, text: impl Into<Html>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            text: text.into(),
            href: Some(href.into()),
        });
        self
    }

    /// Adds the page that is shown, which is not a link.
    pub fn current(mut self, text: impl Into<Html>) -> Self {
        self.crumbs.push(Crumb {
            text: text.into(),
            href: None,
        });
        self
    }

    /// Shows only the first and the last step on a phone.
    pub fn collapse_on_mobile(self) -> Self {
        self.class("govuk-breadcrumbs--collapse-on-mobile")
    }

    /// Sets what a screen reader calls it, "Breadcrumb" by default.
    pub fn label(mut self, label: impl Into<Html>) -> Self {
        self.label = label.into();
        self
    }
}

//! The good news at the end of a journey.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The good news at the end of a journey. Its title is the heading of the page.
#[derive(Template, Clone, Debug)]
#[template(path = "panel.html")]
pub struct Panel {
    title: Html,
    body: Option<Html>,
    extra: Extra,
}

component! { Panel }
extra_methods! { Panel }

impl Panel {
    /// Makes a panel.
    pub fn new(title: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            body: None,
            extra: Extra::default(),
        }
    }

    /// Sets what is below the title.
    pub fn body(mut self, body: impl Into<Html>) -> Self {
        self.body = Some(body.into());
        self
    }
}

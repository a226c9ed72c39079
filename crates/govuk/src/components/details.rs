//! Text behind a line that opens it.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Text behind a line that opens it.
#[derive(Template, Clone, Debug)]
#[template(path = "details.html")]
pub struct Details {
    summary: Html,
    content: Html,
    id: Option<String>,
    open: bool,
    extra: Extra,
}

component! { Details }
extra_methods! { Details }

impl Details {
    /// Makes closed details.
    pub fn new(summary: impl Into<Html>, content: impl Into<Html>) -> Self {
        Self {
            summary: summary.into(),
            content: content.into(),
            id: None,
            open: false,
            extra: Extra::default(),
        }
    }

    /// Opens them from the start.
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

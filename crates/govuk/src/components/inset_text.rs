//! Text that stands out from what is around it.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Text that stands out from what is around it.
#[derive(Template, Clone, Debug)]
#[template(path = "inset_text.html")]
pub struct InsetText {
    content: Html,
    id: Option<String>,
    extra: Extra,
}

component! { InsetText }
extra_methods! { InsetText }

impl InsetText {
    /// Makes inset text.
    pub fn new(content: impl Into<Html>) -> Self {
        Self {
            content: content.into(),
            id: None,
            extra: Extra::default(),
        }
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

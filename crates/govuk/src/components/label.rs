//! The label of a form field.

use askama::Template;

use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Size};

/// The label of a form field. Fields have their own; this one is for a control written by hand.
#[derive(Template, Clone, Debug)]
#[template(path = "label.html")]
pub struct Label {
    text: Html,
    target: String,
    size: Option<Size>,
    heading: bool,
    extra: Extra,
}

component! { Label }
extra_methods! { Label }

impl Label {
    /// Makes the label of the control whose id is `target`. An empty text draws nothing.
    pub fn new(text: impl Into<Html>, target: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: target.into(),
            size: None,
            heading: false,
            extra: Extra::default(),
        }
    }

    /// Sets the size.
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    /// Makes the label the heading of the page, large unless a size was set.
    pub fn as_heading(mut self) -> Self {
        self.heading = true;
        self.size = self.size.or(Some(Size::Large));
        self
    }
}

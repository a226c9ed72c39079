//! A group of fields with a legend.

use askama::Template;

use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Size};

/// A group of fields with a legend. Radios, checkboxes and dates have their own; this one is for fields of different
/// kinds that belong together, such as an address.
#[derive(Template, Clone, Debug)]
#[template(path = "fieldset.html")]
pub struct Fieldset {
    legend: Legend,
    content: Html,
    role: Option<&'static str>,
    described_by: Option<String>,
    extra: Extra,
}

/// The legend of a group of fields.
#[derive(Template, Clone, Debug)]
#[template(path = "legend.html")]
pub struct Legend {
    text: Html,
    size: Option<Size>,
    heading: bool,
    extra: Extra,
}

component! { Fieldset Legend }
extra_methods! { Fieldset Legend }

impl Fieldset {
    /// Makes a group of fields.
    pub fn new(legend: impl Into<Html>) -> Self {
        Self {
            legend: Legend::new(legend),
            content: Html::default(),
            role: None,
            described_by: None,
            extra: Extra::default(),
        }
    }

    /// Sets what is in the group: `Html::joined` takes several fields.
    pub fn content(mut self, content: impl Into<Html>) -> Self {
        self.content = content.into();
        self
    }

    /// Sets the role, `group` for text fields, so that every screen reader says the description.
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Names the elements that describe the group, by their ids.
    pub fn described_by(mut self, ids: impl Into<String>) -> Self {
        self.described_by = Some(ids.into());
        self
    }

    /// Makes the legend the heading of the page, large unless a size was set.
    pub fn as_heading(mut self) -> Self {
        self.legend = self.legend.as_heading();
        self
    }

    /// Sets the size of the legend.
    pub fn legend_size(mut self, size: Size) -> Self {
        self.legend = self.legend.size(size);
        self
    }
}

impl Legend {
    /// Makes a legend. An empty text draws nothing.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
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

    /// Makes the legend the heading of the page, large unless a size was set.
    pub fn as_heading(mut self) -> Self {
        self.heading = true;
        self.size = self.size.or(Some(Size::Large));
        self
    }
}

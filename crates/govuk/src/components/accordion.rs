//! Sections that open one by one.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Sections that open one by one. Without JavaScript all are open.
#[derive(Template, Clone, Debug)]
#[template(path = "accordion.html")]
pub struct Accordion {
    id: String,
    sections: Vec<AccordionSection>,
    remembers: Option<bool>,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct AccordionSection {
    heading: Html,
    summary: Option<Html>,
    content: Html,
    expanded: bool,
}

component! { Accordion }
extra_methods! { Accordion }

impl Accordion {
    /// Makes an accordion without sections yet. The browser remembers by its id what was open.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            sections: Vec::new(),
            remembers: None,
            extra: Extra::default(),
        }
    }

    /// Adds a closed section.
    pub fn section(self, heading: impl Into<Html>, content: impl Into<Html>) -> Self {
        self.add(heading.into(), None, content.into(), false)
    }

    /// Adds a closed section with a line below its heading.
    pub fn section_with_summary(
        self,
        heading: impl Into<Html>,
        summary: impl Into<Html>,
        content: impl Into<Html>,
    ) -> Self {
        self.add(heading.into(), Some(summary.into()), content.into(), false)
    }

    /// Adds a section that is open from the start.
    pub fn open_section(self, heading: impl Into<Html>, content: impl Into<Html>) -> Self {
        self.add(heading.into(), None, content.into(), true)
    }

    /// Says whether the browser remembers what was open.
    pub fn remember(mut self, remembers: bool) -> Self {
        self.remembers = Some(remembers);
        self
    }

    /// Sets a sentence of the script in another language. `key` is the attribute with the sentence's name in GOV.UK
    /// Frontend, such as `data-i18n.show-section`.
    pub fn translation(self, key: &'static str, text: impl AsRef<str>) -> Self {
        self.attribute(key, text)
    }

    fn add(mut self, heading: Html, summary: Option<Html>, content: Html, expanded: bool) -> Self {
        self.sections.push(AccordionSection {
            heading,
            summary,
            content,
            expanded,
        });
        self
    }
}

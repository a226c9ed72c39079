//! Says that the pages are still being tested.

use askama::Template;

use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Tag};

/// Says that the pages are still being tested, or that this is the demonstration.
#[derive(Template, Clone, Debug)]
#[template(path = "phase_banner.html")]
pub struct PhaseBanner {
    tag: Tag,
    text: Html,
    extra: Extra,
}

component! { PhaseBanner }
extra_methods! { PhaseBanner }

impl PhaseBanner {
    /// Makes a banner with a word in a tag and a sentence.
    pub fn new(tag: impl Into<Tag>, text: impl Into<Html>) -> Self {
        Self {
            tag: tag.into().class("govuk-phase-banner__content__tag"),
            text: text.into(),
            extra: Extra::default(),
        }
    }
}

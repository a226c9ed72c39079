//! The state of something in a word.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The state of something in a word. The colour never says more than the word.
#[derive(Template, Clone, Debug)]
#[template(path = "tag.html")]
pub struct Tag {
    text: Html,
    extra: Extra,
}

/// The colour of a tag; blue by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a colour's name says all there is to say")]
pub enum Colour {
    Blue,
    Green,
    Grey,
    Magenta,
    Orange,
    Purple,
    Red,
    Teal,
    Yellow,
}

component! { Tag }
extra_methods! { Tag }

impl From<&str> for Tag {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Tag {
    /// Makes a blue tag.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            extra: Extra::default(),
        }
    }

    /// Makes a tag for what falls due soon.
    pub fn due(text: impl Into<Html>) -> Self {
        Self::new(text).class("foothold-tag--due")
    }

    /// Makes a tag for what should have been done before today.
    pub fn overdue(text: impl Into<Html>) -> Self {
        Self::new(text).class("foothold-tag--overdue")
    }

    /// Sets the colour.
    pub fn colour(self, colour: Colour) -> Self {
        self.class(match colour {
            Colour::Blue => "govuk-tag--blue",
            Colour::Green => "govuk-tag--green",
            Colour::Grey => "govuk-tag--grey",
            Colour::Magenta => "govuk-tag--magenta",
            Colour::Orange => "govuk-tag--orange",
            Colour::Purple => "govuk-tag--purple",
            Colour::Red => "govuk-tag--red",
            Colour::Teal => "govuk-tag--teal",
            Colour::Yellow => "govuk-tag--yellow",
        })
    }
}

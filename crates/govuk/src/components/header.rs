//! The head of every page, with the council's name.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The head of every page, with the council's name or logo: the header of GOV.UK Frontend for those who are not GOV.UK.
#[derive(Template, Clone, Debug)]
#[template(path = "header.html")]
pub struct Header {
    logo: Html,
    href: String,
    extra: Extra,
}

component! { Header }
extra_methods! { Header }

impl Header {
    /// Makes a header whose name or logo links to the first page.
    pub fn new(logo: impl Into<Html>) -> Self {
        Self {
            logo: logo.into(),
            href: "/".to_owned(),
            extra: Extra::default(),
        }
    }

    /// Sets where the name or logo links to.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }
}

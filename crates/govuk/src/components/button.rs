//! A button, or a link that looks like one.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// A button, or a link that looks like one.
#[derive(Template, Clone, Debug)]
#[template(path = "button.html")]
pub struct Button {
    text: Html,
    href: Option<String>,
    kind: &'static str,
    name: Option<String>,
    value: Option<String>,
    id: Option<String>,
    disabled: bool,
    prevents_double_click: Option<bool>,
    start: bool,
    extra: Extra,
}

component! { Button }
extra_methods! { Button }

impl Button {
    /// Makes a button that sends its form.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            href: None,
            kind: "submit",
            name: None,
            value: None,
            id: None,
            disabled: false,
            prevents_double_click: None,
            start: false,
            extra: Extra::default(),
        }
    }

    /// Makes a link that looks like a button.
    pub fn link(text: impl Into<Html>, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            ..Self::new(text)
        }
    }

    /// Makes it less prominent than the main button of the page.
    pub fn secondary(self) -> Self {
        self.class("govuk-button--secondary")
    }

    /// Makes it red, for what is hard to undo.
    pub fn warning(self) -> Self {
        self.class("govuk-button--warning")
    }

    /// Makes it light, for a dark background.
    pub fn inverse(self) -> Self {
        self.class("govuk-button--inverse")
    }

    /// Makes it the button that starts a journey, large and with an arrow.
    pub fn start(mut self) -> Self {
        self.start = true;
        self.class("govuk-button--start")
    }

    /// Sets the HTML type: `submit`, `button` or `reset`.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// Sets the name that is sent when this button is pressed.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the value that is sent when this button is pressed.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Sets the id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Makes it one that cannot be pressed.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Ignores a second press within a second, where JavaScript runs. The server must be safe without it.
    pub fn prevent_double_click(mut self) -> Self {
        self.prevents_double_click = Some(true);
        self
    }
}

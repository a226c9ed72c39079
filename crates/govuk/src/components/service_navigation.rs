//! The bar at the top of every page.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// The bar at the top of every page: the name, the links to the rooms, and what is at its end.
#[derive(Template, Clone, Debug)]
#[template(path = "service_navigation.html")]
pub struct ServiceNavigation {
    name: Option<Html>,
    name_href: Option<String>,
    items: Vec<NavigationItem>,
    end: Option<Html>,
    end_is_inline: bool,
    label: Html,
    menu: Html,
    menu_label: Option<Html>,
    navigation_label: Option<Html>,
    navigation_id: String,
    collapses: Option<bool>,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct NavigationItem {
    text: Html,
    href: Option<String>,
    state: Option<&'static str>,
}

component! { ServiceNavigation }
extra_methods! { ServiceNavigation }

impl Default for ServiceNavigation {
    fn default() -> Self {
        Self {
            name: None,
            name_href: None,
            items: Vec::new(),
            end: None,
            end_is_inline: false,
            label: Html::literal("Service information"),
            menu: Html::literal("Menu"),
            menu_label: None,
            navigation_label: None,
            navigation_id: "navigation".to_owned(),
            collapses: None,
            extra: Extra::default(),
        }
    }
}

impl ServiceNavigation {
    /// Makes an empty bar.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name, which is not a link.
    pub fn name(mut self, name: impl Into<Html>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the name, as a link to the first page.
    pub fn name_link(mut self, name: impl Into<Html>, href: impl Into<String>) -> Self {
        self.name_href = Some(href.into());
        self.name(name)
    }

    /// Adds a link.
    pub fn item(self, text: impl Into<Html>, href: impl Into<String>) -> Self {
        self.add(text.into(), Some(href.into()), None)
    }

    /// Adds the link to the page that is shown.
    pub fn current_item(self, text: impl Into<Html>, href: impl Into<String>) -> Self {
        self.add(text.into(), Some(href.into()), Some("page"))
    }

    /// Adds the link to the room of the page that is shown.
    pub fn active_item(self, text: impl Into<Html>, href: impl Into<String>) -> Self {
        self.add(text.into(), Some(href.into()), Some("true"))
    }

    /// Adds words that are not a link.
    pub fn text(self, text: impl Into<Html>) -> Self {
        self.add(text.into(), None, None)
    }

    /// Sets what is below the links, such as a search.
    pub fn end(mut self, content: impl Into<Html>) -> Self {
        self.end = Some(content.into());
        self
    }

    /// Sets what comes after the links, on the same line where there is room.
    pub fn end_inline(mut self, content: impl Into<Html>) -> Self {
        self.end_is_inline = true;
        self.end(content)
    }

    /// Sets what a screen reader calls the bar, "Service information" by default.
    pub fn label(mut self, label: impl Into<Html>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the word on the button that opens the links on a phone, "Menu" by default.
    pub fn menu(mut self, text: impl Into<Html>) -> Self {
        self.menu = text.into();
        self
    }

    /// Sets what a screen reader calls the button, if not the word on it.
    pub fn menu_label(mut self, label: impl Into<Html>) -> Self {
        self.menu_label = Some(label.into());
        self
    }

    /// Sets what a screen reader calls the links, if not the word on the button.
    pub fn navigation_label(mut self, label: impl Into<Html>) -> Self {
        self.navigation_label = Some(label.into());
        self
    }

    /// Sets the id of the list of links, where a page has two.
    pub fn navigation_id(mut self, id: impl Into<String>) -> Self {
        self.navigation_id = id.into();
        self
    }

    /// Says whether a phone shows the links behind a button. By default it does when there are two or more.
    pub fn collapse_on_mobile(mut self, collapses: bool) -> Self {
        self.collapses = Some(collapses);
        self
    }

    fn add(mut self, text: Html, href: Option<String>, state: Option<&'static str>) -> Self {
        self.items.push(NavigationItem { text, href, state });
        self
    }

    fn collapses_on_mobile(&self) -> bool {
        self.collapses.unwrap_or(self.items.len() > 1)
    }

    /// With a name the bar is a landmark of its own.
    fn is_section(&self) -> bool {
        self.name.is_some() || self.end.is_some()
    }

    /// The label of the button is only written where it differs from its text.
    fn button_label(&self) -> Option<&Html> {
        self.menu_label
            .as_ref()
            .filter(|label| **label != self.menu)
    }

    fn links_label(&self) -> &Html {
        self.navigation_label.as_ref().unwrap_or(&self.menu)
    }
}

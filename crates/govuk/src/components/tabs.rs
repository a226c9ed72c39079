//! Parts of a page, shown one at a time.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Parts of a page, shown one at a time. Without JavaScript all are shown, one below the other.
#[derive(Template, Clone, Debug)]
#[template(path = "tabs.html")]
pub struct Tabs {
    title: Html,
    id: Option<String>,
    tabs: Vec<Tab>,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct Tab {
    id: String,
    label: Html,
    content: Html,
}

component! { Tabs }
extra_methods! { Tabs }

impl Default for Tabs {
    fn default() -> Self {
        Self {
            title: Html::literal("Contents"),
            id: None,
            tabs: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl Tabs {
    /// Makes tabs without any yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part. Its id is in the address of the page while it is shown.
    pub fn tab(
        mut self,
        id: impl Into<String>,
        label: impl Into<Html>,
        content: impl Into<Html>,
    ) -> Self {
        self.tabs.push(Tab {
            id: id.into(),
            label: label.into(),
            content: content.into(),
        });
        self
    }

    /// Sets the title, which is shown only without JavaScript, "Contents" by default.
    pub fn title(mut self, title: impl Into<Html>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets the id of the whole.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

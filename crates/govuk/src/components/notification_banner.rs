//! News at the top of a page.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// News at the top of a page, for example that something was saved.
#[derive(Template, Clone, Debug)]
#[template(path = "notification_banner.html")]
pub struct NotificationBanner {
    content: Content,
    success: bool,
    title: Option<Html>,
    title_id: String,
    role: Option<&'static str>,
    disables_auto_focus: Option<bool>,
    extra: Extra,
}

#[derive(Clone, Debug)]
enum Content {
    Line(Html),
    Blocks(Html),
}

component! { NotificationBanner }
extra_methods! { NotificationBanner }

impl NotificationBanner {
    /// Makes a banner of one line, which can hold a link.
    pub fn new(line: impl Into<Html>) -> Self {
        Self::with(Content::Line(line.into()))
    }

    /// Makes a banner of paragraphs.
    pub fn of_blocks(blocks: impl Into<Html>) -> Self {
        Self::with(Content::Blocks(blocks.into()))
    }

    fn with(content: Content) -> Self {
        Self {
            content,
            success: false,
            title: None,
            title_id: "govuk-notification-banner-title".to_owned(),
            role: None,
            disables_auto_focus: None,
            extra: Extra::default(),
        }
    }

    /// Makes it green and says it to a screen reader at once: something was done.
    pub fn success(mut self) -> Self {
        self.success = true;
        self
    }

    /// Sets the title, "Important" or "Success" by default.
    pub fn title(mut self, title: impl Into<Html>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the id of the title, where a page has two banners.
    pub fn title_id(mut self, id: impl Into<String>) -> Self {
        self.title_id = id.into();
        self
    }

    /// Sets the role: `alert` is said at once, `region` is a landmark.
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Says whether the script leaves the focus where it is when the page opens.
    pub fn disable_auto_focus(mut self, disables: bool) -> Self {
        self.disables_auto_focus = Some(disables);
        self
    }

    fn shown_role(&self) -> &'static str {
        self.role
            .unwrap_or(if self.success { "alert" } else { "region" })
    }

    fn shown_title(&self) -> Html {
        self.title.clone().unwrap_or(Html::literal(if self.success {
            "Success"
        } else {
            "Important"
        }))
    }
}

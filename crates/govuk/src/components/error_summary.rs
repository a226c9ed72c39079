//! Everything that is wrong with a form, at the top of the page.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Everything that is wrong with a form, at the top of the page. Draws nothing while nothing is wrong.
///
/// ```
/// # use govuk::ErrorSummary;
/// let summary = ErrorSummary::new([("given-name", "Enter a given name")]);
/// assert!(summary.to_string().contains("href=\"#given-name\""));
/// assert_eq!(ErrorSummary::default().to_string().trim(), "");
/// ```
#[derive(Template, Clone, Debug)]
#[template(path = "error_summary.html")]
pub struct ErrorSummary {
    title: Html,
    description: Option<Html>,
    errors: Vec<SummaryLine>,
    disables_auto_focus: Option<bool>,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct SummaryLine {
    href: Option<String>,
    message: Html,
}

component! { ErrorSummary }
extra_methods! { ErrorSummary }

impl Default for ErrorSummary {
    fn default() -> Self {
        Self {
            title: Html::literal("There is a problem"),
            description: None,
            errors: Vec::new(),
            disables_auto_focus: None,
            extra: Extra::default(),
        }
    }
}

impl ErrorSummary {
    /// Makes a summary of messages, each with the id of the field it is about.
    pub fn new(errors: impl IntoIterator<Item = (impl Into<String>, impl Into<Html>)>) -> Self {
        errors
            .into_iter()
            .fold(Self::default(), |summary, (id, message)| {
                summary.error(id, message)
            })
    }

    /// Adds a message about the field with this id.
    pub fn error(mut self, id: impl Into<String>, message: impl Into<Html>) -> Self {
        self.errors.push(SummaryLine {
            href: Some(format!("#{}", id.into())),
            message: message.into(),
        });
        self
    }

    /// Adds a message about no field of the page.
    pub fn message(mut self, message: impl Into<Html>) -> Self {
        self.errors.push(SummaryLine {
            href: None,
            message: message.into(),
        });
        self
    }

    /// Sets the heading, "There is a problem" by default.
    pub fn title(mut self, title: impl Into<Html>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets a sentence above the messages.
    pub fn description(mut self, description: impl Into<Html>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Says whether the script leaves the focus where it is when the page opens.
    pub fn disable_auto_focus(mut self, disables: bool) -> Self {
        self.disables_auto_focus = Some(disables);
        self
    }

    /// Whether there is nothing wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.description.is_none()
    }
}

//! The frame of every page behind a link: what it is about, what can be answered, and who to ring.

use askama::Template;
use axum::http::StatusCode;
use govuk::{Button, ErrorSummary, Html, SummaryList};

use super::{Reach, Visit};
use crate::shell::web::{Answer, Errors, Layout, html};

/// A form of a page behind a link: its fields and its button. A page may have several, so that one tap answers.
pub(crate) struct Asking {
    answer: &'static str,
    fields: Vec<Html>,
    button: Html,
}

impl Asking {
    /// A form with one button, which sends `answer`.
    pub(crate) fn new(answer: &'static str, button: &str) -> Self {
        Self {
            answer,
            fields: Vec::new(),
            button: Html::of(Button::new(button).prevent_double_click()),
        }
    }

    /// The same, with a secondary button.
    pub(crate) fn second(answer: &'static str, button: &str) -> Self {
        let button = Button::new(button).secondary().prevent_double_click();
        Self {
            button: Html::of(button),
            ..Self::new(answer, "")
        }
    }

    /// Adds a field.
    pub(crate) fn field(mut self, field: impl Into<Html>) -> Self {
        self.fields.push(field.into());
        self
    }
}

/// A page behind a link.
#[derive(Template)]
#[template(path = "outside/page.html")]
pub(crate) struct Outside {
    layout: Layout,
    summary: Option<ErrorSummary>,
    council: String,
    heading: String,
    says: Vec<String>,
    about: Option<SummaryList>,
    askings: Vec<Asking>,
    action: String,
    form_key: String,
    ring: Reach,
}

impl Outside {
    /// Begins a page.
    pub(crate) fn new(visit: &Visit, heading: impl Into<String>, ring: Reach) -> Self {
        let heading = heading.into();
        Self {
            layout: Layout::bare(heading.clone()),
            summary: None,
            council: visit.council_name().to_owned(),
            heading,
            says: Vec::new(),
            about: None,
            askings: Vec::new(),
            action: visit.path().to_owned(),
            form_key: visit.form_key(),
            ring,
        }
    }

    /// Adds a sentence.
    pub(crate) fn says(mut self, sentence: impl Into<String>) -> Self {
        self.says.push(sentence.into());
        self
    }

    /// Adds what it is about.
    pub(crate) fn about(mut self, about: SummaryList) -> Self {
        self.about = Some(about);
        self
    }

    /// Adds a form to answer.
    pub(crate) fn asking(mut self, asking: Asking) -> Self {
        self.askings.push(asking);
        self
    }

    /// Shows what is wrong at the top. `dates` are the ids of the date fields.
    pub(crate) fn errors(mut self, errors: &Errors, dates: &[&str]) -> Self {
        self.summary = errors.summary(dates);
        if self.summary.is_some() {
            self.layout.title = format!("Error: {}", self.layout.title);
        }
        self
    }

    /// Renders the page; one that shows errors answers 422.
    pub(crate) fn show(self) -> Answer {
        let refused = self.summary.is_some();
        let mut response = html(&self);
        if refused {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }

    fn tel(&self) -> String {
        values::phones::link(&self.ring.phone).unwrap_or_default()
    }
}

//! What people see when something does not work, and the three ways in which a form's write can fail.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use store::{StoreError, WriteError};

use super::{Ctx, Errors, Layout, html};
use crate::shell::clock;

/// What a handler returns.
pub type Answer = Result<Response, WebError>;

/// Why there is no page.
#[derive(Debug)]
pub enum WebError {
    /// Not there, or not for this person to know about.
    NotFound,
    /// A link for someone without an account that opens nothing, or no longer does.
    LinkEnded,
    /// There, but not allowed for this role.
    Forbidden,
    /// The form has expired.
    Expired,
    /// The request makes no sense.
    Malformed,
    /// What was sent is too large.
    TooLarge,
    /// Too many requests.
    TooMany {
        /// Seconds to wait before trying again.
        retry_seconds: u64,
    },
    /// The service is too busy.
    Busy,
    /// An internal fault, already logged under this reference.
    Broken(String),
}

impl WebError {
    /// Logs a fault once and gives it a reference.
    pub fn broken(cause: impl std::fmt::Display) -> Self {
        let reference = clock::reference();
        tracing::error!(reference, %cause, "a request failed");
        Self::Broken(reference)
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict | StoreError::Stopped => Self::Busy,
            StoreError::TooLarge { .. } => Self::TooLarge,
            other => Self::broken(other),
        }
    }
}

/// Why a form's write was not done.
#[derive(Debug)]
pub enum Halt {
    /// A rule refuses; the form is shown again with the reasons.
    Refused(Errors),
    /// Someone else has changed the record; both versions are shown.
    Stale,
    /// Two writes collided.
    Conflict,
    /// There is no page.
    Failed(WebError),
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Conflict => Self::Conflict,
            other => Self::Failed(other.into()),
        }
    }
}

impl From<WebError> for Halt {
    fn from(error: WebError) -> Self {
        Self::Failed(error)
    }
}

impl From<Errors> for Halt {
    fn from(errors: Errors) -> Self {
        Self::Refused(errors)
    }
}

impl WriteError for Halt {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

impl From<Halt> for WebError {
    /// For a form with nothing to show again.
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Refused(_) | Halt::Stale => Self::Malformed,
            Halt::Conflict => Self::Busy,
            Halt::Failed(error) => error,
        }
    }
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    layout: Layout,
    says: Says,
}

/// What an error page says. It travels with the answer, so that the guard can frame it for someone who is signed in.
#[derive(Clone)]
struct Says {
    title: &'static str,
    sentences: Vec<&'static str>,
    reference: Option<String>,
}

/// Adds the navigation of someone who is signed in to an error page; any other answer is unchanged.
pub(super) fn framed(mut response: Response, ctx: &Ctx) -> Response {
    if let Some(says) = response.extensions_mut().remove::<Says>() {
        let layout = ctx.layout(says.title);
        *response.body_mut() = html(&ErrorPage { layout, says }).into_body();
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let (status, title, sentences): (_, _, Vec<&'static str>) = match &self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "Page not found",
                vec![
                    "If you typed the web address, check that it is correct.",
                    "If you followed a link to a young person, they may now be with another team. Their team manager can tell you.",
                ],
            ),
            Self::LinkEnded => (
                StatusCode::NOT_FOUND,
                "This link no longer works",
                vec![
                    "It may have expired, or been replaced by a newer one. Check for a newer email.",
                    "If there is none, ask the person who sent it, or the council’s leaving care team. You have not done anything wrong.",
                ],
            ),
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "You cannot do this",
                vec![
                    "Your role does not include it. If you need it for your work, ask your council’s administrator.",
                ],
            ),
            Self::Expired => (
                StatusCode::BAD_REQUEST,
                "This form has expired",
                vec![
                    "Go back, reload the page and send it again. What you typed has not been saved.",
                ],
            ),
            Self::Malformed => (
                StatusCode::BAD_REQUEST,
                "We could not read that",
                vec![
                    "Something in the address or the form was not what we expected. Go back and try again.",
                ],
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is too large",
                vec![
                    "A form can hold up to 1 megabyte of text, and a file up to 10 megabytes. Send less at a time.",
                ],
            ),
            Self::TooMany { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too many attempts",
                vec!["Wait a few minutes and try again. Nothing has been lost."],
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The service is busy",
                vec!["Nothing has been saved. Wait a moment, then go back and send it again."],
            ),
            Self::Broken(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Sorry, there is a problem",
                vec![
                    "Try again later. If it happens again, give your administrator the reference below.",
                ],
            ),
        };
        let retry = match &self {
            Self::TooMany { retry_seconds } => Some(*retry_seconds),
            Self::Busy => Some(2),
            _ => None,
        };
        let reference = if let Self::Broken(reference) = self {
            Some(reference)
        } else {
            None
        };
        let says = Says {
            title,
            sentences,
            reference,
        };
        let mut response = html(&ErrorPage {
            layout: Layout::bare(title),
            says: says.clone(),
        });
        response.extensions_mut().insert(says);
        *response.status_mut() = status;
        if let Some(seconds) = retry {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

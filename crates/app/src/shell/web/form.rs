//! Forms: what was typed, and what is wrong with it. Each kind of value is read in one place below: [`date`], [`money`],
//! [`time`] and [`address`]; [`key`] lets a form be sent once.

mod address;
mod date;
mod key;
mod money;
mod time;

use std::fmt;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::header,
};
use govuk::ErrorSummary;
use uuid::Uuid;
use values::text::visible;

use super::{Ctx, WebError, drafts::Kept};

pub use address::is_email;
pub use date::TypedDate;
pub(crate) use key::{OneUse, checked_key, new_key};
pub(crate) use money::{hourly, pounds, typed_pounds};
pub(crate) use time::{ask_about_skipped, hours_a_week, time_of_day};

/// The most that a form may hold, in bytes, not counting files.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// What was typed, with line ends normalised and values trimmed.
#[derive(Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    key: Option<Uuid>,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.fields.iter().map(|(name, _)| name))
            .finish()
    }
}

impl Form {
    /// Reads `application/x-www-form-urlencoded` text.
    pub fn parse(body: &[u8]) -> Self {
        let fields = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), visible(&value)))
            .collect();
        Self { fields, key: None }
    }

    /// Takes fields that were read elsewhere, and checks the one-use key among them.
    pub(crate) fn checked(fields: Vec<(String, String)>, ctx: &Ctx) -> Result<Self, WebError> {
        let mut form = Self::unchecked(fields);
        let key = checked_key(&ctx.app().key, ctx.me(), form.text("form_key"));
        form.key = Some(key.ok_or(WebError::Expired)?);
        Ok(form)
    }

    /// Takes fields that were read elsewhere. The key among them is checked when the form is carried out.
    pub(crate) fn unchecked(fields: Vec<(String, String)>) -> Self {
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name, visible(&value)))
            .collect();
        Self { fields, key: None }
    }

    /// Adds fields that came with the address.
    pub(crate) fn with(mut self, fields: impl IntoIterator<Item = (String, String)>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Adds the fields of another form.
    pub(crate) fn and(self, other: Self) -> Self {
        self.with(other.fields)
    }

    /// Returns what was typed into a field; empty where it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Returns the same as an owned value.
    pub fn owned(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    /// Lists the fields as they came.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns every value chosen in a group.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, value)| field == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Returns the version of the record that the form was made from.
    pub fn version(&self) -> i32 {
        self.text("version").parse().unwrap_or(0)
    }

    /// Returns the form's one-use key, once it has been checked.
    pub fn key(&self) -> Option<Uuid> {
        self.key
    }

    /// Returns a date as it was typed into three fields.
    pub fn date(&self, name: &str) -> TypedDate {
        let part = |part: &str| self.owned(&format!("{name}-{part}"));
        TypedDate {
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = WebError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, WebError> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(WebError::Malformed);
        }
        let ctx = request.extensions().get::<Ctx>().cloned();
        let body = to_bytes(request.into_body(), LIMIT)
            .await
            .map_err(|_| WebError::TooLarge)?;
        let mut form = Self::parse(&body);
        if let Some(ctx) = ctx {
            let key = checked_key(&ctx.app().key, ctx.me(), form.text("form_key"));
            form.key = Some(key.ok_or(WebError::Expired)?);
            // A form that is shown again with its errors goes on with its draft.
            if form.text("draft").starts_with('/') {
                ctx.keeps(Kept {
                    at: form.owned("draft"),
                    is_there: true,
                    from: None,
                });
            }
        }
        Ok(form)
    }
}

/// What is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// Returns a list of one.
    pub fn one(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self(vec![(field.into(), message.into())])
    }

    /// Adds a message at a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Adds a message where a condition does not hold.
    pub fn require(&mut self, holds: bool, field: &str, message: &str) {
        if !holds {
            self.add(field, message);
        }
    }

    /// Takes the value of a result, or notes its message at a field.
    pub fn take<T>(&mut self, field: &str, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.add(field, message)).ok()
    }

    /// Returns each field with its message, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, message)| (field.as_str(), message.as_str()))
    }

    /// Returns the message at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, message)| message.as_str())
    }

    /// Returns whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the value, or the errors where there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }

    /// Returns the summary for the top of the page, or `None` where nothing is wrong.
    ///
    /// A date's message links to its first part; a message without a field has no link.
    pub fn summary(&self, dates: &[&str]) -> Option<ErrorSummary> {
        if self.0.is_empty() {
            return None;
        }
        let mut summary = ErrorSummary::new(Vec::<(String, String)>::new());
        for (field, message) in &self.0 {
            summary = match field.as_str() {
                "" => summary.message(message),
                date if dates.contains(&date) => summary.error(format!("{date}-day"), message),
                other => summary.error(other, message),
            };
        }
        Some(summary)
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::*;

    #[test]
    fn what_nobody_can_see_is_not_kept() {
        let form = Form::parse("name=A%00B%E2%80%AEC&note=one%0D%0Atwo%09x".as_bytes());
        assert_eq!(form.text("name"), "ABC");
        assert_eq!(form.text("note"), "one\ntwo x");
    }
}

//! Forms: what was typed, what is wrong with it, and the key that lets it be sent once.

use std::fmt;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::header,
};
use chrono::{DateTime, NaiveDate, Utc};
use govuk::{DateInput, ErrorSummary};
use store::{
    StoreError, WriteTx,
    entities::form_key,
    orm::{EntityTrait, Set},
};
use uuid::Uuid;
use values::{AccountId, days, text::visible};

use super::{Ctx, Halt, WebError};
use crate::clock;

/// The most that a form may hold, in bytes, files apart.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// What was typed. Line ends are as people mean them, and spaces around a value are gone.
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

    /// Takes fields that were read otherwise, and checks the one-use key among them.
    pub(crate) fn checked(fields: Vec<(String, String)>, ctx: &Ctx) -> Result<Self, WebError> {
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name, visible(&value)))
            .collect();
        let mut form = Self { fields, key: None };
        let key = checked_key(&ctx.app().key, ctx.me(), form.text("form_key"));
        form.key = Some(key.ok_or(WebError::Expired)?);
        Ok(form)
    }

    /// Adds fields that came with the address.
    pub(crate) fn with(mut self, fields: impl IntoIterator<Item = (String, String)>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Adds the fields of another.
    pub(crate) fn and(self, other: Self) -> Self {
        self.with(other.fields)
    }

    /// Returns what was typed into a field; empty where it was not there.
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

    /// Returns every value that was chosen of a group.
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
        }
        Ok(form)
    }
}

/// A date as three texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDate {
    /// The day of the month.
    pub day: String,
    /// The month, as a number or by its name.
    pub month: String,
    /// The year, with four digits.
    pub year: String,
}

impl TypedDate {
    /// Returns the texts of a known date.
    pub fn of(date: Option<NaiveDate>) -> Self {
        date.map_or_else(Self::default, |date| Self {
            day: date.format("%-d").to_string(),
            month: date.format("%-m").to_string(),
            year: date.format("%Y").to_string(),
        })
    }

    /// Returns whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }

    /// Reads the date. `None` when nothing was typed.
    ///
    /// Errors: a sentence for the field, which names it by `what`, as in "Date of birth".
    pub fn read(&self, what: &str) -> Result<Option<NaiveDate>, String> {
        if self.is_blank() {
            return Ok(None);
        }
        for (text, part) in [
            (&self.day, "day"),
            (&self.month, "month"),
            (&self.year, "year"),
        ] {
            if text.is_empty() {
                return Err(format!("{what} must include a {part}"));
            }
        }
        let is_short = self.year.len() <= 2 && self.year.bytes().all(|sign| sign.is_ascii_digit());
        if is_short {
            return Err(format!("{what} must have a year of four digits, like 2007"));
        }
        let (day, year) = (self.day.parse(), self.year.parse());
        let date = match (day, days::month(&self.month), year) {
            (Ok(day), Some(month), Ok(year)) if (1900..2200).contains(&year) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            _ => None,
        };
        date.map(Some)
            .ok_or_else(|| format!("{what} must be a real date, like 27 3 2007"))
    }

    /// Returns the three fields, with what was typed.
    pub fn field(&self, id: &str, legend: &str, errors: &Errors) -> DateInput {
        DateInput::new(id, legend.to_owned())
            .values(&*self.day, &*self.month, &*self.year)
            .error(errors.at(id))
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
    /// A date's message leads to its first part; a message without a field stands alone.
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

/// Makes a key: an id, and the proof that it was made for this account.
pub(crate) fn new_key(secret: &[u8; 32], account: AccountId, now: DateTime<Utc>) -> String {
    let id = clock::random_id(now);
    format!(
        "{}{}",
        id.simple(),
        &proof(secret, account, id).to_hex()[..32]
    )
}

fn proof(secret: &[u8; 32], account: AccountId, id: Uuid) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher
        .update(b"form")
        .update(Uuid::from(account).as_bytes())
        .update(id.as_bytes());
    hasher.finalize()
}

pub(crate) fn checked_key(secret: &[u8; 32], account: AccountId, text: &str) -> Option<Uuid> {
    let (id, given) = text.split_at_checked(32)?;
    let id = Uuid::try_parse(id).ok()?;
    let made = proof(secret, account, id).to_hex();
    // Comparing hashes of both takes the same time wherever they differ.
    (blake3::hash(given.as_bytes()) == blake3::hash(&made.as_bytes()[..32])).then_some(id)
}

/// Returns where a form led that has been sent before.
///
/// Errors: [`WebError::Expired`] when the key was used on another page; the answer there says nothing about this one.
pub(crate) async fn spent(tx: &mut WriteTx, key: Uuid, path: &str) -> Result<Option<String>, Halt> {
    let row = form_key::Entity::find_by_id((tx.council().into(), key))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    match row {
        Some(row) if row.path != path => Err(WebError::Expired.into()),
        row => Ok(row.map(|row| row.answer)),
    }
}

/// Keeps where a form led.
///
/// Errors: [`StoreError::Conflict`] when the same form is being sent twice at once; the second then finds it spent.
pub(crate) async fn spend(
    tx: &mut WriteTx,
    key: Uuid,
    account: AccountId,
    path: &str,
    answer: &str,
) -> Result<(), StoreError> {
    let row = form_key::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(key),
        account_id: Set(account.into()),
        used_at: Set(tx.at().into()),
        path: Set(path.to_owned()),
        answer: Set(answer.to_owned()),
    };
    match form_key::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await
        .map_err(StoreError::from)
    {
        Err(StoreError::Exists) => Err(StoreError::Conflict),
        other => other.map(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_good_for_its_own_account_only() {
        let (secret, mine, other) = (
            [1; 32],
            AccountId(Uuid::from_u128(1)),
            AccountId(Uuid::from_u128(2)),
        );
        let key = new_key(&secret, mine, DateTime::UNIX_EPOCH);
        assert!(checked_key(&secret, mine, &key).is_some());
        assert!(checked_key(&secret, other, &key).is_none());
        assert!(checked_key(&secret, mine, &key[1..]).is_none());
        assert!(checked_key(&secret, mine, "").is_none());
    }

    #[test]
    fn what_nobody_can_see_is_not_kept() {
        let form = Form::parse("name=A%00B%E2%80%AEC&note=one%0D%0Atwo%09x".as_bytes());
        assert_eq!(form.text("name"), "ABC");
        assert_eq!(form.text("note"), "one\ntwo x");
    }

    #[test]
    fn a_typed_date_says_what_it_lacks() {
        let read = |day: &str, month: &str, year: &str| {
            TypedDate {
                day: day.into(),
                month: month.into(),
                year: year.into(),
            }
            .read("Date of birth")
        };
        assert_eq!(read("", "", ""), Ok(None));
        assert_eq!(
            read("27", "3", "2007"),
            Ok(NaiveDate::from_ymd_opt(2007, 3, 27))
        );
        assert_eq!(
            read("27", "", "2007"),
            Err("Date of birth must include a month".into())
        );
        assert_eq!(
            read("31", "2", "2007"),
            Err("Date of birth must be a real date, like 27 3 2007".into())
        );
        assert_eq!(
            read("27", "3", "07"),
            Err("Date of birth must have a year of four digits, like 2007".into())
        );
        for month in ["Mar", "march", "03", "MARCH"] {
            assert_eq!(
                read("27", month, "2007"),
                Ok(NaiveDate::from_ymd_opt(2007, 3, 27))
            );
        }
    }
}

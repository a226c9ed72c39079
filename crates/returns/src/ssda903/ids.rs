//! The numbers that identify children and pupils.

use std::fmt;

/// The council's own number for a child. Upper case, without surrounding spaces, 1 to 50 visible characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChildId(String);

/// A unique pupil number, or one of `UN1` to `UN5` where there is none. Written like [`ChildId`]; its check letter is not verified.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Upn(String);

/// Why a text is not a child or pupil number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a child or pupil number")]
pub struct NotAnId;

impl ChildId {
    /// Reads a number, without surrounding spaces and in upper case.
    ///
    /// Errors: [`NotAnId`] for a blank, for more than 50 characters and for control characters.
    pub fn parse(text: &str) -> Result<Self, NotAnId> {
        id_text(text).map(Self)
    }

    /// Returns the number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Upn {
    /// Reads a number or a code, without surrounding spaces and in upper case.
    ///
    /// Errors: as [`ChildId::parse`].
    pub fn parse(text: &str) -> Result<Self, NotAnId> {
        id_text(text).map(Self)
    }

    /// Returns the number or code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether this is a pupil's number, and not a code that says why there is none.
    pub fn is_number(&self) -> bool {
        !matches!(self.as_str(), "UN1" | "UN2" | "UN3" | "UN4" | "UN5")
    }
}

impl fmt::Display for ChildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn id_text(text: &str) -> Result<String, NotAnId> {
    const MOST_CHARS: usize = 50;
    let text = text.trim();
    let sound =
        !text.is_empty() && text.chars().count() <= MOST_CHARS && !text.contains(char::is_control);
    sound.then(|| text.to_ascii_uppercase()).ok_or(NotAnId)
}

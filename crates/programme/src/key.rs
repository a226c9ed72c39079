//! Keys: the short names that records use to refer to parts of a programme file.
//!
//! A key is kebab-case, so that it reads the same in a file, in an address and in a table. It is never shown to a young person; the
//! label is.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The longest key, in characters.
pub const LONGEST_KEY: usize = 60;

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a key: Write lower-case letters, digits and single hyphens, starting with a letter, at most {LONGEST_KEY} characters"
)]
pub struct KeyError(
    /// What was written.
    pub String,
);

fn is_kebab(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.len() <= LONGEST_KEY
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('-').all(word)
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a key. Errors: [`KeyError`] when it is not kebab-case.
            pub fn parse(text: &str) -> Result<Self, KeyError> {
                Self::try_from(text.to_owned())
            }

            /// Returns the key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = KeyError;

            fn try_from(text: String) -> Result<Self, KeyError> {
                if is_kebab(&text) { Ok(Self(text)) } else { Err(KeyError(text)) }
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> Self {
                key.0
            }
        }

        impl FromStr for $name {
            type Err = KeyError;

            fn from_str(text: &str) -> Result<Self, KeyError> {
                Self::parse(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

keys! {
    /// Names a programme.
    ProgrammeKey,
    /// Names a way into a programme.
    RouteKey,
    /// Names a team or partner organisation that takes part.
    TeamKey,
    /// Names a role in a programme.
    RoleKey,
    /// Names a goal that is ready to copy into a plan.
    TemplateKey,
    /// Names a stage.
    StageKey,
    /// Names something that is offered in a stage.
    OfferKey,
    /// Names an entry or exit test of a stage.
    TestKey,
    /// Names a reason for a pause.
    PauseKey,
    /// Names a reason for an exit.
    ExitKey,
    /// Names a question on top of the common assessment.
    QuestionKey,
    /// Names a stage, an offer or a question that one version of a programme has and another does not.
    ReplacedKey,
    /// A group of young people who start together.
    IntakeKey,
    /// Dates that belong together.
    SeriesKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kebab_case() {
        for (text, good) in [
            ("strand-1", true),
            ("a", true),
            ("", false),
            ("-a", false),
            ("a-", false),
            ("a--b", false),
            ("1a", false),
            ("Strand-1", false),
            ("strand_1", false),
            ("straße", false),
        ] {
            assert_eq!(StageKey::parse(text).is_ok(), good, "{text}");
        }
        assert!(StageKey::parse(&"a".repeat(LONGEST_KEY)).is_ok());
        assert!(StageKey::parse(&"a".repeat(LONGEST_KEY + 1)).is_err());
    }
}

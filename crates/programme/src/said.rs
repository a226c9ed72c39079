//! What a young person says that cannot wait.

use chrono::NaiveDate;

use crate::refusal::plain;

/// What they said, what weighs most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Words that worry us.
    Worrying,
    /// That they are not doing well.
    Bad,
    /// That they would like a ring.
    Ring,
    /// That they would like some help.
    Help,
    /// A message to whoever works with them.
    Wrote,
}

impl Said {
    /// Everything, what weighs most first.
    pub const ALL: [Self; 5] = [
        Self::Worrying,
        Self::Bad,
        Self::Ring,
        Self::Help,
        Self::Wrote,
    ];

    /// Returns the code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Worrying => "worrying",
            Self::Bad => "bad",
            Self::Ring => "ring",
            Self::Help => "help",
            Self::Wrote => "wrote",
        }
    }

    /// Reads what [`Self::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }

    /// Returns it as the beginning of a sentence about them.
    pub fn words(self) -> &'static str {
        match self {
            Self::Worrying => "They wrote something worrying",
            Self::Bad => "They said “Bad”",
            Self::Ring => "They asked for a call",
            Self::Help => "They asked for help",
            Self::Wrote => "They wrote to you",
        }
    }

    /// Returns the reason for which an answer is due: a list shows it, and so it does not repeat what they said.
    pub(crate) fn reason(self, on: NaiveDate) -> String {
        let (what, then) = match self {
            Self::Worrying | Self::Bad => ("They said how they are", "get in touch"),
            Self::Ring => ("They asked for a call", "ring them"),
            Self::Help => ("They asked for help", "get in touch"),
            Self::Wrote => ("They wrote to you", "answer"),
        };
        format!("{what} on {}; {then} within a working day", plain(&on))
    }
}

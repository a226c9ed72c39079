//! What a contact is. No async.

use chrono::NaiveDate;
use values::AccountId;

/// How a contact was made: code, and words.
pub const KINDS: &[(&str, &str)] = &[
    ("one-to-one", "Met in person"),
    ("call", "Phone call"),
    ("text", "Text message"),
    ("email", "Email"),
    ("video", "Video call"),
    ("drop-in", "Drop-in"),
    ("home-visit", "Home visit"),
    ("group", "Group"),
];

/// Whether it took place: code, and words without blame.
pub const OUTCOMES: &[(&str, &str)] = &[
    ("held", "Yes, we were in touch"),
    ("no-answer", "No, there was no answer"),
    ("did-not-come", "No, they could not come"),
    ("cancelled-by-them", "No, they cancelled"),
    ("cancelled-by-us", "No, we cancelled"),
];

/// The outcome of a contact that took place.
pub const HELD: &str = "held";

/// Returns the words of a code, or the code where it is not known.
pub fn worded<'a>(choices: &[(&str, &'a str)], code: &'a str) -> &'a str {
    choices
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, words)| words)
}

/// A contact, opened.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Who was in touch with the young person.
    pub worker: AccountId,
    /// A code of [`KINDS`].
    pub kind: String,
    /// The day.
    pub held_on: NaiveDate,
    /// A code of [`OUTCOMES`].
    pub outcome: String,
    /// What happened.
    pub note: String,
    /// What was agreed.
    pub agreed: String,
}

impl Contact {
    /// Returns whether it took place.
    pub fn is_held(&self) -> bool {
        self.outcome == HELD
    }
}

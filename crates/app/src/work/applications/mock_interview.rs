//! A mock interview: what a panel looks for, and how they did. No async.

use chrono::NaiveDate;
use values::{ApplicationId, MockInterviewId};

use crate::shell::choices::{Coded, worded};

/// A mock interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MockInterview {
    /// Its id.
    pub id: MockInterviewId,
    /// The application that it prepares for; nothing for none.
    pub application: Option<ApplicationId>,
    /// The day.
    pub on: NaiveDate,
    /// Who asked the questions.
    pub panel: String,
    /// What they looked for: a criterion and a mark from 1 to 4 on each line.
    pub marks: String,
    /// What went well.
    pub went_well: String,
    /// What to work on.
    pub work_on: String,
    /// The earlier one that this is another try of; nothing for none.
    pub again_of: Option<MockInterviewId>,
}

/// What a panel looks for.
pub(super) const CRITERIA: &[Coded] = &[
    ("listens", "Listens, and answers what was asked"),
    ("examples", "Gives examples"),
    ("strengths", "Says what they are good at"),
    ("why", "Says why they want it"),
    ("questions", "Asks a question of their own"),
];

/// The panel's marks for a criterion.
pub(super) const MARKS: &[Coded] = &[
    ("1", "Not yet"),
    ("2", "A little"),
    ("3", "Well"),
    ("4", "Very well"),
];

/// Reads stored marks: code and mark.
pub(super) fn marks_of(text: &str) -> Vec<(&'static str, &'static str)> {
    let lines = text.lines().filter_map(|line| line.split_once('='));
    lines
        .map(|(code, mark)| (worded(CRITERIA, code), worded(MARKS, mark)))
        .filter(|(criterion, mark)| !criterion.is_empty() && !mark.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_words() {
        assert_eq!(
            marks_of("listens=3\nnothing=2\nwhy=4"),
            [
                ("Listens, and answers what was asked", "Well"),
                ("Says why they want it", "Very well")
            ]
        );
    }
}

//! A line of somebody's day.

use chrono::NaiveDate;
use values::PersonId;

/// What is to be done.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// The young person, where it is about one.
    pub(crate) person: Option<PersonId>,
    /// Where it is done.
    pub(crate) href: String,
    /// What it is. It follows the name of the young person, where it is about one.
    pub(crate) says: String,
    /// By when.
    pub(crate) on: NaiveDate,
    /// Whether it comes before everything else.
    pub(crate) is_first: bool,
}

impl Task {
    /// Makes one about a young person.
    pub(crate) fn about(
        person: PersonId,
        href: impl Into<String>,
        says: impl Into<String>,
        on: NaiveDate,
    ) -> Self {
        Self {
            person: Some(person),
            ..Self::besides(href, says, on)
        }
    }

    /// Makes one that is about no young person: an employer, a group, a mentor.
    pub(crate) fn besides(href: impl Into<String>, says: impl Into<String>, on: NaiveDate) -> Self {
        Self {
            person: None,
            href: href.into(),
            says: says.into(),
            on,
            is_first: false,
        }
    }
}

//! The kinds of particulars, and what their forms ask for. No async.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::shell::choices::{Code, coded};

pub use super::fields::{Asks, Field, GROUPS, Group, HELPS, MayWork, Status, status, worded};

/// Returns who a person around a young person is, in words.
pub fn part_words(code: &str) -> String {
    let field = Entry::Circle
        .fields()
        .iter()
        .find(|field| field.name == "part");
    field.map_or_else(|| code.to_owned(), |field| worded(field, code))
}

/// A detail of which a young person may have more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A number to reach them by.
    Phone,
    /// A qualification.
    Qualification,
    /// What they do, from a given day.
    Activity,
    /// Where they live, from a given day.
    Accommodation,
    /// A person around them.
    Circle,
    /// A place to avoid.
    UnsafePlace,
    /// What stops everything.
    LifeEvent,
}

impl Entry {
    /// Every one of them, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Phone,
        Self::Activity,
        Self::Accommodation,
        Self::Qualification,
        Self::Circle,
        Self::UnsafePlace,
        Self::LifeEvent,
    ];

    /// Returns the code in URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Qualification => "qualification",
            Self::Activity => "activity",
            Self::Accommodation => "accommodation",
            Self::Circle => "circle",
            Self::UnsafePlace => "unsafe-place",
            Self::LifeEvent => "life-event",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Returns the heading of their list.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Phone => "Phone numbers",
            Self::Qualification => "Qualifications",
            Self::Activity => "Education, employment and training over time",
            Self::Accommodation => "Where they have lived",
            Self::Circle => "People around them",
            Self::UnsafePlace => "Places to avoid",
            Self::LifeEvent => "What stops messages and reminders",
        }
    }

    /// Returns the words of the link and of the page that adds one.
    pub fn add_words(self) -> &'static str {
        match self {
            Self::Phone => "Add a phone number",
            Self::Qualification => "Add a qualification",
            Self::Activity => "Record a change in education or work",
            Self::Accommodation => "Record where they live",
            Self::Circle => "Add a person around them",
            Self::UnsafePlace => "Add a place to avoid",
            Self::LifeEvent => "Record custody, a move abroad or a break from messages",
        }
    }

    /// Returns what an empty list says.
    pub fn none_words(self) -> &'static str {
        match self {
            Self::Phone => "No other numbers recorded. Ask if there are more.",
            Self::Qualification => "None recorded. Ask about English and maths at Level 2.",
            Self::Activity | Self::Accommodation => "Nothing recorded yet. Add what you know.",
            Self::Circle => "No one recorded. Ask who helps them, and what they may be told.",
            Self::UnsafePlace => "None recorded. Ask before you arrange to meet.",
            Self::LifeEvent => "Messages and reminders have not been stopped.",
        }
    }

    /// Returns whether only some may read it.
    pub fn is_restricted(self) -> bool {
        matches!(self, Self::UnsafePlace | Self::LifeEvent)
    }

    /// Returns whether only some may read an entry of this code: a home in custody, and people whose work alone says something about health
    /// or offending.
    pub fn restricts(self, code: &str) -> bool {
        match self {
            Self::Accommodation => code.starts_with('X'),
            Self::Circle => ["health", "probation", "legal"].contains(&code),
            _ => self.is_restricted(),
        }
    }

    /// Returns whether one of them can be marked as no longer true. One that holds from a given day is followed by the next instead.
    pub fn can_end(self) -> bool {
        !matches!(self, Self::Activity | Self::Accommodation)
    }
}

/// What was read from a form: texts and days by the names of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Texts and codes.
    pub texts: BTreeMap<&'static str, String>,
    /// Days.
    pub days: BTreeMap<&'static str, NaiveDate>,
}

impl Filled {
    /// Returns a text; empty where it was not given.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Returns a day.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        self.days.get(name).copied()
    }

    /// Returns what was given for a field as the text that is stored: a day as `2026-03-31`.
    pub fn stored(&self, name: &str) -> String {
        self.day(name)
            .map_or_else(|| self.text(name).to_owned(), |day| day.to_string())
    }
}
coded! {
    /// What somebody around a young person can be told by itself.
    Topic {
        Meetings "meetings" "Meetings, the day before"
        Activities "activities" "Workshops and other activities"
        Work "work" "Interviews"
    }
}

impl Topic {
    /// Returns the field of the form that asks about it.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Meetings => "tell_meetings",
            Self::Activities => "tell_activities",
            Self::Work => "tell_work",
        }
    }

    /// Lists those that are written down.
    pub(super) fn all_in(stored: &str) -> impl Iterator<Item = Self> {
        stored.split(' ').filter_map(Self::parse)
    }

    /// Returns `yes` where it is written down, for a list that leaves out what is empty.
    pub(super) fn said(self, stored: &str) -> String {
        let is_told = Self::all_in(stored).any(|one| one == self);
        if is_told { "yes".into() } else { String::new() }
    }
}

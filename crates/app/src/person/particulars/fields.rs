//! The fields of particulars: what each is called, what it asks for, and who may read it.

mod entries;
mod groups;
mod lists;

pub use groups::{GROUPS, HELPS};
pub use lists::{MayWork, Status, status};

/// What a field asks for.
#[derive(Clone, Copy)]
pub enum Asks {
    /// A few words.
    Words,
    /// Several lines.
    Lines,
    /// One of a list of codes and words.
    OneOf(fn() -> Vec<(&'static str, &'static str)>),
    /// A day.
    Day,
}

/// A field of a form.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in the form and in the database.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// A hint, or empty.
    pub hint: &'static str,
    /// What it asks for.
    pub asks: Asks,
    /// The error where it is missing; empty where it is optional.
    pub needed: &'static str,
}

pub(super) const fn field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    asks: Asks,
) -> Field {
    Field {
        name,
        label,
        hint,
        asks,
        needed: "",
    }
}

pub(super) const fn needed(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    asks: Asks,
    needed: &'static str,
) -> Field {
    Field {
        name,
        label,
        hint,
        asks,
        needed,
    }
}

/// Facts that are asked for and changed together.
#[derive(Clone, Copy)]
pub struct Group {
    /// The code in URLs.
    pub code: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// The text under the heading, or empty.
    pub note: &'static str,
    /// Whether only some may read it.
    pub is_restricted: bool,
    /// Its fields.
    pub fields: &'static [Field],
}

/// Returns a stored text as people read it: a code's words, a day written out, other text unchanged.
pub fn worded(field: &Field, stored: &str) -> String {
    match field.asks {
        Asks::OneOf(choices) => choices()
            .into_iter()
            .chain(lists::chosen_elsewhere())
            .find(|(code, _)| *code == stored)
            .map_or_else(|| stored.to_owned(), |(_, words)| words.to_owned()),
        Asks::Day => stored
            .parse()
            .map_or_else(|_| stored.to_owned(), crate::shell::web::words::day),
        Asks::Words | Asks::Lines => stored.to_owned(),
    }
}

//! The journal: who did or saw what, and when.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Id, Moment, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "journal",
    columns: &[
        ("at", Moment),
        ("by", Id),
        ("action", Text),
        ("person_id", Id),
        ("subjects", Sealed),
        ("fields", Text),
        ("reason", Text),
    ],
    points_to: &[],
}];

pub(super) const INDEXES: &[IndexOf] = &[
    ("journal", &["person_id", "at"], false),
    ("journal", &["at"], false),
];

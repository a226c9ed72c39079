//! The journal: who did or saw what, and when.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{IdOrNone, Moment, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "journal",
    columns: &[
        ("at", Moment),
        ("by", IdOrNone),
        ("action", Text),
        ("person_id", IdOrNone),
        ("subjects", Sealed),
        ("fields", Text),
        ("reason", Text),
    ],
    points_to: &[],
}];

pub(in crate::migrations) const INDEXES: &[IndexOf] = &[
    ("journal", &["person_id", "at"], false),
    ("journal", &["at"], false),
];

//! What is due, for whom, and why.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "due",
    columns: &[
        ("person_id", Id),
        ("enrolment_id", IdOrNone),
        ("referral_id", IdOrNone),
        ("kind", Text),
        ("due_on", Day),
        ("role", Text),
        ("reason", Text),
        ("owner_id", IdOrNone),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[
    ("due", &["person_id"], false),
    ("due", &["due_on", "id"], false),
    ("due", &["owner_id", "due_on"], false),
];

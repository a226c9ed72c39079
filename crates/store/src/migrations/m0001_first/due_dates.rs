//! What is due, for whom, and why.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "due",
    columns: &[
        ("person_id", Id),
        ("enrolment_id", Id),
        ("referral_id", Id),
        ("kind", Text),
        ("due_on", Day),
        ("role", Text),
        ("reason", Text),
        ("owner_id", Id),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[
    ("due", &["person_id"], false),
    ("due", &["due_on", "id"], false),
    ("due", &["owner_id", "due_on"], false),
];

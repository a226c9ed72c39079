//! Contacts with young people.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "contact",
    columns: &[
        ("person_id", Id),
        ("enrolment_id", IdOrNone),
        ("worker_id", Id),
        ("kind", Text),
        ("held_on", Day),
        ("outcome", Text),
        ("note", Sealed),
        ("agreed", Sealed),
        ("recorded_at", Moment),
        ("recorded_by", IdOrNone),
        ("superseded_at", MomentOrNone),
        ("came", Text),
        ("why", Text),
        ("canceller", Text),
        ("note_kind", Text),
        ("appointment_id", IdOrNone),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[
    ("contact", &["person_id", "held_on"], false),
    ("contact", &["worker_id", "held_on"], false),
];

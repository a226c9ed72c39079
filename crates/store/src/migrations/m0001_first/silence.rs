//! Lost contact.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "lost_touch",
    columns: &[
        ("person_id", Id),
        ("why", Text),
        ("words", Sealed),
        ("way_back", Text),
        ("asked_on", Day),
        ("recorded_at", Moment),
        ("recorded_by", IdOrNone),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[("lost_touch", &["person_id", "asked_on"], false)];

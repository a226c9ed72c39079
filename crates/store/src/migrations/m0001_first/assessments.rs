//! Deep dives.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "assessment",
    columns: &[
        ("person_id", Id),
        ("kind", Text),
        ("held_on", Day),
        ("strengths", Sealed),
        ("work_wanted", Sealed),
        ("work_to_leave", Sealed),
        ("own_words", Sealed),
        ("readiness", Text),
        ("ratings", Sealed),
        ("answers", Sealed),
        ("programme_version_id", IdOrNone),
        ("suggested_stage", Text),
        ("suggested_because", Sealed),
        ("chosen_stage", Text),
        ("chosen_because", Sealed),
        ("recorded_at", Moment),
        ("recorded_by", IdOrNone),
        ("superseded_at", MomentOrNone),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[("assessment", &["person_id", "held_on"], false)];

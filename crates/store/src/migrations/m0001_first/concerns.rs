//! Safeguarding concerns, and who was told.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "concern",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("words", Sealed),
            ("answers", Sealed),
            ("raised_at", Moment),
            ("raised_by", IdOrNone),
            ("closed_at", MomentOrNone),
            ("closed_by", IdOrNone),
            ("closed_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "telling",
        columns: &[
            ("concern_id", Id),
            ("person_id", Id),
            ("who", Sealed),
            ("part", Text),
            ("told_on", Day),
            ("told_time", Text),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
        ],
        points_to: &[("concern_id", "concern"), ("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("concern", &["person_id"], false),
    ("concern", &["closed_at", "raised_at"], false),
    ("telling", &["concern_id"], false),
];

//! Appointments and drop-ins.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "appointment",
        columns: &[
            ("person_id", Id),
            ("worker_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("begins", Text),
            ("minutes", Number),
            ("place", Sealed),
            ("attends", Sealed),
            ("expected_back", Text),
            ("moved_from_id", IdOrNone),
            ("reason", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("ended_as", Text),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
            ("left_at", MomentOrNone),
            ("back_at", MomentOrNone),
            ("drop_in_id", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "drop_in",
        columns: &[
            ("worker_id", Id),
            ("place", Text),
            ("offers", Text),
            ("weekday", Number),
            ("begins", Text),
            ("ends", Text),
            ("from_on", Day),
            ("until_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("worker_id", "account")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("appointment", &["person_id", "held_on"], false),
    ("appointment", &["worker_id", "held_on"], false),
    ("appointment", &["held_on"], false),
    ("drop_in", &["worker_id"], false),
    ("appointment", &["drop_in_id", "held_on"], false),
];

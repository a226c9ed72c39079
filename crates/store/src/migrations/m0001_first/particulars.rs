//! Particulars: facts beyond the basics, phones, qualifications, unsafe places, the people around them, and life events.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Flag, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "fact",
        columns: &[
            ("person_id", Id),
            ("field", Text),
            ("value", Sealed),
            ("source", Text),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "phone",
        columns: &[
            ("person_id", Id),
            ("number", Sealed),
            ("safe_times", Sealed),
            ("may_text", Flag),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "qualification",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("name", Sealed),
            ("achieved_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "unsafe_place",
        columns: &[
            ("person_id", Id),
            ("place", Sealed),
            ("why", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "circle_member",
        columns: &[
            ("person_id", Id),
            ("name", Sealed),
            ("part", Text),
            ("reach", Sealed),
            ("does", Sealed),
            ("shares", Sealed),
            ("agreed_on", DayOrNone),
            ("shares_until_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "life_event",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("from_on", Day),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("ended_on", DayOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("fact", &["person_id", "field"], false),
    ("phone", &["person_id"], false),
    ("qualification", &["person_id"], false),
    ("unsafe_place", &["person_id"], false),
    ("circle_member", &["person_id"], false),
    ("life_event", &["person_id"], false),
];

//! Plans: goals, steps, reviews and conferences.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "goal",
        columns: &[
            ("person_id", Id),
            ("words", Sealed),
            ("wanted_on", DayOrNone),
            ("agreed_how", Text),
            ("agreed_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("reached_on", DayOrNone),
            ("archived_at", MomentOrNone),
            ("archived_by", IdOrNone),
            ("archived_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "step",
        columns: &[
            ("goal_id", Id),
            ("person_id", Id),
            ("words", Sealed),
            ("owner", Text),
            ("owner_id", IdOrNone),
            ("owner_name", Sealed),
            ("due_on", DayOrNone),
            ("outcome", Text),
            ("conference_id", IdOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("done_on", DayOrNone),
            ("done_at", MomentOrNone),
            ("done_by", IdOrNone),
            ("archived_at", MomentOrNone),
            ("archived_by", IdOrNone),
            ("archived_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("goal_id", "goal"), ("person_id", "person")],
    },
    Definition {
        name: "review",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("agreed_how", Text),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "conference",
        columns: &[
            ("person_id", Id),
            ("held_on", Day),
            ("attendees", Sealed),
            ("agenda", Sealed),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("goal", &["person_id"], false),
    ("step", &["person_id"], false),
    ("step", &["goal_id"], false),
    ("review", &["person_id", "held_on"], false),
    ("conference", &["person_id", "held_on"], false),
];

//! Enrolments: programmes, stages, pauses, and notice of the end of funding.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "enrolment",
        columns: &[
            ("person_id", Id),
            ("programme_version_id", Id),
            ("programme_key", Text),
            ("stage_key", Text),
            ("since_on", Day),
            ("referred_on", DayOrNone),
            ("enrolled_on", Day),
            ("paused_on", DayOrNone),
            ("ended_on", DayOrNone),
            ("own_cadence", Text),
            ("version", Number),
        ],
        points_to: &[
            ("person_id", "person"),
            ("programme_version_id", "programme_version"),
        ],
    },
    Definition {
        name: "stage_span",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("place", Number),
            ("stage_key", Text),
            ("from_on", Day),
            ("until_on", DayOrNone),
            ("exit_key", Text),
            ("reason", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
    Definition {
        name: "pause_span",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("place", Number),
            ("reason_key", Text),
            ("from_on", Day),
            ("until_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
    Definition {
        name: "funding_notice",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("until_on", Day),
            ("told_on", Day),
            ("recorded_at", Moment),
            ("recorded_by", IdOrNone),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("enrolment", &["person_id"], false),
    ("enrolment", &["stage_key", "person_id"], false),
    ("stage_span", &["enrolment_id", "place"], true),
    ("stage_span", &["from_on"], false),
    ("pause_span", &["enrolment_id", "place"], true),
    ("funding_notice", &["person_id"], false),
];

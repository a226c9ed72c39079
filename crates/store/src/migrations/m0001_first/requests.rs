//! Requests to employers for a day.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "slot_request",
        columns: &[
            ("kind", Text),
            ("held_on", Day),
            ("begins", Text),
            ("minutes", Number),
            ("place", Text),
            ("words", Text),
            ("keeper_id", Id),
            ("taken_by_employer_id", IdOrNone),
            ("taken_by_contact_id", IdOrNone),
            ("taken_at", MomentOrNone),
            ("withdrawn_on", DayOrNone),
            ("reason", Text),
            ("outcome", Text),
            ("outcome_on", DayOrNone),
            ("outcome_words", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "slot_asked",
        columns: &[
            ("slot_request_id", Id),
            ("employer_id", Id),
            ("contact_id", Id),
            ("answer", Text),
            ("answered_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[
            ("slot_request_id", "slot_request"),
            ("employer_id", "employer"),
            ("contact_id", "employer_contact"),
        ],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("slot_request", &["held_on"], false),
    ("slot_request", &["keeper_id", "held_on"], false),
    ("slot_asked", &["slot_request_id"], false),
    ("slot_asked", &["employer_id"], false),
    ("slot_request", &["taken_by_employer_id"], false),
];

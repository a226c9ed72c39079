//! Mentors, their checks, matches and meetings.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "mentor",
        columns: &[
            ("name", Sealed),
            ("phone", Sealed),
            ("email", Sealed),
            ("employer_id", IdOrNone),
            ("sector", Text),
            ("about", Text),
            ("capacity", Number),
            ("keeper_id", Id),
            ("ended_on", DayOrNone),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "mentor_check",
        columns: &[
            ("mentor_id", Id),
            ("kind", Text),
            ("passed_on", Day),
            ("expires_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("mentor_id", "mentor")],
    },
    Definition {
        name: "mentoring",
        columns: &[
            ("mentor_id", Id),
            ("person_id", Id),
            ("why", Sealed),
            ("from_on", Day),
            ("ended_on", DayOrNone),
            ("ended_why", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("mentor_id", "mentor"), ("person_id", "person")],
    },
    Definition {
        name: "mentor_meeting",
        columns: &[
            ("mentoring_id", Id),
            ("person_id", Id),
            ("held_on", Day),
            ("kind", Text),
            ("words", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("mentoring_id", "mentoring"), ("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("mentor", &["sector"], false),
    ("mentor_check", &["mentor_id"], false),
    ("mentoring", &["mentor_id"], false),
    ("mentoring", &["person_id"], false),
    ("mentor_meeting", &["mentoring_id"], false),
];

//! Messages in and out, and the approved wording of each language.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "message",
        columns: &[
            ("channel", Text),
            ("account_id", IdOrNone),
            ("person_id", IdOrNone),
            ("recipient", Sealed),
            ("subject", Sealed),
            ("body", Sealed),
            ("made_at", Moment),
            ("sent_at", MomentOrNone),
            ("held_at", MomentOrNone),
            ("direction", Text),
            ("purpose", Text),
            ("language", Text),
            ("reference", Text),
            ("outer_id", Text),
            ("state", Text),
            ("failure", Text),
            ("state_at", MomentOrNone),
            ("not_before", MomentOrNone),
            ("written_by", IdOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "wording",
        columns: &[
            ("language", Text),
            ("hash", Text),
            ("approved_at", Moment),
            ("approved_by", IdOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
        ],
        points_to: &[],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("message", &["made_at"], false),
    ("wording", &["language"], false),
    ("message", &["person_id", "made_at"], false),
    ("message", &["reference"], false),
    ("message", &["state"], false),
];

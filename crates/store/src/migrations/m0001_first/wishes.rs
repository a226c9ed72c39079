//! What young people ask for, and how they say they are.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Flag, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "wish",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("words", Sealed),
            ("made_at", Moment),
            ("made_on", Day),
            ("made_by", IdOrNone),
            ("answered_at", MomentOrNone),
            ("answered_by", IdOrNone),
            ("answer", Sealed),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "feeling",
        columns: &[
            ("person_id", Id),
            ("answer", Text),
            ("wants_help", Flag),
            ("words", Sealed),
            ("told_at", Moment),
            ("told_on", Day),
            ("seen_at", MomentOrNone),
            ("seen_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("feeling", &["person_id", "told_at"], false),
    ("wish", &["person_id", "made_at"], false),
];

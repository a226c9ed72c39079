//! Young people’s own pages: links, sign-ins and confirmed numbers.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Flag, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "own_link",
        columns: &[
            ("person_id", Id),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("expires_at", Moment),
            ("used_at", MomentOrNone),
            ("reusable", Flag),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "own_sign_in",
        columns: &[
            ("person_id", Id),
            ("secret_hash", Sealed),
            ("started_at", Moment),
            ("seen_at", Moment),
            ("expires_at", Moment),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "number_check",
        columns: &[
            ("person_id", Id),
            ("number_hash", Text),
            ("confirmed_at", Moment),
            ("confirmed_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("own_link", &["person_id"], false),
    ("own_sign_in", &["person_id"], false),
    ("number_check", &["person_id"], false),
];

//! Programmes: published versions of their files, and drafts.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "programme_version",
        columns: &[
            ("key", Text),
            ("number", Number),
            ("text", Text),
            ("hash", Sealed),
            ("published_at", Moment),
            ("published_by", IdOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "programme_draft",
        columns: &[
            ("key", Text),
            ("text", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("changed_at", Moment),
            ("changed_by", IdOrNone),
            ("ended_at", MomentOrNone),
            ("version", Number),
        ],
        points_to: &[],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("programme_version", &["key", "number"], true),
    ("programme_draft", &["key"], false),
];

//! Files, in chunks.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Id, IdOrNone, Long, Moment, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "file",
        columns: &[
            ("person_id", IdOrNone),
            ("name", Sealed),
            ("content_type", Text),
            ("bytes", Long),
            ("hash", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "file_chunk",
        columns: &[("file_id", Id), ("place", Number), ("content", Sealed)],
        points_to: &[("file_id", "file")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("file", &["person_id"], false),
    ("file_chunk", &["file_id", "place"], true),
];

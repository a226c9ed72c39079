//! Imports: files that were tried or brought in, and how their columns were matched.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Id, IdOrNone, Long, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "import_run",
        columns: &[
            ("list", Text),
            ("file_id", Id),
            ("state", Text),
            ("rows", Long),
            ("done", Long),
            ("made", Long),
            ("changed", Long),
            ("same", Long),
            ("refused", Long),
            ("report", Sealed),
            ("wanted_at", Moment),
            ("wanted_by", IdOrNone),
            ("applied_at", MomentOrNone),
            ("options", Text),
        ],
        points_to: &[],
    },
    Definition {
        name: "column_match",
        columns: &[
            ("list", Text),
            ("source", Text),
            ("heading", Text),
            ("column_name", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "list_row",
        columns: &[
            ("person_id", Id),
            ("list", Text),
            ("brought", Sealed),
            ("seen_at", Moment),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("import_run", &["wanted_at"], false),
    ("list_row", &["list", "person_id"], true),
    ("column_match", &["list", "source"], false),
];

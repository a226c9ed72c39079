//! Forms: the one-use keys, and drafts of what was typed.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Id, Moment, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "form_key",
        columns: &[
            ("sender_id", Id),
            ("used_at", Moment),
            ("path", Text),
            ("answer", Text),
        ],
        points_to: &[],
    },
    Definition {
        name: "draft",
        columns: &[
            ("account_id", Id),
            ("path", Text),
            ("body", Sealed),
            ("made_at", Moment),
        ],
        points_to: &[("account_id", "account")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[("draft", &["account_id"], false)];

//! Links for people without an account.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Id, IdOrNone, Moment, MomentOrNone, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "outside_link",
    columns: &[
        ("purpose", Text),
        ("record_id", Id),
        ("person_id", IdOrNone),
        ("holder_id", IdOrNone),
        ("secret_hash", Sealed),
        ("until_on", Day),
        ("ended_at", MomentOrNone),
        ("made_at", Moment),
        ("made_by", IdOrNone),
    ],
    points_to: &[],
}];

pub(super) const INDEXES: &[IndexOf] = &[("outside_link", &["record_id"], false)];
